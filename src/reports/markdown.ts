// Markdown, as a job summary shows it. GitHub takes up to a mebibyte: the longest explanations give way first.
import type { CheckResult, RunResult } from '../../harness/result.ts';
import type { Report } from '../report.ts';
import {
  assumptionLines,
  exclusionLines,
  facts,
  failures,
  groupsOf,
  groupTitles,
  headline,
  signs,
  wording,
} from './telling/facts.ts';
import { escaped } from './telling/markup.ts';
import { plainFailure } from './telling/plain.ts';
import { oneLine, visible } from './telling/visible.ts';

export const markdown: Report = {
  kind: 'markdown',
  tells: 'Markdown, for the summary of a CI job.',
  render(result) {
    const told = failures(result).map((check) => failure(result, check));
    let room = mostBytes;
    const kept = told.filter((text) => {
      room -= Buffer.byteLength(text);
      return room >= 0;
    });
    const left = told.length - kept.length;
    return [
      `## doubleact: ${inert(headline(result))}`,
      '',
      `${inert(wording(result))}, receiver ${inert(result.receiver)}.`,
      '',
      table(
        ['', 'check', 'level', 'why'],
        groupsOf(result).flatMap(([group, checks]) => [['', `**${groupTitles[group]}**`, '', ''], ...checks.map(row)]),
      ),
      '',
      ...troubles(result),
      ...(kept.length > 0 ? ['### What broke', '', ...kept] : []),
      ...(left > 0 ? [`… and ${left} more, for which there is no room here.`, ''] : []),
      ...section('Assumed', assumptionLines(result)),
      ...section('Not judged', exclusionLines(result)),
      table(
        ['', ''],
        facts(result).map(([name, value]) => [name, inert(value)]),
      ),
      '',
    ].join('\n');
  },
};

const mostBytes = 600_000;

function row({ id, level, verdict, reason, excused, restsOn }: CheckResult): readonly string[] {
  const why = [
    ...(verdict === 'met' ? [] : [inert(reason)]),
    ...(excused === null ? [] : [`excused: ${inert(excused)}`]),
    ...(restsOn.length > 0 && verdict !== 'idle' ? [`assuming ${restsOn.map(inert).join(', ')}`] : []),
  ];
  return [signs[verdict], inert(id), level, why.join('<br>')];
}

function failure(result: RunResult, check: CheckResult): string {
  return [
    `<details><summary>${signs[check.verdict]} <b>${escaped(check.id)}</b> (${check.level}, ${check.provenance}): ${escaped(oneLine(check.reason, 400))}</summary>`,
    '',
    fenced(plainFailure(result, check).join('\n')),
    '',
    '</details>',
    '',
  ].join('\n');
}

function troubles({ scenarios }: RunResult): readonly string[] {
  const such = scenarios.flatMap(({ id, troubles: list }) => list.map((each) => ({ id, ...each })));
  if (such.length === 0) return [];
  return [
    '### Scenarios',
    '',
    ...such.flatMap(({ id, kind, where, tells }) => [
      `${kind === 'expectation' ? signs.broken : signs.unknown} ${inert(id)}`,
      '',
      fenced(`${where}\n${tells}`),
      '',
    ]),
  ];
}

function section(title: string, entries: readonly string[]): readonly string[] {
  if (entries.length === 0) return [];
  return [
    `<details><summary>${title}</summary>`,
    '',
    ...entries.map((entry) => `- ${inert(entry)}`),
    '',
    '</details>',
    '',
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Text that Markdown has nothing to do with: no markup, no link, no line of its own. */
function inert(text: string): string {
  return visible(text)
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll(/[&<>"'\\`*_[\]#|~@:]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

/** Fenced by more backticks than it contains. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${visible(text)}\n${fence}`;
}
