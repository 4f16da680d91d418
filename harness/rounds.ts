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
  // What keeps the receiver waiting in real time begins first, so that the rest goes on meanwhile.
  const together = [...others.filter(takesRealTime), ...others.filter((each) => !takesRealTime(each))];
  return [
    ...restarting.map((each, nth) => ({ scenarios: [each], wantsRest: nth > 0 })),
    ...(together.length > 0 ? [{ scenarios: together, wantsRest: false }] : []),
    ...rotating.map((each) => ({ scenarios: [each], wantsRest: false })),
  ];
}

function touches({ needs = [], steps }: Scenario, need: 'restart' | 'rotation', verb: string): boolean {
  return needs.includes(need) || steps.some((step) => verb in step);
}

/** Moods in which the issuer tells a receiver to wait, or lets it. */
const slowing: readonly unknown[] = ['rate-limited-429', 'slow'];

function takesRealTime({ steps }: Scenario): boolean {
  return steps.some(
    (step) => 'issuer' in step && slowing.includes((step.issuer as { readonly mood?: unknown } | null)?.mood),
  );
}
