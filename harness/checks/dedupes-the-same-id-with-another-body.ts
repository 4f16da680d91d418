// The id names the event, not its bytes: a sender may serialise again.
import { isOfOneLevel, isTaken, needing, perPerson, workedOnce } from '../accounts.ts';
import { defineCheck } from '../check.ts';
import { deduping } from '../sources.ts';
import { approvalsOf } from '../told.ts';

export const dedupesTheSameIdWithAnotherBody = defineCheck({
  id: 'dedupes-the-same-id-with-another-body',
  group: 'delivery',
  level: 'must',
  provenance: 'derived',
  rule: 'The same event id with another body is the same event.',
  clause: deduping,
  catches: ['dedupes-by-body-hash', 'does-not-dedupe', 'revokes-on-duplicates'],
  restsOn: ['event-id-header'],
  fix: 'Dedupe by the id of the event, not by a hash of its body.',
  judge: needing(
    'event-id',
    perPerson(
      (person, run) => {
        if (!isTaken(person, run) || !isOfOneLevel(person, run)) return false;
        const flawed = approvalsOf(run, person).filter(({ flaws }) => flaws.includes('same-id-other-body'));
        return flawed.some(({ event, delivery }) =>
          person.deliveries.some(
            (each) => each.event === event && each.delivery !== delivery && each.attempts.length > 0,
          ),
        );
      },
      workedOnce,
      'No event id that led to a credential came again with another body.',
    ),
  ),
});
