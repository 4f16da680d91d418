// The same event again, soon after it was taken: at-least-once delivery makes that ordinary.
import { HOUR } from '../../mocks/duration.ts';
import { isOfOneLevel, perPerson, repeats, workedOnce } from '../accounts.ts';
import { defineCheck } from '../check.ts';
import { deduping } from '../sources.ts';
import { isSuccess } from '../told.ts';

const orders = ['same-id-other-body', 'reordered', 'late-older-event', 'concurrent-duplicates', 'lost-acknowledgement'];

export const dedupesSequentialDuplicates = defineCheck({
  id: 'dedupes-sequential-duplicates',
  group: 'delivery',
  level: 'must',
  provenance: 'stated',
  rule: 'An event that comes again after it was taken is not worked on again.',
  clause: deduping,
  catches: ['does-not-dedupe', 'revokes-on-duplicates'],
  fix: 'Store the id of every event that was taken, and answer 2xx to one that is known without doing anything.',
  judge: perPerson(
    (person, run) => {
      const { first, later } = repeats(run, person);
      if (first === null || !isOfOneLevel(person, run)) return false;
      if (person.deliveries.some(({ flaws }) => flaws.some((flaw) => orders.includes(flaw)))) return false;
      return later.some(
        ({ sent, answered }) =>
          sent.event === first.sent.event && sent.at - first.sent.at < HOUR && isSuccess(answered?.status),
      );
    },
    workedOnce,
    'No event that led to a credential came again soon afterwards.',
  ),
});
