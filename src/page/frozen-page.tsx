// The page as a report: what was judged and why, and every scenario's timeline as it was.
import type { CheckResult, Entry, Evidence, RunResult, ScenarioResult } from '../../harness/result.ts';
import {
  assumptionLines,
  exclusionLines,
  facts,
  failures,
  groupsOf,
  groupTitles,
  headline,
  likelyText,
  restsOnText,
  signs,
  wording,
} from '../reports/telling/facts.ts';
import { Credentials } from './credentials.tsx';
import { CopyButton } from './exchange.tsx';
import { FilterBar } from './filter-bar.tsx';
import { HappeningsList } from './happenings-list.tsx';
import { Inspector } from './inspector.tsx';
import { marked, selected, showWorld, world } from './state.ts';
import { Timeline, zoomToSelected } from './timeline.tsx';
import { batch, signal, useEffect, useState } from './ui.ts';
import { attemptOf, createWorld, type World } from './world.ts';

/** The scenario whose history is shown; strays belong to none. */
const scenario = signal<string | null>(null);
const strays = 'calls for people of no scenario';

export function FrozenPage({ result }: { readonly result: RunResult }) {
  useEffect(() => show(result, firstToSee(result)), []);
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

const verdictTones = { pass: 'good', fail: 'bad', incomplete: 'warn' } as const;
const checkTones = { met: 'good', broken: 'bad', idle: 'calm', unknown: 'warn' } as const;

function Verdicts({ result }: { readonly result: RunResult }) {
  const broken = failures(result);
  const assumed = assumptionLines(result);
  const excluded = exclusionLines(result);
  return (
    <>
      <h2 class={`headline ${verdictTones[result.verdict]}`}>{headline(result)}</h2>
      <dl class="facts">
        {facts(result)
          .slice(3)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {broken.length > 0 && <h2>What broke</h2>}
      {broken.map((check, nth) => (
        <Failure key={check.id} result={result} check={check} open={nth === 0} />
      ))}
      <h2>All checks</h2>
      {groupsOf(result).map(([group, checks]) => (
        <details key={group} open={checks.length < 8}>
          <summary>
            {groupTitles[group]} <Tally checks={checks} />
          </summary>
          <ul class="checks">
            {checks.map((check) => (
              <CheckLine key={check.id} check={check} />
            ))}
          </ul>
        </details>
      ))}
      <Lines title="Assumed" lines={assumed} />
      <Lines title="Not judged" lines={excluded} />
      {result.output !== null && (
        <details>
          <summary>The end of what the receiver printed</summary>
          <pre>{result.output}</pre>
        </details>
      )}
    </>
  );
}

function Tally({ checks }: { readonly checks: readonly CheckResult[] }) {
  const counts = (['met', 'broken', 'unknown', 'idle'] as const).map(
    (verdict) => [verdict, checks.filter((check) => check.verdict === verdict).length] as const,
  );
  return (
    <>
      {counts
        .filter(([, count]) => count > 0)
        .map(([verdict, count]) => (
          <span key={verdict} class={`chip ${checkTones[verdict]}`}>
            {count} {verdict}
          </span>
        ))}
    </>
  );
}

function CheckLine({ check: { id, level, verdict, rule, reason, excused } }: { readonly check: CheckResult }) {
  return (
    <li>
      <span class={`sign ${checkTones[verdict]}`} role="img" aria-label={verdict}>
        {signs[verdict]}
      </span>
      <div>
        <b>{id}</b> <span class="dim">{level}</span>
        {excused !== null && <span class="chip calm">excused: {excused}</span>}
        <p class="dim">{verdict === 'met' ? rule : reason}</p>
      </div>
    </li>
  );
}

interface FailureProps {
  readonly result: RunResult;
  readonly check: CheckResult;
  readonly open: boolean;
}

function Failure({ result, check, open }: FailureProps) {
  const rests = restsOnText(check, result);
  const facts: readonly (readonly [string, string | null])[] = [
    ['rule', check.rule],
    ['clause', check.clause],
    ['likely', check.likely && likelyText(check.likely)],
    ['mend', check.fix],
    ['assuming', rests],
    ['excused', check.excused],
  ];
  return (
    <details class="failure" open={open}>
      <summary>
        <span class="sign bad" aria-hidden="true">
          {signs.broken}
        </span>{' '}
        <b>{check.id}</b> <span class="dim">{check.level}</span>
      </summary>
      <p class="reason">{check.reason}</p>
      <dl class="facts">
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <Cases result={result} evidence={check.evidence} />
      <div class="repeat">
        <code>{check.repeat}</code>
        <CopyButton text={check.repeat} label="Copy the command that repeats this" />
      </div>
    </details>
  );
}

function Cases({ result, evidence }: { readonly result: RunResult; readonly evidence: readonly Evidence[] }) {
  const [most, setMost] = useState(5);
  return (
    <ul class="cases">
      {evidence.slice(0, most).map((each, nth) => (
        <li key={`${each.scenario} ${nth}`}>
          <button type="button" class="link" onClick={() => showEvidence(result, each)}>
            {each.scenario}
          </button>{' '}
          <span class="dim">{each.tells}</span>
        </li>
      ))}
      {evidence.length > most && (
        <li>
          <button type="button" class="quiet" onClick={() => setMost(evidence.length)}>
            {evidence.length - most} more
          </button>
        </li>
      )}
    </ul>
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

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <details>
      <summary>
        {title} <span class="dim">{lines.length}</span>
      </summary>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}

function firstToSee(result: RunResult): string {
  const ran = result.scenarios.filter(({ skipped }) => skipped === null);
  const seen = failures(result).flatMap((check) => check.evidence.map((each) => each.scenario));
  return seen.find((id) => ran.some((each) => each.id === id)) ?? ran[0]?.id ?? strays;
}

function show(result: RunResult, id: string): void {
  const found = result.scenarios.find((each) => each.id === id);
  batch(() => {
    scenario.value = id;
    showWorld(createWorld(found?.entries ?? result.strays));
  });
}

/** The scenario it was seen in, with what the check points at. */
function showEvidence(result: RunResult, { scenario: id, entries }: Evidence): void {
  batch(() => {
    show(result, id);
    const { now } = world.value;
    const seqs = entries.map((seq) => lineSeq(now, now.bySeq.get(seq)) ?? seq);
    marked.value = new Set(seqs);
    selected.value = seqs[0] ?? null;
  });
  zoomToSelected();
}

/** An answer stands in the line of what it answers. */
function lineSeq(now: World, entry: Entry | undefined): number | null {
  if (entry?.kind === 'call.answered') return now.calls.get(entry.call)?.received.seq ?? null;
  return entry === undefined ? null : (attemptOf(now, entry)?.sent.seq ?? null);
}
