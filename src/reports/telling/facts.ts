// What every report carries besides the verdicts: who judged what, by which profile, under which assumptions, and what not.
import type { CheckResult, Group, RunResult, Timing, Verdict } from '../../../harness/result.ts';

/** "Checked against", never "certified": a run shows faults, not their absence. */
export function wording(result: RunResult): string {
  return `Checked against profile ${result.profile}`;
}

export function headline({ verdict, because }: RunResult): string {
  return because.length === 0 ? verdict : `${verdict}: ${because.join('; ')}`;
}

export function facts(result: RunResult): readonly (readonly [string, string])[] {
  const { summary, timing, stale, effects } = result;
  return [
    ['verdict', headline(result)],
    ['profile', wording(result)],
    ['receiver', result.receiver],
    ...(effects === null ? [] : [['effects', ownAccount(effects)] as const]),
    [
      'checks',
      `${summary.met} met, ${summary.broken} broken, ${summary.idle} idle, ${summary.unknown} unknown, ${summary.excused} excused`,
    ],
    ['scenarios', scenarioCount(result)],
    ['seed', String(result.seed)],
    ['plan', result.plan],
    ['doubleact', result.doubleact],
    ['time', timeText(timing)],
    ...(result.likely === null ? [] : [['likely', likelyText(result.likely)] as const]),
    ...stale.map(({ check, reason }) => ['baseline', `${check}: ${reason}`] as const),
  ];
}

function ownAccount(url: string): string {
  return `told by the receiver itself at ${url}: its own word, which is weaker than what an issuer saw`;
}

function timeText({ total, working, starting, waiting }: Timing): string {
  return `${seconds(total)}: our own work ${seconds(working)}, ${seconds(starting)} until the receiver was there, ${seconds(waiting)} listening for late effects, the rest its answers`;
}

export function assumptionLines({ assumptions }: RunResult): readonly string[] {
  return assumptions.map(
    ({ id, reading, isDefault, about }) => `${id} = ${reading}${isDefault ? '' : ' (not the default)'}: ${about}`,
  );
}

export function exclusionLines({ exclusions, scenarios }: RunResult): readonly string[] {
  return [
    ...exclusions.map(({ what, reason }) => `${what}: ${reason}`),
    ...scenarios.flatMap(({ id, skipped }) => (skipped === null ? [] : [`scenario ${id}: ${skipped}`])),
  ];
}

/** The sentence for a verdict that rests on assumptions; null where it rests on none. */
export function restsOnText({ restsOn }: CheckResult, { assumptions }: RunResult): string | null {
  if (restsOn.length === 0) return null;
  const named = restsOn.map((id) => `${id} = ${assumptions.find((each) => each.id === id)?.reading ?? '?'}`);
  return `This verdict rests on an assumption where the documents are silent or disagree: ${named.join(', ')}`;
}

export function likelyText({ fault, tells }: { readonly fault: string; readonly tells: string }): string {
  return tells === '' ? fault : `${fault}: ${tells}`;
}

export const groupTitles: Readonly<Record<Group, string>> = {
  signature: 'Signature',
  delivery: 'Delivery',
  decision: 'Decision',
  issuer: 'Issuer protocol',
};

export const signs: Readonly<Record<Verdict, string>> = { met: '✔', broken: '✗', idle: '–', unknown: '?' };

const levels = ['must', 'should', 'may'];

/** What is to be explained: the musts first, what is excused last. */
export function failures({ checks }: RunResult): readonly CheckResult[] {
  const rank = ({ level, excused }: CheckResult) => levels.indexOf(level) + (excused === null ? 0 : levels.length);
  return checks
    .filter(({ verdict }) => verdict === 'broken')
    .map((check, at) => ({ check, at }))
    .sort((a, b) => rank(a.check) - rank(b.check) || a.at - b.at)
    .map(({ check }) => check);
}

export function groupsOf({ checks }: RunResult): readonly (readonly [Group, readonly CheckResult[]])[] {
  return (Object.keys(groupTitles) as Group[])
    .map((group) => [group, checks.filter((check) => check.group === group)] as const)
    .filter(([, such]) => such.length > 0);
}

function scenarioCount({ scenarios }: RunResult): string {
  const skipped = scenarios.filter((each) => each.skipped !== null).length;
  return `${scenarios.length - skipped} run, ${skipped} skipped`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
