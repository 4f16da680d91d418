// A chain has no bound; a provider's patience has. Whoever polls inside the request is sent the event again meanwhile.
import { attemptsOf } from '../accounts.ts';
import { defineCheck, type Occasion, weigh } from '../check.ts';
import type { Attempted } from '../evidence.ts';
import { answeringInTime } from '../sources.ts';
import { answerOf, approvalsOf, isSuccess, noCalls } from '../told.ts';
import { entriesOf, viewOf } from '../view.ts';

/** A receiver that works after its answer may be seen asking once while that answer is still on its way. */
const onItsWay = 250;

export const answersBeforeTheChainConfirms = defineCheck({
  id: 'answers-before-the-chain-confirms',
  group: 'delivery',
  level: 'must',
  provenance: 'derived',
  rule: 'A delivery is answered without waiting for the credential to be on chain.',
  clause: answeringInTime,
  catches: ['waits-for-onchain'],
  restsOn: ['issuer.onchain-after'],
  fix: 'Answer 2xx as soon as the event is stored; issue and poll in the background.',
  judge(run) {
    const none = noCalls(run);
    if (none !== null) return { verdict: 'idle', reason: none, evidence: [] };
    const occasions = viewOf(run).people.flatMap((person) => {
      const all = attemptsOf(run, person);
      const earlier = ({ sent }: Attempted) =>
        all.filter((each) => (each.answered?.seq ?? Number.POSITIVE_INFINITY) < sent.seq);
      return approvalsOf(run, person).flatMap(({ scenario, attempts }) =>
        attempts.flatMap((attempt): Occasion[] => {
          const { sent, answered, unanswered } = attempt;
          const end = answered ?? unanswered;
          if (end === null || unanswered?.silence === 'outage') return [];
          const hashes = person.issued
            .filter((each) => each.scenario === scenario && each.seq > sent.seq)
            .map(({ hash }) => hash);
          // What is done while a later delivery is under way may belong to an earlier one.
          const worksAlready = earlier(attempt).some((each) => isSuccess(each.answered?.status));
          if (hashes.length === 0 || worksAlready) return [];
          const polls = person.calls.filter(
            ({ operation, hash, received, scenario: place }) =>
              place === scenario && operation === 'status' && hashes.includes(hash ?? '') && received.seq < end.seq,
          );
          const [first] = polls;
          const waited = first !== undefined && (polls.length > 1 || end.wall - first.received.wall > onItsWay);
          const entries = [...entriesOf(attempt), ...entriesOf(...polls)].sort((a, b) => a - b);
          if (waited) {
            const tells = `Expected an answer before the status of the credential of ${person.email} is asked for; it was asked for ${polls.length} times first, then the receiver ${answerOf(attempt)}.`;
            return [{ scenario, entries, verdict: 'broken', tells }];
          }
          if (answered === null) return [];
          return [
            { scenario, entries, verdict: 'met', tells: `Answered ${person.email} before asking for its status.` },
          ];
        }),
      );
    });
    return weigh(occasions, 'No approval that led to a credential was answered.');
  },
});
