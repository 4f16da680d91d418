// Flaws of the signature's time: on both sides of the tolerance, and exactly on it.
import type { Flaw } from './flaw.ts';

// Far enough from the limit that no latency of a real receiver carries it across.
const clear = 60;
const close = 5;

export const timeFlaws: readonly Flaw[] = [
  {
    id: 'stale-timestamp',
    tells: `signed ${clear} s longer ago than the tolerance`,
    takes: 'refuse',
    needs: 'timestamp',
    time: (now, tolerance) => Math.floor(now / 1000) - tolerance - clear,
  },
  {
    id: 'future-timestamp',
    tells: `signed ${clear} s further ahead than the tolerance`,
    takes: 'refuse',
    needs: 'timestamp',
    time: (now, tolerance) => Math.ceil(now / 1000) + tolerance + clear,
  },
  {
    id: 'old-timestamp-inside',
    tells: `signed ${close} s less long ago than the tolerance`,
    takes: 'accept',
    needs: 'timestamp',
    time: (now, tolerance) => Math.ceil(now / 1000) - tolerance + close,
  },
  {
    id: 'future-timestamp-inside',
    tells: `signed ${close} s less far ahead than the tolerance`,
    takes: 'accept',
    needs: 'timestamp',
    time: (now, tolerance) => Math.floor(now / 1000) + tolerance - close,
  },
  {
    id: 'timestamp-at-limit',
    tells:
      'signed exactly as long ago as the tolerance; on a running clock the way to the receiver may carry it across',
    takes: 'either',
    needs: 'timestamp',
    time: (now, tolerance) => Math.ceil(now / 1000) - tolerance,
  },
  {
    id: 'future-timestamp-at-limit',
    tells: 'signed exactly as far ahead as the tolerance',
    takes: 'accept',
    needs: 'timestamp',
    time: (now, tolerance) => Math.floor(now / 1000) + tolerance,
  },
];
