// A 4xx blames the sender: kycert stops retrying then, and the event is lost.
import { defineCheck, type Occasion, weigh } from '../check.ts';
import { ownFailures } from '../sources.ts';
import { approvalsOf, isGenuine, isRefusal } from '../told.ts';
import { entriesOf, viewOf } from '../view.ts';

export const answersNo4xxForItsOwnFailures = defineCheck({
  id: 'answers-no-4xx-for-its-own-failures',
  group: 'delivery',
  level: 'must',
  provenance: 'stated',
  rule: 'While the issuer fails, a genuine delivery is never answered with a 4xx.',
  clause: ownFailures,
  catches: ['answers-4xx-on-its-own-outage'],
  restsOn: ['answers-408-429'],
  fix: 'Take the event with a 2xx and work later, or answer 5xx so that it comes again; a 4xx says that it must not.',
  judge: (run) => {
    const troubled = viewOf(run).people.filter(({ calls }) => calls.some(({ moods }) => moods.length > 0));
    const occasions = troubled.flatMap((person) =>
      approvalsOf(run, person).flatMap((delivery) =>
        delivery.attempts.flatMap((attempt): Occasion[] => {
          const { answered } = attempt;
          if (answered === null || !isGenuine(delivery)) return [];
          const bad = isRefusal(answered.status);
          const tells = bad
            ? `Expected a 2xx or a 5xx for ${person.email} while the issuer failed; the receiver answered ${answered.status}.`
            : `Answered ${answered.status} while the issuer failed.`;
          return [{ scenario: delivery.scenario, entries: entriesOf(attempt), verdict: bad ? 'broken' : 'met', tells }];
        }),
      ),
    );
    return weigh(occasions, 'The issuer failed nobody whose approval was answered.');
  },
});
