// What a run came to: the verdict, what broke, every check by group, and what was assumed or not judged.
import type { CheckResult, RunResult } from '../../harness/result.ts';
import {
  assumptionLines,
  exclusionLines,
  facts,
  failures,
  groupsOf,
  groupTitles,
  headline,
  signs,
} from '../reports/telling/facts.ts';
import { Failure } from './failure-view.tsx';

export const verdictTones = { pass: 'good', fail: 'bad', incomplete: 'warn' } as const;
const checkTones = { met: 'good', broken: 'bad', idle: 'calm', unknown: 'warn' } as const;

export function Verdicts({ result }: { readonly result: RunResult }) {
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
