// The page with a result frozen into it: one file that needs no server, takes nothing from elsewhere, and has a policy that
// says so. Whatever a receiver answered is text: here it is data, and the page never makes markup of data.
import type { RunResult } from '../../harness/result.ts';
import { pageFile } from '../page-files.ts';
import type { Report } from '../report.ts';
import { facts, headline, wording } from './telling/facts.ts';
import { escaped } from './telling/markup.ts';

export const html: Report = {
  kind: 'html',
  tells: 'One self-contained page: the verdict, and every timeline to look into.',
  render: (result) => `${page(result)}\n`,
};

function page(result: RunResult): string {
  const script = pageFile('page.js');
  const style = pageFile('page.css');
  const policy = [
    "default-src 'none'",
    `script-src ${script.hash}`,
    `style-src ${style.hash}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="referrer" content="no-referrer">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<link rel="icon" href="data:,">',
    `<title>${escaped(`${result.verdict} · ${result.profile} · doubleact`)}</title>`,
    `<style>${style.text}</style>`,
    '</head>',
    '<body>',
    '<div id="page">',
    // What can be read where no script may run.
    `<h1>${escaped(headline(result))}</h1>`,
    `<p>${escaped(wording(result))}.</p>`,
    ...facts(result).map(([name, value]) => `<p>${escaped(name)}: ${escaped(value)}</p>`),
    '</div>',
    `<script type="application/json" id="result">${inert(result)}</script>`,
    `<script>${script.text}</script>`,
    '</body>',
    '</html>',
  ].join('\n');
}

/** JSON in which nothing can end the element it stands in, or begin another. */
function inert(result: RunResult): string {
  return JSON.stringify(result).replaceAll('<', '\\u003c');
}
