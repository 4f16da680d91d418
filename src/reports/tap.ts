// TAP 14. Idle is SKIP; a broken should is TODO, which is shown and fails nothing.
import type { CheckResult, RunResult, ScenarioResult } from '../../harness/result.ts';
import type { Report } from '../report.ts';
import { assumptionLines, exclusionLines, facts } from './telling/facts.ts';
import { plainFailure } from './telling/plain.ts';
import { oneLine, visible } from './telling/visible.ts';

export const tap: Report = {
  kind: 'tap',
  tells: 'TAP 14, for test harnesses.',
  render(result) {
    const points = [
      ...result.checks.map((check) => checkPoint(result, check)),
      ...result.scenarios.map(scenarioPoint),
      ...result.stale.map(({ check, reason }) => ({ ok: false, name: `baseline ${check}`, details: [reason] })),
      { ok: result.verdict !== 'incomplete', name: 'everything was judged', details: result.because },
    ];
    return [
      'TAP version 14',
      ...[
        ...facts(result).map(([name, value]) => `${name}: ${value}`),
        ...assumptionLines(result).map((line) => `assumed: ${line}`),
        ...exclusionLines(result).map((line) => `not judged: ${line}`),
      ].map((line) => `# ${oneLine(line, 1000)}`),
      `1..${points.length}`,
      ...points.flatMap(render),
      '',
    ].join('\n');
  },
};

interface Point {
  readonly ok: boolean;
  readonly name: string;
  readonly directive?: string;
  readonly details?: readonly string[];
}

function checkPoint(result: RunResult, check: CheckResult): Point {
  const { id: name, verdict, reason, excused, level } = check;
  if (verdict === 'met') return { ok: true, name };
  if (verdict === 'idle') return { ok: true, name, directive: `SKIP ${reason}` };
  const details = plainFailure(result, check);
  if (excused !== null) return { ok: false, name, directive: `TODO excused: ${excused}`, details };
  if (level !== 'must') return { ok: false, name, directive: `TODO a ${level}, not a must`, details };
  return { ok: false, name, details: verdict === 'unknown' ? [`unknown: ${reason}`, ...details] : details };
}

function scenarioPoint({ id, skipped, troubles }: ScenarioResult): Point {
  const name = `scenario ${id}`;
  if (skipped !== null) return { ok: true, name, directive: `SKIP ${skipped}` };
  if (troubles.length === 0) return { ok: true, name };
  return { ok: false, name, details: troubles.map(({ where, tells }) => `${where}: ${tells}`) };
}

/** The details as a YAML block; strings of JSON are strings of YAML. */
function render({ ok, name, directive, details = [] }: Point, at: number): readonly string[] {
  const marked = directive === undefined ? '' : ` # ${hashless(directive)}`;
  const line = `${ok ? 'ok' : 'not ok'} ${at + 1} - ${hashless(name)}${marked}`;
  if (ok || details.length === 0) return [line];
  return [line, '  ---', '  details:', ...details.map((each) => `    - ${JSON.stringify(visible(each))}`), '  ...'];
}

function hashless(text: string): string {
  return oneLine(text, 500).replaceAll('\\', '\\\\').replaceAll('#', '\\#');
}
