// The same event several times at once: looking first and marking afterwards is too late.
import { isOfOneLevel, isTaken, perPerson, workedOnce } from '../accounts.ts';
import { defineCheck } from '../check.ts';
import { deduping } from '../sources.ts';

export const dedupesConcurrentDuplicates = defineCheck({
  id: 'dedupes-concurrent-duplicates',
  group: 'delivery',
  level: 'must',
  provenance: 'derived',
  rule: 'An event that comes several times at once is worked on once.',
  clause: deduping,
  catches: ['does-not-dedupe', 'marks-after-the-work', 'revokes-on-duplicates'],
  fix: 'Claim the event id in one step that can succeed only once (a unique key, an insert), before the work begins.',
  judge: perPerson(
    (person, run) =>
      isTaken(person, run) &&
      isOfOneLevel(person, run) &&
      person.deliveries.some(({ flaws }) => flaws.includes('concurrent-duplicates')),
    workedOnce,
    'No event that led to a credential came several times at once.',
  ),
});
