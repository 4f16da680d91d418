// One self-contained page: no script, nothing from elsewhere, and a policy that says so. Whatever a receiver answered is text.
import { createHash } from 'node:crypto';
import type { CheckResult, RunResult } from '../../harness/result.ts';
import type { Report } from '../report.ts';
import { type Case, casesOf, type Exchange } from './telling/case.ts';
import { drawing } from './telling/drawing.ts';
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
import { escaped } from './telling/markup.ts';
import { backText, shortened, wayOf } from './telling/plain.ts';

export const html: Report = {
  kind: 'html',
  tells: 'One self-contained page, with the timelines drawn.',
  render: (result) => `${page(result)}\n`,
};

const style = `
:root{color-scheme:light dark;--ink:#1b1f24;--dim:#6a737d;--paper:#fff;--line:#d8dee4;--met:#1a7f37;--broken:#cf222e;--unknown:#9a6700}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--dim:#8b949e;--paper:#0d1117;--line:#30363d;--met:#3fb950;--broken:#f85149;--unknown:#d29922}}
body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:62rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem}h2{font-size:1.15rem;margin-top:2.2rem}h3{font-size:1rem}
table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.25rem .6rem;border-bottom:1px solid var(--line)}
code,pre,svg text{font-family:ui-monospace,monospace;font-size:12px}
pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid var(--line);border-radius:6px;padding:.6rem}
td{overflow-wrap:anywhere}.dim,.idle{color:var(--dim)}.met,.pass{color:var(--met)}.broken,.fail{color:var(--broken)}.unknown,.incomplete{color:var(--unknown)}
details{border:1px solid var(--line);border-radius:6px;padding:.5rem .8rem;margin:.6rem 0}summary{cursor:pointer}
.wide{overflow-x:auto}dt{color:var(--dim)}dd{margin:0 0 .4rem 1.2rem;overflow-wrap:anywhere}
svg text{fill:var(--ink)}svg text.lane{font-weight:bold}svg text.when{fill:var(--dim)}
svg line{stroke:var(--dim)}svg line.lane{stroke:var(--line);stroke-dasharray:4 4}svg circle,svg path{fill:var(--dim)}
svg .sandbox text{fill:var(--dim)}svg .marked text{font-weight:bold}svg .marked line{stroke:var(--broken)}svg .marked circle,svg .marked path{fill:var(--broken)}
`;

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function page(result: RunResult): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="referrer" content="no-referrer">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(`${result.verdict} · ${result.profile} · doubleact`)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<h1 class="${result.verdict}">${escaped(headline(result))}</h1>`,
    `<p>${escaped(wording(result))}. Receiver: <code>${escaped(result.receiver)}</code>.</p>`,
    definitions(facts(result).slice(2)),
    ...groupsOf(result).flatMap(([group, checks]) => [`<h2>${groupTitles[group]}</h2>`, table(checks.map(row))]),
    ...section('Scenarios', scenarios(result)),
    ...section(
      'What broke',
      failures(result)
        .map((check) => failure(result, check))
        .join('\n'),
    ),
    ...section('Assumed', bullets(assumptionLines(result))),
    ...section('Not judged', bullets(exclusionLines(result))),
    ...section(
      'The end of what the receiver printed',
      result.output === null ? '' : `<pre>${escaped(result.output)}</pre>`,
    ),
    '</body>',
    '</html>',
  ].join('\n');
}

function row({ id, level, verdict, reason, excused, restsOn }: CheckResult): string {
  const notes = [
    ...(verdict === 'met' ? [] : [reason]),
    ...(excused === null ? [] : [`excused: ${excused}`]),
    ...(restsOn.length > 0 && verdict !== 'idle' ? [`assuming ${restsOn.join(', ')}`] : []),
  ];
  const name = verdict === 'broken' ? `<a href="#${escaped(id)}">${escaped(id)}</a>` : escaped(id);
  return `<tr><td class="${verdict}">${signs[verdict]}</td><td>${name}</td><td class="dim">${level}</td><td>${notes.map(escaped).join('<br>')}</td></tr>`;
}

function scenarios({ scenarios: all }: RunResult): string {
  return table(
    all.map(({ id, title, skipped, troubles }) => {
      const verdict = skipped !== null ? 'idle' : troubles.length === 0 ? 'met' : 'broken';
      const notes =
        skipped === null
          ? troubles.map(({ where, tells }) => `<pre>${escaped(`${where}: ${tells}`)}</pre>`)
          : [escaped(skipped)];
      return `<tr><td class="${verdict}">${signs[verdict]}</td><td>${escaped(id)}</td><td>${escaped(title)}${notes.map((note) => `<br>${note}`).join('')}</td></tr>`;
    }),
  );
}

function failure(result: RunResult, check: CheckResult): string {
  const rests = restsOnText(check, result);
  return [
    `<details id="${escaped(check.id)}"${check.level === 'must' && check.excused === null ? ' open' : ''}>`,
    `<summary><b class="broken">${signs.broken} ${escaped(check.id)}</b> <span class="dim">${check.level}, ${check.provenance}</span> ${escaped(check.reason)}</summary>`,
    `<p>${escaped(check.rule)}</p>`,
    definitions([
      ['clause', check.clause],
      ...(check.likely === null ? [] : [['likely', likelyText(check.likely)] as const]),
      ['mend', check.fix],
      ...(rests === null ? [] : [['assuming', rests] as const]),
      ...(check.excused === null ? [] : [['excused', check.excused] as const]),
      ['repeat', check.repeat],
    ]),
    ...casesOf(result, check).slice(0, mostCases).map(caseOf),
    '</details>',
  ].join('\n');
}

const mostCases = 5;

function caseOf({ scenario, title, tells, exchanges, more, issuer, timeline, cut }: Case): string {
  return [
    `<h3>${escaped(scenario)}: ${escaped(title)}</h3>`,
    `<p>${escaped(tells)}</p>`,
    ...exchanges.map((exchange) => `<pre>${escaped(exchangeText(exchange))}</pre>`),
    ...(more > 0 ? [`<p class="dim">… and ${more} more attempts</p>`] : []),
    issuer.length === 0
      ? '<p>The issuer saw nothing of this person.</p>'
      : `<p>The issuer saw:</p>${bullets(issuer.map((each) => `${each.when} ${wayOf(each)}: ${each.text}`))}`,
    '<p class="dim">Timeline, in sandbox time:</p>',
    `<div class="wide">${drawing(timeline)}</div>`,
    ...(cut > 0 ? [`<p class="dim">… ${cut} more</p>`] : []),
  ].join('\n');
}

function exchangeText({ sent, back }: Exchange): string {
  return [
    `POST ${sent.url}   attempt ${sent.attempt} of ${sent.delivery}${sent.flaws.length === 0 ? '' : `, on purpose ${sent.flaws.join(', ')}`}`,
    ...Object.entries(sent.headers).map(([name, value]) => `${name}: ${value}`),
    '',
    shortened(sent.body.text),
    '',
    `signed string: ${sent.signed === null ? 'none, nothing is signed' : shortened(sent.signed)}`,
    `came back:     ${backText(back)}`,
  ].join('\n');
}

function section(title: string, content: string): readonly string[] {
  return content === '' ? [] : [`<h2>${title}</h2>`, content];
}

function table(rows: readonly string[]): string {
  return rows.length === 0 ? '' : `<table>${rows.join('\n')}</table>`;
}

function bullets(entries: readonly string[]): string {
  return entries.length === 0 ? '' : `<ul>${entries.map((entry) => `<li>${escaped(entry)}</li>`).join('')}</ul>`;
}

function definitions(pairs: readonly (readonly [string, string])[]): string {
  return `<dl>${pairs.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>`;
}
