// The provider waits so long and no longer; whoever is later is sent the event again.
import { formatDuration } from '../../mocks/duration.ts';
import { defineCheck, type Occasion, weigh } from '../check.ts';
import { answeringInTime } from '../sources.ts';
import { isForged } from '../told.ts';
import { entriesOf, viewOf } from '../view.ts';

export const answersWithinTheTimeOut = defineCheck({
  id: 'answers-within-the-time-out',
  group: 'delivery',
  level: 'must',
  provenance: 'stated',
  rule: 'Every genuine delivery is answered within the time the provider waits.',
  clause: answeringInTime,
  catches: ['waits-for-onchain'],
  restsOn: ['timeout'],
  fix: 'Verify, store the event, answer 2xx at once, and do the work afterwards.',
  judge(run) {
    const limit = run.provider.behaviour.delivery.timeout;
    const occasions = viewOf(run)
      .deliveries.filter((delivery) => !isForged(delivery) && !delivery.flaws.includes('dropped-connection'))
      .flatMap((delivery) =>
        delivery.attempts.flatMap((attempt): Occasion[] => {
          const { answered, unanswered } = attempt;
          const occasion = { scenario: delivery.scenario, entries: entriesOf(attempt) };
          if (answered !== null && answered.took <= limit) {
            return [{ ...occasion, verdict: 'met', tells: `Answered after ${answered.took} ms.` }];
          }
          if (answered === null && unanswered?.silence !== 'timeout') return [];
          const took = answered?.took ?? unanswered?.took ?? 0;
          const tells = `Expected an answer within ${formatDuration(limit)}; the receiver ${answered === null ? `gave none (${unanswered?.message ?? ''})` : `took ${took} ms`} for ${delivery.applicant}.`;
          return [{ ...occasion, verdict: 'broken', tells }];
        }),
      );
    return weigh(occasions, 'No genuine delivery reached the receiver.');
  },
});
