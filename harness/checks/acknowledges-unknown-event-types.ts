// Providers add event types without asking: one that is unknown is not an error of anybody.
import { defineCheck, type Occasion, weigh } from '../check.ts';
import { answering } from '../sources.ts';
import { answerOf, isForged, isKnownType, isSuccess } from '../told.ts';
import { entriesOf, viewOf } from '../view.ts';

export const acknowledgesUnknownEventTypes = defineCheck({
  id: 'acknowledges-unknown-event-types',
  group: 'delivery',
  level: 'must',
  provenance: 'derived',
  rule: 'An event of a type that the receiver does not know is acknowledged with a 2xx.',
  clause: answering,
  catches: ['answers-5xx-to-unknown-events'],
  fix: 'Answer 2xx to every event that verifies, and do nothing for types you do not handle.',
  judge(run) {
    const occasions = viewOf(run)
      .deliveries.filter(
        (delivery) => !isForged(delivery) && delivery.attempts.length > 0 && !isKnownType(run, delivery),
      )
      .flatMap(({ scenario, attempts }): Occasion[] => {
        const attempt = attempts[0];
        if (attempt === undefined || attempt.unanswered?.silence === 'outage') return [];
        const { answered, unanswered } = attempt;
        const entries = entriesOf(attempt);
        if (isSuccess(answered?.status)) {
          return [{ scenario, entries, verdict: 'met', tells: `It was acknowledged with ${answered?.status}.` }];
        }
        const gone = answered === null && (unanswered === null || unanswered.silence === 'connection');
        const tells = `Expected an event of an unknown type to be acknowledged with a 2xx; the receiver ${answerOf(attempt)}.`;
        return [{ scenario, entries, verdict: gone ? 'unknown' : 'broken', tells }];
      });
    return weigh(occasions, 'No event of an unknown type was sent.');
  },
});
