// Sandbox time to pixels and back, and where the ticks stand.
import { DAY, HOUR, MINUTE, SECOND } from '../../mocks/duration.ts';

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export const shortest = 50;
const longest = 400 * DAY;

/** A little room at both ends, so that nothing sticks to an edge. */
export function whole(end: number): Stretch {
  const span = Math.max(end, 10 * SECOND);
  return { from: -span * 0.03, to: span * 1.06 };
}

/** Around a fixed point; `factor` below 1 goes nearer. */
export function zoomed({ from, to }: Stretch, factor: number, around = (from + to) / 2): Stretch {
  const span = Math.min(longest, Math.max(shortest, (to - from) * factor));
  const share = (around - from) / (to - from);
  return { from: around - span * share, to: around + span * (1 - share) };
}

export function shifted({ from, to }: Stretch, share: number): Stretch {
  const by = (to - from) * share;
  return { from: from + by, to: to + by };
}

const steps = [
  ...[1, 10, 100, 500],
  ...[1, 2, 5, 10, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 28, 56, 112].map((n) => n * DAY),
];

/** Round moments, no nearer to one another than `apart` pixels. */
export function ticksOf({ from, to }: Stretch, width: number, apart = 90): readonly number[] {
  const least = ((to - from) / width) * apart;
  const step = steps.find((each) => each >= least) ?? (steps.at(-1) as number);
  const ticks: number[] = [];
  for (let at = Math.ceil(Math.max(0, from) / step) * step; at <= to; at += step) ticks.push(at);
  return ticks;
}
