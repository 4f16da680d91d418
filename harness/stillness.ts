// Effects come late: a receiver works after it has answered. The wait for it is paid once a run, over all sandboxes.
import type { Clock } from '../mocks/clock.ts';
import type { Entry } from '../mocks/journal.ts';
import type { Sandbox } from '../mocks/sandbox.ts';
import { hashAskedAbout } from './pollers.ts';

export interface Stillness {
  watch(sandbox: Sandbox): void;
  /**
   * Waits until nothing has happened anywhere for `quiet` ms of real time and nobody is known to come back; returns how
   * long that took.
   */
  settle(quiet: () => number, isAwaited: () => boolean): Promise<number>;
}

/** A receiver that never comes to rest is not waited for longer than this. */
const longest = 30_000;
const glance = 20;
/** So often a credential that will not change may be asked about before such calls no longer count as something happening. */
const enough = 3;

export function createStillness(clock: Pick<Clock, 'wall' | 'alarm'>): Stillness {
  let last = clock.wall();
  const pause = (ms: number) => new Promise<void>((resolve) => void clock.alarm(ms, resolve));

  return {
    watch(sandbox) {
      const isPointless = createPointless(sandbox);
      last = clock.wall();
      sandbox.journal.listen((entry) => {
        if (!isPointless(entry)) last = clock.wall();
      });
    },
    async settle(quiet, isAwaited) {
      const began = clock.wall();
      for (;;) {
        const now = clock.wall();
        const left = isAwaited() ? glance : last + quiet() - now;
        if (left <= 0 || now - began >= longest) return now - began;
        await pause(Math.min(left, began + longest - now));
      }
    },
  };
}

/** Is the entry one more of endless calls about a credential of which nothing more can come? */
function createPointless({ issuer }: Sandbox): (entry: Entry) => boolean {
  const states = new Map<string, string>();
  const asked = new Map<string, number>();
  const calls = new Set<string>();
  return (entry) => {
    if (entry.kind === 'credential.issued') states.set(entry.hash, 'WAIT_ONCHAIN');
    if (entry.kind === 'credential.moved') states.set(entry.hash, entry.to);
    if ('call' in entry && calls.has(entry.call)) return true;
    const hash = hashAskedAbout(entry);
    if (hash === null || entry.kind !== 'call.received') return false;
    const state = states.get(hash);
    if (state === undefined || (state === 'WAIT_ONCHAIN' && !issuer.isHeldBack(hash))) return false;
    asked.set(hash, (asked.get(hash) ?? 0) + 1);
    if ((asked.get(hash) ?? 0) <= enough) return false;
    calls.add(entry.call);
    return true;
  };
}
