// The sibling of every refusal: an ordinary delivery is taken.
import { defineCheck, type Occasion, weigh } from '../check.ts';
import { of, type Seen } from '../evidence.ts';
import { answering, readingsOfSignature } from '../sources.ts';
import { answerOf, approves, isSuccess } from '../told.ts';
import { entriesOf, viewOf } from '../view.ts';

/** The same id again is a duplicate, whatever its body: whether it may be refused is another check's matter. */
const isOfSameEvent = (one: Seen, other: Seen): boolean =>
  one.event === other.event && one.attempts[0]?.sent.endpoint === other.attempts[0]?.sent.endpoint;

export const acceptsAValidDelivery = defineCheck({
  id: 'accepts-a-valid-delivery',
  group: 'signature',
  level: 'must',
  provenance: 'stated',
  rule: 'An ordinary, correctly signed delivery is taken with a 2xx.',
  clause: answering,
  catches: [],
  restsOn: readingsOfSignature,
  fix: 'Check secret, header name and signed string against the documents of the provider; verify the raw body.',
  judge(run) {
    const { calls, deliveries } = viewOf(run);
    const troubled = new Set(calls.filter(({ moods }) => moods.length > 0).map(({ email }) => email));
    const occasions = run.histories.flatMap(({ scenario, entries }) => {
      const rotated = of(entries, 'secret.rotated')[0]?.seq ?? Number.POSITIVE_INFINITY;
      return deliveries
        .filter((delivery) => delivery.scenario === scenario)
        .filter((delivery, at, all) => all.findIndex((each) => isOfSameEvent(each, delivery)) === at)
        .filter((delivery) => delivery.flaws.length === 0 && approves(run, delivery))
        .filter(({ applicant }) => !troubled.has(applicant))
        .flatMap((delivery): Occasion[] => {
          const attempt = delivery.attempts[0];
          // Being late and being out of reach are other checks' matter.
          if (attempt === undefined || attempt.sent.seq > rotated) return [];
          if (attempt.unanswered !== null && attempt.unanswered.silence !== 'reset') return [];
          const { answered } = attempt;
          const verdict = isSuccess(answered?.status)
            ? 'met'
            : answered === null && (run.died !== null || attempt.unanswered === null)
              ? 'unknown'
              : 'broken';
          const tells =
            verdict === 'met'
              ? `The delivery about ${delivery.applicant} was taken with ${answered?.status}.`
              : `Expected the delivery about ${delivery.applicant} to be taken with a 2xx; the receiver ${answerOf(attempt)}.`;
          return [{ scenario, entries: entriesOf(attempt), verdict, tells }];
        });
    });
    return weigh(occasions, 'No ordinary approval was delivered to a receiver that could be reached.');
  },
});
