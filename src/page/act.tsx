// Acting by hand: every verb that a scenario has, with a form made from what the verb takes. Below stands what will be sent,
// so that whoever has clicked it can write it.
import { saveFile } from './browser.ts';
import { askText } from './control.ts';
import { EmitForm } from './emit-form.tsx';
import { Icon } from './icon.tsx';
import { notice, offer, startAnew, tellFault, type Verb } from './live.ts';
import { draft, world } from './state.ts';
import { useEffect, useId, useState } from './ui.ts';
import { VerbForm } from './verb-form.tsx';

export function Act() {
  const [verb, setVerb] = useState('emit');
  const id = useId();
  useEffect(() => {
    if (draft.value !== null) setVerb('emit');
  }, [draft.value]);
  const offered = offer.value;
  if (offered === null) return <p class="empty">…</p>;
  const chosen = offered.steps.find((each) => each.verb === verb) as Verb;
  return (
    <div class="act">
      <div class="field">
        <label for={id}>step</label>
        <select id={id} value={verb} onChange={(event) => setVerb(event.currentTarget.value)}>
          {offered.steps.map((each) => (
            <option key={each.verb} value={each.verb}>
              {each.verb}
            </option>
          ))}
        </select>
      </div>
      <p class="dim">{chosen.tells}</p>
      {world.value.now.endpoints.size === 0 && (
        <p class="warn">No endpoint yet, so events go nowhere: take the step endpoint with the URL of your receiver.</p>
      )}
      {verb === 'emit' ? <EmitForm /> : <VerbForm key={verb} verb={chosen} />}
      <hr />
      <ByHand />
    </div>
  );
}

function ByHand() {
  async function exportScenario(): Promise<void> {
    try {
      saveFile('by-hand.yaml', await askText('scenario.yaml'));
      notice.value = {
        text: 'Saved by-hand.yaml. Run it with: npx doubleact test by-hand.yaml --provider … --exec …',
        tone: 'good',
      };
    } catch (fault) {
      tellFault(fault);
    }
  }
  return (
    <div class="tools">
      <button type="button" onClick={() => void exportScenario()}>
        <Icon name="save" /> Export as scenario
      </button>
      <span class="grow" />
      <button type="button" class="quiet" onClick={() => void startAnew()}>
        Start anew
      </button>
    </div>
  );
}
