// A timeline drawn as SVG: three lanes, time downwards, an arrow for whatever went from one to another.
import { escaped } from './markup.ts';
import type { Moment, Party } from './moment.ts';

const lanes: Readonly<Record<Party, number>> = { sandbox: 200, provider: 200, receiver: 420, issuer: 640 };
const top = 34;
const step = 40;
const width = 760;

export function drawing(moments: readonly Moment[]): string {
  const height = top + moments.length * step + 16;
  return [
    `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="timeline">`,
    ...(['provider', 'receiver', 'issuer'] as const).flatMap((party) => [
      `<text class="lane" x="${lanes[party]}" y="16" text-anchor="middle">${party}</text>`,
      `<line class="lane" x1="${lanes[party]}" y1="24" x2="${lanes[party]}" y2="${height - 8}"/>`,
    ]),
    ...moments.map((moment, at) => draw(moment, top + at * step + step / 2)),
    '</svg>',
  ].join('\n');
}

function draw({ when, from, to, text, marked }: Moment, y: number): string {
  const kind = `${from === 'sandbox' ? 'sandbox' : 'party'}${marked ? ' marked' : ''}`;
  const [here, there] = [lanes[from], lanes[to]];
  const shape =
    here === there
      ? `<circle cx="${here}" cy="${y}" r="4"/>`
      : `<line x1="${here}" y1="${y}" x2="${there}" y2="${y}"/>${head(here, there, y)}`;
  return [
    `<g class="${kind}"><title>${escaped(text)}</title>`,
    `<text class="when" x="8" y="${y + 4}">${escaped(when)}</text>`,
    shape,
    `<text x="${Math.min(here, there) + 8}" y="${y - 6}">${escaped(fitted(text, here === there ? here : Math.min(here, there)))}</text>`,
    '</g>',
  ].join('');
}

function head(from: number, to: number, y: number): string {
  const back = to > from ? to - 8 : to + 8;
  return `<path d="M${to} ${y}L${back} ${y - 4}L${back} ${y + 4}Z"/>`;
}

/** As much as there is room for to the right; the rest stands in the title. */
function fitted(text: string, x: number): string {
  const letters = [...text];
  const room = Math.floor((width - x - 12) / 6.2);
  return letters.length <= room ? text : `${letters.slice(0, room - 1).join('')}…`;
}
