// GitHub workflow commands: one line each, shown beside the job. GitHub shows few of them, so the musts come first.
import type { RunResult, Trouble } from '../../harness/result.ts';
import type { Report } from '../report.ts';
import {
  assumptionLines,
  exclusionLines,
  facts,
  failures,
  headline,
  likelyText,
  restsOnText,
  wording,
} from './telling/facts.ts';
import { visible } from './telling/visible.ts';

export const annotations: Report = {
  kind: 'annotations',
  tells: 'GitHub workflow commands, shown beside a job.',
  render: (result) => `${lines(result).join('\n')}\n`,
};

function lines(result: RunResult): readonly string[] {
  return [
    ...failures(result).map((check) =>
      command(
        check.level === 'must' && check.excused === null ? 'error' : 'warning',
        { title: `${check.level}: ${check.id}` },
        [
          check.reason,
          check.clause,
          ...(check.excused === null ? [] : [`Excused: ${check.excused}`]),
          ...(check.likely === null ? [] : [`Likely: ${likelyText(check.likely)}`]),
          `Mend: ${check.fix}`,
          ...[restsOnText(check, result)].filter((text) => text !== null),
          `Repeat: ${check.repeat}`,
        ],
      ),
    ),
    ...result.scenarios.flatMap(({ id, troubles }) =>
      troubles.map((trouble) => command('error', { ...placeOf(trouble), title: `scenario: ${id}` }, [trouble.tells])),
    ),
    ...result.stale.map(({ check, reason }) => command('error', { title: `baseline: ${check}` }, [reason])),
    ...result.checks
      .filter(({ verdict }) => verdict === 'unknown')
      .map(({ id, level, reason }) =>
        command(level === 'must' ? 'error' : 'warning', { title: `not judged: ${id}` }, [reason]),
      ),
    command(result.verdict === 'pass' ? 'notice' : 'error', { title: `doubleact: ${result.verdict}` }, [
      headline(result),
      wording(result),
      ...facts(result)
        .slice(2)
        .map(([name, value]) => `${name}: ${value}`),
      ...assumptionLines(result).map((line) => `assumed: ${line}`),
      ...exclusionLines(result).map((line) => `not judged: ${line}`),
    ]),
  ];
}

/** A trouble knows its place as `file:line:col`, or not at all. */
function placeOf({ where }: Trouble): Readonly<Record<string, string>> {
  const [, file, line, col] = /^(.+):(\d+):(\d+)$/.exec(where) ?? [];
  return file === undefined || line === undefined || col === undefined ? {} : { file, line, col };
}

function command(
  name: 'error' | 'warning' | 'notice',
  properties: Readonly<Record<string, string>>,
  message: readonly string[],
): string {
  const given = Object.entries(properties).map(([key, value]) => `${key}=${inProperty(value)}`);
  return `::${name} ${given.join(',')}::${inMessage(message.join('\n'))}`;
}

function inMessage(text: string): string {
  return visible(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function inProperty(text: string): string {
  return inMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
