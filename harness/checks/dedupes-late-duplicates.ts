// Ladders last a day: an id that is forgotten after an hour is forgotten too soon.
import { HOUR } from '../../mocks/duration.ts';
import { historyOf, isOfOneLevel, perPerson, repeats, stepsTaken, workedOnce } from '../accounts.ts';
import { defineCheck } from '../check.ts';
import { deduping } from '../sources.ts';
import { isSuccess } from '../told.ts';

export const dedupesLateDuplicates = defineCheck({
  id: 'dedupes-late-duplicates',
  group: 'delivery',
  level: 'must',
  provenance: 'derived',
  rule: 'An event that comes again half a day after it was taken is not worked on again.',
  clause: deduping,
  catches: ['does-not-dedupe', 'revokes-on-duplicates'],
  restsOn: ['ladder', 'retry-table'],
  fix: 'Keep event ids for longer than the provider retries: days, in storage, not an hour in memory.',
  judge: perPerson(
    (person, run) => {
      const { first, later } = repeats(run, person);
      if (first === null || !isOfOneLevel(person, run)) return false;
      if (stepsTaken(historyOf(run, person), 'restart').length > 0) return false;
      return later.some(
        ({ sent, answered }) =>
          sent.event === first.sent.event && sent.at - first.sent.at >= HOUR && isSuccess(answered?.status),
      );
    },
    workedOnce,
    'No event that led to a credential came again an hour or more later.',
  ),
});
