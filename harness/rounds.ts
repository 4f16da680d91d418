// In which order scenarios are played. Most of them side by side; what touches the whole receiver by itself: restarts before
// the others, while nothing is under way that they could cut off, and rotations after them, because nothing signed with the
// old secret is good any more. So the wait for late effects is paid once, at the end.
import type { Scenario } from './scenario.ts';

/** What is played side by side. */
export interface Round {
  readonly scenarios: readonly Scenario[];
  /** The receiver must have come to rest before. */
  readonly wantsRest: boolean;
}

export function roundsOf(scenarios: readonly Scenario[]): readonly Round[] {
  const restarting = scenarios.filter((each) => touches(each, 'restart', 'restart'));
  const rotating = scenarios.filter((each) => !restarting.includes(each) && touches(each, 'rotation', 'rotate-secret'));
  const others = scenarios.filter((each) => !restarting.includes(each) && !rotating.includes(each));
  // What takes longest in real time begins first, so that the rest goes on meanwhile.
  const together = others.toSorted((one, other) => realTime(other) - realTime(one));
  return [
    ...restarting.map((each, nth) => ({ scenarios: [each], wantsRest: nth > 0 })),
    ...(together.length > 0 ? [{ scenarios: together, wantsRest: false }] : []),
    ...rotating.map((each) => ({ scenarios: [each], wantsRest: false })),
  ];
}

function touches({ needs = [], steps }: Scenario, need: 'restart' | 'rotation', verb: string): boolean {
  return needs.includes(need) || steps.some((step) => verb in step);
}

/** Moods in which the issuer tells a receiver how long to wait, or lets it: the only waits that no receiver can shorten. */
const slowing: readonly unknown[] = ['rate-limited-429', 'slow'];
/** More than any scenario leaves to the receiver. */
const beforeAll = 1_000;
/** A credential is polled for: at once, after a first wait, and after one twice as long. */
const usualPolls = 3;

/**
 * A guess at how long it keeps the receiver waiting, in first waits of one whose waits are twice as long each time. How long a
 * first wait is, nobody knows yet; so what takes its time with every receiver comes before all that.
 */
function realTime({ steps }: Scenario): number {
  let waits = 0;
  let approvals = 0;
  for (const { emit, issuer, await: awaited, ...others } of steps as readonly Verbs[]) {
    if (slowing.includes(issuer?.mood)) waits += beforeAll;
    // Time does not move as long as somebody is polled for.
    if (emit?.outcome === 'approved') approvals = 1;
    if ('advance' in others) {
      waits += approvals * waitsBefore(usualPolls);
      approvals = 0;
    }
    const calls = awaited?.kind === 'call.received' ? awaited.count?.atLeast : undefined;
    // And once more, to see what has become of it.
    if (calls !== undefined) waits += waitsBefore(calls + 1);
  }
  return waits;
}

const waitsBefore = (polls: number) => 2 ** (polls - 1) - 1;

/** What of a step tells of waiting, where it is written as usual. */
interface Verbs {
  readonly emit?: { readonly outcome?: unknown };
  readonly issuer?: { readonly mood?: unknown };
  readonly await?: { readonly kind?: unknown; readonly count?: { readonly atLeast?: number } };
}
