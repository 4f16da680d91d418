// Draws the timeline on a canvas: ten thousand marks are one picture, not ten thousand elements.
import { sinceText } from './moment-text.ts';
import type { Tone } from './outcome.ts';
import type { Bar, Lane, Layout, Mark } from './timeline-layout.ts';
import { pens } from './timeline-pens.ts';
import { type Stretch, ticksOf } from './timeline-scale.ts';

export interface Picture {
  readonly layout: Layout;
  readonly stretch: Stretch;
  readonly width: number;
  readonly height: number;
  readonly now: number | null;
  readonly selected: number | null;
  readonly marked: ReadonlySet<number>;
  /** Whose marks stay bright; null: everybody's. */
  readonly person: string | null;
}

export type Palette = Readonly<Record<Tone | 'ink' | 'dim' | 'line' | 'paper' | 'panel' | 'now', string>>;

export const gutter = 168;
const axis = 26;
const laneTitle = 18;

/** Left edge of the lane's rows, and how high one is. */
export function rowsOf(lane: Lane, { layout, height }: Pick<Picture, 'layout' | 'height'>) {
  const room = height - axis - 2 * laneTitle - 6;
  const { rows } = layout;
  // More to the lane that has more, but never all.
  const shareIn = Math.min(0.75, Math.max(0.45, rows.in / (rows.in + rows.out)));
  const [top, mine] =
    lane === 'in' ? [axis + laneTitle, room * shareIn] : [axis + 2 * laneTitle + room * shareIn, room * (1 - shareIn)];
  return { top, high: Math.min(24, mine / rows[lane]) };
}

export function xOf(at: number, { stretch: { from, to }, width }: Pick<Picture, 'stretch' | 'width'>): number {
  return gutter + ((at - from) / (to - from)) * (width - gutter);
}

export function atOf(x: number, { stretch: { from, to }, width }: Pick<Picture, 'stretch' | 'width'>): number {
  return from + ((x - gutter) / (width - gutter)) * (to - from);
}

/** The mark under the pointer. */
export function markAt(x: number, y: number, picture: Picture): Mark | null {
  let nearest: Mark | null = null;
  let least = 10;
  for (const mark of picture.layout.marks) {
    const { top, high } = rowsOf(mark.lane, picture);
    const far = Math.hypot(xOf(mark.at, picture) - x, top + (mark.row + 0.5) * high - y);
    if (far < least) [nearest, least] = [mark, far];
  }
  return nearest;
}

export function paint(ctx: CanvasRenderingContext2D, picture: Picture, palette: Palette): void {
  const { layout, width, height, now } = picture;
  ctx.clearRect(0, 0, width, height);
  ctx.textBaseline = 'middle';
  paintAxis(ctx, picture, palette);
  ctx.save();
  ctx.beginPath();
  ctx.rect(gutter, 0, width - gutter, height);
  ctx.clip();
  for (const { from, to } of layout.outages) {
    ctx.globalAlpha = 0.14;
    ctx.fillStyle = palette.warn;
    ctx.fillRect(xOf(from, picture), axis, Math.max(1, xOf(to, picture) - xOf(from, picture)), height - axis);
    ctx.globalAlpha = 1;
  }
  for (const bar of layout.bars) paintBar(ctx, bar, picture, palette);
  paintTies(ctx, picture, palette);
  for (const mark of layout.marks) paintMark(ctx, mark, picture, palette);
  if (now !== null) paintNow(ctx, xOf(now, picture), picture, palette);
  ctx.restore();
  paintLabels(ctx, picture, palette);
}

function paintAxis(ctx: CanvasRenderingContext2D, picture: Picture, palette: Palette): void {
  const { width, height, stretch } = picture;
  ctx.font = '11px ui-monospace, monospace';
  ctx.textAlign = 'center';
  for (const at of ticksOf(stretch, width - gutter)) {
    const x = Math.round(xOf(at, picture)) + 0.5;
    if (x < gutter) continue;
    line(ctx, [x, axis], [x, height], palette.line);
    ctx.fillStyle = palette.dim;
    if (x > gutter + 16 && x < width - 24) ctx.fillText(at === 0 ? '0' : sinceText(at), x, axis / 2);
  }
  const middle = rowsOf('out', picture).top - laneTitle - 2;
  line(ctx, [0, axis + 0.5], [width, axis + 0.5], palette.line);
  line(ctx, [0, middle], [width, middle], palette.line);
}

function paintLabels(ctx: CanvasRenderingContext2D, picture: Picture, palette: Palette): void {
  ctx.textAlign = 'left';
  const titles = { in: 'provider → receiver', out: 'receiver → issuer' } as const;
  for (const lane of ['in', 'out'] as const) {
    const { top } = rowsOf(lane, picture);
    ctx.font = '600 11px system-ui, sans-serif';
    ctx.fillStyle = palette.ink;
    ctx.fillText(titles[lane], 10, top - laneTitle / 2);
  }
  ctx.font = '11px system-ui, sans-serif';
  ctx.fillStyle = palette.dim;
  for (const { lane, row, text } of picture.layout.labels) {
    const { top, high } = rowsOf(lane, picture);
    if (high >= 11) ctx.fillText(fitted(ctx, text, gutter - 20), 10, top + (row + 0.5) * high);
  }
}

function paintBar(ctx: CanvasRenderingContext2D, bar: Bar, picture: Picture, palette: Palette): void {
  const { top, high } = rowsOf(bar.lane, picture);
  const y = top + (bar.row + 0.5) * high;
  const to = bar.to ?? Math.max(picture.now ?? picture.layout.end, bar.from);
  const [left, right] = [xOf(bar.from, picture), xOf(to, picture)];
  if (right < gutter || left > picture.width) return;
  ctx.globalAlpha = faded(bar.applicant, picture) ? 0.25 : bar.look === 'band' ? 0.3 : 0.8;
  if (bar.look === 'band') {
    ctx.fillStyle = palette[bar.tone];
    ctx.fillRect(left, y - Math.min(4, high / 3), Math.max(2, right - left), Math.min(8, high / 1.5));
  } else {
    ctx.setLineDash(bar.look === 'dashed' ? [3, 4] : []);
    line(ctx, [left, y], [right, y], palette.dim);
    ctx.setLineDash([]);
  }
  ctx.globalAlpha = 1;
}

/** From the attempt that is looked at to what the receiver then asked of the issuer for the same person. */
function paintTies(ctx: CanvasRenderingContext2D, picture: Picture, palette: Palette): void {
  const { layout, selected } = picture;
  const from = layout.marks.find(({ seq }) => seq !== null && seq === selected);
  if (from === undefined || from.applicant === '') return;
  const other = layout.marks.filter(
    ({ lane, applicant, seq }) => lane !== from.lane && applicant === from.applicant && seq !== null,
  );
  ctx.globalAlpha = 0.55;
  for (const mark of other.slice(0, 200)) {
    const [a, b] = [place(from, picture), place(mark, picture)];
    line(ctx, a, b, palette.busy);
  }
  ctx.globalAlpha = 1;
}

function place(mark: Mark, picture: Picture): readonly [number, number] {
  const { top, high } = rowsOf(mark.lane, picture);
  return [xOf(mark.at, picture), top + (mark.row + 0.5) * high];
}

function paintMark(ctx: CanvasRenderingContext2D, mark: Mark, picture: Picture, palette: Palette): void {
  const [x, y] = place(mark, picture);
  if (x < gutter - 6 || x > picture.width + 6) return;
  const { high } = rowsOf(mark.lane, picture);
  const r = Math.max(1.5, Math.min(5.5, high / 2 - 1));
  ctx.globalAlpha = faded(mark.applicant, picture) ? 0.35 : 1;
  ctx.fillStyle = palette[mark.tone];
  ctx.strokeStyle = palette[mark.tone];
  ctx.lineWidth = 1.6;
  ctx.beginPath();
  pens[mark.shape](ctx, [x, y], r, palette.paper);
  ctx.globalAlpha = 1;
  if (mark.seq === null) return;
  if (mark.seq === picture.selected || picture.marked.has(mark.seq)) {
    ctx.strokeStyle = mark.seq === picture.selected ? palette.ink : palette.bad;
    ctx.beginPath();
    ctx.arc(x, y, r + 4, 0, 2 * Math.PI);
    ctx.stroke();
  }
}

function paintNow(ctx: CanvasRenderingContext2D, x: number, { height }: Picture, palette: Palette): void {
  line(ctx, [x, axis], [x, height], palette.now, 1.5);
  ctx.font = '600 11px system-ui, sans-serif';
  const wide = ctx.measureText('now').width + 10;
  ctx.fillStyle = palette.now;
  ctx.fillRect(x - wide / 2, 4, wide, axis - 8);
  ctx.fillStyle = palette.paper;
  ctx.textAlign = 'center';
  ctx.fillText('now', x, axis / 2);
}

function faded(applicant: string, { person }: Picture): boolean {
  return person !== null && applicant !== person;
}

function line(
  ctx: CanvasRenderingContext2D,
  from: readonly [number, number],
  to: readonly [number, number],
  colour: string,
  wide = 1,
): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = wide;
  ctx.beginPath();
  ctx.moveTo(...from);
  ctx.lineTo(...to);
  ctx.stroke();
}

function fitted(ctx: CanvasRenderingContext2D, text: string, room: number): string {
  if (ctx.measureText(text).width <= room) return text;
  let end = text.length;
  while (end > 1 && ctx.measureText(`${text.slice(0, end)}…`).width > room) end -= 1;
  return `${text.slice(0, end)}…`;
}
