// From what a run left behind to what it comes to: one verdict, one exit code, and everything a report needs.
import { createHash } from 'node:crypto';
import type { Assumed } from '../mocks/assumption.ts';
import type { Entry } from '../mocks/journal.ts';
import { type Expected, excuse, staleIn } from './baseline.ts';
import type { Check, Finding, Verdict } from './check.ts';
import { nearestFault, type Rows } from './diagnosis.ts';
import type { RunHistory } from './history.ts';
import type { CheckResult, Exclusion, Likely, RunResult, ScenarioResult, Stale, Summary } from './result.ts';
import type { Scenario } from './scenario.ts';
import { sourceOf } from './sources.ts';

/** What running a suite gives. */
export interface Ran {
  readonly history: RunHistory;
  readonly seed: number;
  readonly timing: RunResult['timing'];
  readonly output: string | null;
  readonly skipped: readonly { readonly scenario: string; readonly reason: string }[];
}

export interface JudgedCheck {
  readonly check: Check;
  readonly finding: Finding;
}

export interface VerdictParts {
  readonly ran: Ran;
  readonly judged: readonly JudgedCheck[];
  readonly scenarios: readonly Scenario[];
  readonly exclusions: readonly Exclusion[];
  readonly version: string;
  /** The receiver as a person would name it. */
  readonly receiver: string;
  /** Why the user wants a check left out, by its id. */
  readonly skip?: Readonly<Record<string, string>> | undefined;
  readonly baseline?: readonly Expected[] | undefined;
  /** Only some checks were asked for: what a scenario itself expected does not count then. */
  readonly only?: boolean | undefined;
  /** The rows of this provider in the kill matrix, and what each fault does. */
  readonly rows?: Rows | undefined;
  readonly faults?: readonly { readonly id: string; readonly tells: string }[] | undefined;
  readonly repeat: (check: string, scenarios: readonly string[]) => string;
}

/** What the program ends with. A fault of our own is 4, bad usage 2: those never come to a result. */
export const exitCodes = { pass: 0, fail: 1, incomplete: 3 } as const satisfies Record<RunResult['verdict'], number>;

export function toResult(parts: VerdictParts): RunResult {
  const { ran, version, receiver, rows = {}, baseline = [] } = parts;
  const { provider, strays, capabilities, effects = null, died } = ran.history;
  const today = dayOf(ran.history);
  const judged = parts.judged.map((each) => leaveOut(each, parts.skip?.[each.check.id]));
  const verdicts = Object.fromEntries(judged.map(({ check, finding }) => [check.id, finding.verdict]));
  const name = (fault: string | null) => toLikely(fault, parts.faults ?? []);
  const checks = judged.map(({ check, finding }) => {
    const broken = finding.verdict === 'broken';
    return toCheckResult(check, finding, {
      parts,
      likely: broken ? name(nearestFault(verdicts, rows, check.id)) : null,
      excused: parts.skip?.[check.id] ?? (broken ? excuse(baseline, check.id, today) : null),
    });
  });
  const scenarios = toScenarioResults(parts);
  const stale = staleIn(baseline, verdicts, today);
  const summary = summarise(checks);
  return {
    ...decide({ summary, checks, scenarios, stale, died, only: parts.only === true }),
    doubleact: version,
    profile: provider.revision,
    provider: provider.id,
    receiver,
    seed: ran.seed,
    plan: planHash(parts),
    summary,
    checks,
    scenarios,
    strays,
    capabilities,
    effects,
    died,
    likely: name(nearestFault(verdicts, rows)),
    stale,
    assumptions: provider.assumed,
    exclusions: [...parts.exclusions, ...userExclusions(parts.skip ?? {})],
    timing: ran.timing,
    output: ran.output,
  };
}

/** The same hash, the same examination: who is asked what, how, and under which readings. */
export function planHash({ judged, scenarios, ran, skip = {} }: VerdictParts): string {
  const { revision, assumed } = ran.history.provider;
  const plan = {
    profile: revision,
    checks: judged
      .filter(({ check }) => skip[check.id] === undefined)
      .map(({ check }) => `${check.id} ${check.level}`)
      .sort(),
    scenarios: scenarios.map(({ id, steps }) => [id, steps] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
    readings: assumed.map(({ id, reading }: Assumed) => `${id}=${reading}`).sort(),
  };
  return createHash('sha256').update(JSON.stringify(plan)).digest('hex');
}

interface Deciding {
  readonly summary: Summary;
  readonly checks: readonly CheckResult[];
  readonly scenarios: readonly ScenarioResult[];
  readonly stale: readonly Stale[];
  readonly died: string | null;
  readonly only: boolean;
}

/** What broke weighs more than what could not be judged. */
function decide({ summary, checks, scenarios, stale, died, only }: Deciding): Pick<RunResult, 'verdict' | 'because'> {
  const troubled = (kind: 'expectation' | 'unable') =>
    scenarios.filter(({ troubles }) => troubles.some((each) => each.kind === kind)).map(({ id }) => id);
  const unmet = only ? [] : troubled('expectation');
  const unable = troubled('unable');
  const unknown = checks.filter(
    ({ level, verdict, excused }) => level === 'must' && verdict === 'unknown' && excused === null,
  );
  const red = [
    ...(summary.mustsBroken > 0 ? [`${count(summary.mustsBroken, 'must')} broken`] : []),
    ...(unmet.length > 0
      ? [`${count(unmet.length, 'scenario')} found otherwise than expected: ${unmet.join(', ')}`]
      : []),
    ...stale.map(({ check, reason }) => `baseline, ${check}: ${reason}`),
  ];
  const open = [
    ...(died === null ? [] : [`the receiver died: ${died}`]),
    ...(summary.met + summary.broken === 0 ? ['no check was judged'] : []),
    ...(unknown.length > 0
      ? [`${count(unknown.length, 'must')} could not be judged: ${unknown.map(({ id }) => id).join(', ')}`]
      : []),
    ...(unable.length > 0
      ? [`${count(unable.length, 'scenario')} could not be carried out: ${unable.join(', ')}`]
      : []),
  ];
  if (red.length > 0) return { verdict: 'fail', because: [...red, ...open] };
  return { verdict: open.length > 0 ? 'incomplete' : 'pass', because: open };
}

function leaveOut({ check, finding }: JudgedCheck, reason: string | undefined): JudgedCheck {
  if (reason === undefined) return { check, finding };
  return { check, finding: { verdict: 'idle', reason: `left out by the user: ${reason}`, evidence: [] } };
}

function toCheckResult(
  check: Check,
  finding: Finding,
  { parts, likely, excused }: { parts: VerdictParts; likely: Likely | null; excused: string | null },
): CheckResult {
  const { id, group, level, rule, fix } = check;
  const { provider } = parts.ran.history;
  const known = new Set(parts.scenarios.map((scenario) => scenario.id));
  const seenIn = [...new Set(finding.evidence.map(({ scenario }) => scenario))].filter((scenario) =>
    known.has(scenario),
  );
  return {
    id,
    group,
    level,
    ...sourceOf(check, provider.clauses),
    verdict: finding.verdict,
    rule,
    reason: finding.reason,
    fix,
    // A check may rest on assumptions of several profiles; only those that were made in this run matter.
    restsOn: provider.assumed.filter((assumed) => restsOn(check, assumed)).map((assumed) => assumed.id),
    evidence: finding.evidence,
    likely,
    excused,
    repeat: parts.repeat(id, seenIn),
  };
}

function restsOn({ restsOn = [], clause }: Check, { id, bears = [] }: Assumed): boolean {
  return restsOn.includes(id) || (typeof clause !== 'string' && bears.includes(clause.topic));
}

function toScenarioResults({ scenarios, ran }: VerdictParts): readonly ScenarioResult[] {
  return scenarios.map(({ id, title }) => {
    const history = ran.history.histories.find(({ scenario }) => scenario === id);
    return {
      id,
      title,
      skipped: ran.skipped.find(({ scenario }) => scenario === id)?.reason ?? null,
      troubles: history?.troubles ?? [],
      entries: history?.entries ?? [],
    };
  });
}

function summarise(checks: readonly CheckResult[]): Summary {
  const tally = (verdict: Verdict) => checks.filter((check) => check.verdict === verdict).length;
  return {
    met: tally('met'),
    broken: tally('broken'),
    idle: tally('idle'),
    unknown: tally('unknown'),
    mustsBroken: checks.filter(
      (check) => check.verdict === 'broken' && check.level === 'must' && check.excused === null,
    ).length,
    excused: checks.filter((check) => check.excused !== null).length,
  };
}

function userExclusions(skip: Readonly<Record<string, string>>): readonly Exclusion[] {
  return Object.entries(skip).map(([what, reason]) => ({ what, reason: `left out by the user: ${reason}` }));
}

function toLikely(fault: string | null, faults: NonNullable<VerdictParts['faults']>): Likely | null {
  if (fault === null) return null;
  return { fault, tells: faults.find(({ id }) => id === fault)?.tells ?? '' };
}

/** The day of the run, as its own journals tell it; the epoch where nothing happened at all. */
function dayOf({ histories, strays }: RunHistory): string {
  let latest = 0;
  const heed = ({ wall }: Entry) => {
    latest = Math.max(latest, wall);
  };
  for (const { entries } of histories) entries.forEach(heed);
  strays.forEach(heed);
  return new Date(latest).toISOString().slice(0, 10);
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
