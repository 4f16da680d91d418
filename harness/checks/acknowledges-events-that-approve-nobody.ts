// Failed, pending, about to expire, about a bill: events that lead to nothing are still to be acknowledged.
import { defineCheck, type Occasion, weigh } from '../check.ts';
import { answering } from '../sources.ts';
import { answerOf, approves, isGenuine, isKnownType, isSuccess } from '../told.ts';
import { entriesOf, viewOf } from '../view.ts';

export const acknowledgesEventsThatApproveNobody = defineCheck({
  id: 'acknowledges-events-that-approve-nobody',
  group: 'delivery',
  level: 'must',
  provenance: 'derived',
  rule: 'A genuine event that leads to nothing is acknowledged with a 2xx all the same.',
  clause: answering,
  catches: ['answers-4xx-to-what-approves-nobody'],
  fix: 'Answer 2xx to every event that verifies; whether it leads to a credential is decided afterwards.',
  judge(run) {
    const occasions = viewOf(run)
      .deliveries.filter((each) => isGenuine(each) && isKnownType(run, each) && !approves(run, each))
      .flatMap((delivery): Occasion[] => {
        const attempt = delivery.attempts[0];
        if (attempt?.answered === undefined || attempt.answered === null) return [];
        const { status } = attempt.answered;
        const what = `the event ${delivery.type} (${delivery.outcome})`;
        const occasion = { scenario: delivery.scenario, entries: entriesOf(attempt) };
        if (isSuccess(status)) return [{ ...occasion, verdict: 'met', tells: `${what} was acknowledged.` }];
        const tells = `Expected ${what} to be acknowledged with a 2xx; the receiver ${answerOf(attempt)}.`;
        return [{ ...occasion, verdict: 'broken', tells }];
      });
    return weigh(occasions, 'No event that approves nobody was answered.');
  },
});
