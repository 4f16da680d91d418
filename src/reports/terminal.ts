// The report a person reads first: verdicts by group, then every failure from what was sent to how to mend it.
import type { CheckResult, RunResult, ScenarioResult } from '../../harness/result.ts';
import { type Colours, coloursFor } from '../colours.ts';
import type { Report } from '../report.ts';
import { type Case, casesOf, type Exchange } from './telling/case.ts';
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
} from './telling/facts.ts';
import type { Moment } from './telling/moment.ts';
import { backText, shortened, wayOf } from './telling/plain.ts';
import { visible } from './telling/visible.ts';

export const terminal: Report = {
  kind: 'terminal',
  tells: 'For people: a summary by group, and every failure explained.',
  render: (result, { colour = false } = {}) => `${lines(result, coloursFor(colour)).join('\n')}\n`,
};

function lines(result: RunResult, colours: Colours): readonly string[] {
  const { bold, dim } = colours;
  return [
    '',
    `${bold(`doubleact ${result.doubleact}`)} ${dim('·')} ${wording(result)} ${dim('·')} ${visible(result.receiver)}`,
    '',
    ...groupsOf(result).flatMap(([group, checks]) => [
      `  ${bold(groupTitles[group])}`,
      ...checks.flatMap((check) => summaryLine(check, colours)),
      '',
    ]),
    ...troubled(result, colours),
    ...failures(result).flatMap((check) => failure(result, check, colours)),
    ...foot(result, colours),
  ];
}

function summaryLine(check: CheckResult, { bold, dim, ...colours }: Colours): readonly string[] {
  const paint = { met: colours.green, broken: colours.red, idle: dim, unknown: colours.yellow }[check.verdict];
  const level = check.level === 'must' ? '' : ` ${dim(check.level)}`;
  const excused = check.excused === null ? '' : ` ${dim(`excused: ${visible(check.excused)}`)}`;
  const rests = check.restsOn.length > 0 && check.verdict !== 'idle' ? ` ${dim('(assuming)')}` : '';
  const reason = check.verdict === 'met' ? '' : ` ${dim(visible(check.reason))}`;
  const name = check.verdict === 'broken' ? bold(check.id) : check.id;
  return [`    ${paint(signs[check.verdict])} ${name}${level}${rests}${reason}${excused}`];
}

/** The short explanation of one broken check, as the demo shows it. */
export function failure(result: RunResult, check: CheckResult, colours: Colours): readonly string[] {
  const { bold, dim, red, yellow } = colours;
  const cases = casesOf(result, check);
  const [first] = cases;
  const rests = restsOnText(check, result);
  return [
    `  ${red(signs.broken)} ${bold(check.id)}  ${dim(`${check.level}, ${check.provenance}${check.excused === null ? '' : ', excused'}`)}`,
    `      ${visible(check.rule)}`,
    ...rows(dim, [
      ['clause', check.clause],
      ['why', check.reason],
      ...(first === undefined ? [] : caseRows(first, cases.length, check.reason)),
    ]),
    ...(first === undefined ? [] : caseLines(first, colours)),
    ...rows(dim, [
      ...(check.likely === null ? [] : [['likely', likelyText(check.likely)] as const]),
      ['mend', check.fix],
      ...(rests === null ? [] : [['assuming', yellow(rests)] as const]),
      ['repeat', check.repeat],
    ]),
    '',
  ];
}

function caseRows({ scenario, title, tells }: Case, of: number, reason: string): (readonly [string, string])[] {
  const more = of > 1 ? ` (the first of ${of})` : '';
  return [
    ['seen in', `${scenario}: ${title}${more}`],
    ...(reason.startsWith(tells) ? [] : [['saw', tells] as [string, string]]),
  ];
}

function caseLines({ exchanges, more, issuer, timeline, cut }: Case, { dim, bold }: Colours): readonly string[] {
  const moments = (list: readonly Moment[]) => {
    const width = Math.max(0, ...list.map(({ when }) => when.length));
    return list.map((moment) => {
      const line = `${moment.when.padEnd(width)}  ${wayOf(moment).padEnd(19)}  ${moment.text}`;
      return `          ${moment.marked ? bold(line) : dim(line)}`;
    });
  };
  return [
    ...exchanges.flatMap((exchange) => exchangeLines(exchange, dim)),
    ...(more > 0 ? [`        ${dim(`… and ${more} more attempts`)}`] : []),
    `      ${dim('the issuer saw')}${issuer.length === 0 ? '  nothing of this person' : ''}`,
    ...moments(issuer),
    `      ${dim('timeline, in sandbox time')}`,
    ...moments(timeline),
    ...(cut > 0 ? [`          ${dim(`… ${cut} more`)}`] : []),
  ];
}

function exchangeLines({ sent, back }: Exchange, dim: Colours['dim']): readonly string[] {
  const flaws = sent.flaws.length === 0 ? '' : ` (on purpose: ${sent.flaws.join(', ')})`;
  return [
    `      ${dim('sent')}  POST ${visible(sent.url)}  attempt ${sent.attempt} of ${sent.delivery}${flaws}`,
    ...Object.entries(sent.headers).map(([name, value]) => `          ${visible(name)}: ${visible(value)}`),
    `          ${dim(`body, ${sent.body.bytes} bytes:`)} ${shortened(sent.body.text)}`,
    `          ${dim('signed string:')} ${sent.signed === null ? 'none, nothing is signed' : shortened(sent.signed)}`,
    `      ${dim('came back')}  ${backText(back)}`,
  ];
}

function troubled({ scenarios }: RunResult, { bold, red, yellow, dim }: Colours): readonly string[] {
  const such = scenarios.filter(({ troubles }) => troubles.length > 0);
  if (such.length === 0) return [];
  const lines = ({ id, troubles }: ScenarioResult) =>
    troubles.map(
      ({ kind, where, tells }) =>
        `    ${kind === 'expectation' ? red('✗') : yellow('?')} ${id} ${dim(visible(where))}\n${indented(visible(tells), 8)}`,
    );
  return [`  ${bold('Scenarios')}`, ...such.flatMap(lines), ''];
}

function foot(result: RunResult, { bold, dim, green, red, yellow }: Colours): readonly string[] {
  const paint = { pass: green, fail: red, incomplete: yellow }[result.verdict];
  const rest = facts(result).filter(([name]) => name !== 'verdict');
  return [
    ...list('Assumed', assumptionLines(result), dim),
    ...list('Not judged', exclusionLines(result), dim),
    ...(result.output === null || result.verdict === 'pass'
      ? []
      : list('The end of what the receiver printed', result.output.trimEnd().split('\n').slice(-12), dim)),
    ...rows(dim, rest, 2),
    '',
    `  ${bold(paint(visible(headline(result))))}`,
    '',
  ];
}

function list(title: string, entries: readonly string[], dim: Colours['dim']): readonly string[] {
  if (entries.length === 0) return [];
  return [`  ${title}`, ...entries.map((entry) => `    ${dim(visible(entry))}`), ''];
}

function rows(dim: Colours['dim'], pairs: readonly (readonly [string, string])[], indent = 6): readonly string[] {
  const pad = ' '.repeat(indent);
  return pairs.map(
    ([name, value]) => `${pad}${dim(name.padEnd(9))} ${visible(value).replaceAll('\n', `\n${pad}          `)}`,
  );
}

function indented(text: string, by: number): string {
  return text.replaceAll(/^/gm, ' '.repeat(by));
}
