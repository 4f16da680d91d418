// The page as a report: what was judged and why, and every scenario's timeline as it was.
import type { RunResult, ScenarioResult } from '../../harness/result.ts';
import { wording } from '../reports/telling/facts.ts';
import { Credentials } from './credentials.tsx';
import { FilterBar } from './filter-bar.tsx';
import { begin, scenario, show, strays } from './frozen-history.ts';
import { HappeningsList } from './happenings-list.tsx';
import { Inspector } from './inspector.tsx';
import { Timeline } from './timeline.tsx';
import { useEffect } from './ui.ts';
import { Verdicts, verdictTones } from './verdict-view.tsx';

export function FrozenPage({ result }: { readonly result: RunResult }) {
  useEffect(() => begin(result), []);
  return (
    <>
      <header class="top">
        <h1>doubleact</h1>
        <span class={`chip ${verdictTones[result.verdict]}`}>{result.verdict}</span>
        <span class="dim">
          {wording(result)} · receiver <code>{result.receiver}</code> · seed {result.seed}
        </span>
      </header>
      <main class="frozen">
        <section class="verdict" aria-label="Verdict">
          <Verdicts result={result} />
        </section>
        <div class="history">
          <Scenarios result={result} />
          <Timeline />
          <section class="pane happened" aria-label="What happened">
            <FilterBar />
            <HappeningsList />
          </section>
          <section class="pane" aria-label="Details">
            <Inspector />
            <h2>Credentials</h2>
            <Credentials />
          </section>
        </div>
      </main>
    </>
  );
}

function Scenarios({ result }: { readonly result: RunResult }) {
  const chosen = [...result.scenarios].find(({ id }) => id === scenario.value);
  return (
    <div class="scenario">
      <label>
        scenario{' '}
        <select value={scenario.value ?? ''} onChange={(event) => show(result, event.currentTarget.value)}>
          {result.scenarios.map((each) => (
            <option key={each.id} value={each.id} disabled={each.skipped !== null}>
              {each.id}
              {suffixOf(each)}
            </option>
          ))}
          {result.strays.length > 0 && <option value={strays}>{strays}</option>}
        </select>
      </label>{' '}
      <b>{chosen?.title}</b>
      {chosen?.troubles.map(({ where, tells }) => (
        <p key={where} class="bad">
          {where}: {tells}
        </p>
      ))}
    </div>
  );
}

function suffixOf({ skipped, troubles }: ScenarioResult): string {
  if (skipped !== null) return ` (skipped: ${skipped})`;
  return troubles.length > 0 ? ' ✗' : '';
}
