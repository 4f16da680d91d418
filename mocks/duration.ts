// Spans of time as people write them. A unit is always needed: a bare number has meant seconds to one and ms to another.
import { DoubleactError } from './errors.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A hundred years: more is a slip, and dates end some time after that. */
const longest = 100 * 365 * DAY;

const units: Readonly<Record<string, number>> = { ms: 1, s: SECOND, m: MINUTE, h: HOUR, d: DAY };

/** "1h30m", "5 m", "250ms" as milliseconds. */
export function parseDuration(text: unknown, where: string): number {
  if (typeof text === 'string') {
    const compact = text.replaceAll(/\s+/g, '');
    if (/^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/.test(compact)) {
      let total = 0;
      for (const [, amount, unit] of compact.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
        total += Number(amount) * (units[unit as string] as number);
      }
      if (total <= longest) return Math.round(total);
    }
  }
  throw new DoubleactError('bad-duration', {
    where,
    expected: 'a duration with its unit, such as "5m", "1h30m" or "250ms"',
    got: JSON.stringify(text) ?? 'nothing',
    hint: 'Units are ms, s, m, h and d.',
  });
}

/** Milliseconds as "21h50m": the largest units first, nothing that is zero. */
export function formatDuration(ms: number): string {
  if (ms < 0) return `-${formatDuration(-ms)}`;
  let rest = Math.round(ms);
  let text = '';
  for (const [unit, size] of [
    ['d', DAY],
    ['h', HOUR],
    ['m', MINUTE],
    ['s', SECOND],
    ['ms', 1],
  ] as const) {
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text === '' ? '0s' : text;
}
