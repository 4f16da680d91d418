// A duplicate that is refused or fails is sent again, for a day: the way to end it is a 2xx.
import { repeats } from '../accounts.ts';
import { defineCheck, type Occasion, weigh } from '../check.ts';
import { deduping } from '../sources.ts';
import { answerOf, isSuccess } from '../told.ts';
import { entriesOf, viewOf } from '../view.ts';

export const acknowledgesDuplicates = defineCheck({
  id: 'acknowledges-duplicates',
  group: 'delivery',
  level: 'must',
  provenance: 'derived',
  rule: 'An event that was taken before is acknowledged with a 2xx when it comes again.',
  clause: deduping,
  catches: ['answers-4xx-to-duplicates'],
  fix: 'Answer 2xx to an event id that is known; a 409 or 400 makes the provider try again or give up.',
  judge(run) {
    const occasions = viewOf(run).people.flatMap((person) =>
      repeats(run, person).later.flatMap((attempt): Occasion[] => {
        const { answered } = attempt;
        if (answered === null) return [];
        const { scenario } = person.deliveries[0] ?? { scenario: '' };
        const verdict = isSuccess(answered.status) ? 'met' : 'broken';
        const tells =
          verdict === 'met'
            ? `The event about ${person.email} was acknowledged again with ${answered.status}.`
            : `Expected the event about ${person.email} to be acknowledged again; the receiver ${answerOf(attempt)}.`;
        return [{ scenario, entries: entriesOf(attempt), verdict, tells }];
      }),
    );
    return weigh(occasions, 'No event came again after it had been taken.');
  },
});
