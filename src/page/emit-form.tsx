// The form for emitting: any event of the provider, about anybody, with a body that can be changed. It is signed anew.
import type { Json, JsonObject } from '../../mocks/json.ts';
import { ask, word } from './control.ts';
import { editsOf } from './edits.ts';
import { offer, tellFault } from './live.ts';
import { SendStep } from './send-step.tsx';
import { draft } from './state.ts';
import { useEffect, useId, useState } from './ui.ts';
import { FieldInput } from './verb-form.tsx';

/** Names for those who have none in mind. */
const people = ['ana', 'ben', 'cleo', 'dan', 'eva', 'finn'];

interface Editing {
  readonly before: Json | null;
  readonly text: string;
}

export function EmitForm() {
  const { events = [], flaws = [] } = offer.value ?? {};
  const [event, setEvent] = useState(() => approvalAmong(events.map(({ type }) => type)));
  const [applicant, setApplicant] = useState(people[0] ?? '');
  const [flaw, setFlaw] = useState('');
  const [editing, setEditing] = useState<Editing | null>(null);
  const id = useId();
  useEffect(() => {
    const given = draft.value;
    if (given === null) return;
    setEvent(given.type);
    setApplicant(given.applicant);
    setEditing({ before: null, text: indented(given.body) });
    draft.value = null;
  }, [draft.value]);

  async function edit(): Promise<void> {
    const query = applicant === '' ? '' : `?applicant=${word(applicant)}`;
    try {
      const { body } = await ask<{ body: JsonObject }>(`events/${word(event)}/body${query}`);
      setEditing({ before: body, text: JSON.stringify(body, null, 2) });
    } catch (fault) {
      tellFault(fault);
    }
  }

  const changes =
    editing === null ? {} : editing.before === null ? { body: editing.text } : editsOf(editing.before, editing.text);
  const details = {
    event,
    ...(applicant !== '' && { applicant }),
    ...(flaw !== '' && { flaw }),
    ...changes,
  };
  const told = events.find(({ type }) => type === event)?.tells;
  return (
    <>
      <div class="field">
        <label for={`${id}-event`}>event</label>
        <select
          id={`${id}-event`}
          value={event}
          onChange={(chosen) => {
            setEvent(chosen.currentTarget.value);
            setEditing(null);
          }}
        >
          {events.map(({ type }) => (
            <option key={type} value={type}>
              {type}
            </option>
          ))}
        </select>
        {told !== undefined && <p class="dim hint">{told}</p>}
      </div>
      <FieldInput
        field={{ name: 'applicant', required: false, kind: 'text', choices: [] }}
        value={applicant}
        say={setApplicant}
      />
      <FieldInput
        field={{ name: 'flaw', required: false, kind: 'choice', choices: flaws.map((each) => each.id) }}
        value={flaw}
        say={setFlaw}
      />
      {editing === null ? (
        <button type="button" class="quiet" onClick={() => void edit()}>
          Change the body…
        </button>
      ) : (
        <div class="field">
          <label for={`${id}-body`}>body</label>
          <textarea
            id={`${id}-body`}
            rows={10}
            spellcheck={false}
            value={editing.text}
            onInput={(typed) => setEditing({ ...editing, text: typed.currentTarget.value })}
          />
          <button type="button" class="quiet" onClick={() => setEditing(null)}>
            As usual again
          </button>
        </div>
      )}
      <SendStep step={{ emit: details }} />
    </>
  );
}

/** Most begin with the event that a person has passed. */
function approvalAmong(types: readonly string[]): string {
  return types.find((type) => /complete/.test(type)) ?? types[0] ?? '';
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
