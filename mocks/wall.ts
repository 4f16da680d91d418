// Real time as clocks know it: what it is, and alarms that ring in it. The only reader of the wall clock. Where every wait
// of a receiver is ours to give, another wall can be put in its place.
import { performance } from 'node:perf_hooks';

export interface Wall {
  /** ms since 1970. */
  now(): number;
  alarm(ms: number, ring: () => void): { cancel(): void };
  /** Like an alarm, but nobody stays up for it: it does not keep the process alive. */
  sleep(ms: number): Promise<void>;
  /** For work that takes real time whatever wall this is, such as cryptography on another thread. */
  during<Value>(work: Promise<Value>): Promise<Value>;
  /** Resolves when everything that can go on at once has had a turn. */
  turn(): Promise<void>;
}

/** ms so far in which this process had something to do. The rest of the time it waited for others. */
export const busy = (): number => performance.eventLoopUtilization().active;

export const longestTimer = 2 ** 31 - 1;

export const realWall: Wall = {
  now: () => Date.now(),
  alarm(ms, ring) {
    const timer = setTimeout(ring, Math.min(ms, longestTimer));
    return { cancel: () => clearTimeout(timer) };
  },
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, longestTimer)).unref()),
  during: (work) => work,
  turn: () => new Promise((resolve) => setImmediate(resolve)),
};
