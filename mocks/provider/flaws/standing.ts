// Flaws that wait for deliveries to come, and whether a flaw means anything to a provider.
import { DoubleactError } from '../../errors.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Flaw } from './flaw.ts';
import { type Traits, whyLacking } from './traits.ts';

export interface StandingFlaws {
  /** For the next `count` deliveries, or those about one person. */
  add(flaws: readonly Flaw[], count: number, applicant: string | null): void;
  /** What waits for a delivery about this person; taking uses it up. */
  take(applicant: string): readonly Flaw[];
}

export function createStandingFlaws(): StandingFlaws {
  const waiting: { flaws: readonly Flaw[]; applicant: string | null; left: number }[] = [];
  return {
    add: (flaws, count, applicant) => void waiting.push({ flaws, applicant, left: count }),
    take(applicant) {
      const index = waiting.findIndex((each) => each.applicant === null || each.applicant === applicant);
      const found = waiting[index];
      if (found === undefined) return [];
      found.left -= 1;
      if (found.left <= 0) waiting.splice(index, 1);
      return found.flaws;
    },
  };
}

/** Throws where a flaw would change nothing, so that no delivery passes for flawed that is not. */
export function mustApply(flaw: Flaw, provider: string, behaviour: Traits, targets: readonly Endpoint[]): void {
  const lacking = flaw.needs === undefined ? null : whyLacking(flaw.needs, behaviour);
  if (lacking !== null) {
    throw new DoubleactError('not-applicable', {
      where: `flaw ${flaw.id}`,
      expected: `a provider whose deliveries carry ${lacking.noun}`,
      got: `${provider}: ${lacking.reason}, as it is read here`,
      hint: 'GET /assumptions tells how it is read.',
    });
  }
  // Where there is no endpoint yet, one is made for the event, and it has never had another secret.
  const held = targets.length === 0 ? [{ secrets: [], retired: [] }] : targets;
  for (const { secrets, retired } of held) flaw.secrets?.({ good: secrets, retired, foreign: '-' });
}
