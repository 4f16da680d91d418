// The attempts of a delivery that are still to be made if none of them succeeds: the rest of its ladder, and resends by hand.
import { ladderOf, rulesFor } from './delivery.ts';
import type { Flaw } from './flaws/index.ts';
import type { DeliveryRules } from './profile.ts';

export interface Coming {
  /** Sandbox time. */
  readonly at: number;
  readonly manual: boolean;
}

interface UnderWay {
  readonly event: { readonly type: string };
  readonly flaws: readonly Flaw[];
  readonly attempts: readonly { readonly manual: boolean; readonly copy: number }[];
  readonly due: number | null;
}

export function comingOf(
  rules: DeliveryRules,
  { event, flaws, attempts, due }: UnderWay,
  resends: readonly number[],
): readonly Coming[] {
  const automatic = attempts.filter((each) => !each.manual && each.copy === 1).length + 1;
  // A forgery is sent once.
  const isForged = flaws.some((flaw) => flaw.takes === 'refuse');
  const ladder = isForged ? [0] : ladderOf(rulesFor(rules, event.type), undefined, automatic);
  const rungs = due === null ? [] : ladder.map((after) => ({ at: due + after, manual: false }));
  return [...rungs, ...resends.map((at) => ({ at, manual: true }))].sort((a, b) => a.at - b.at);
}
