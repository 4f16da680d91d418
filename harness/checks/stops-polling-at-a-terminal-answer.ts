// After ONCHAIN, or an end of another kind, there is nothing left to ask.
import { defineCheck, type Occasion, weigh } from '../check.ts';
import { pollsByHash } from '../issuer-rules.ts';
import { issuer } from '../sources.ts';
import { noCalls } from '../told.ts';
import { entriesOf, statusTold, viewOf } from '../view.ts';

export const stopsPollingAtATerminalAnswer = defineCheck({
  id: 'stops-polling-at-a-terminal-answer',
  group: 'issuer',
  level: 'must',
  provenance: 'derived',
  rule: 'After a status that is final, the status is not asked for any more.',
  clause: issuer.poll,
  catches: ['takes-a-terminal-answer-for-pending'],
  restsOn: ['issuer.revoked-status', 'issuer.expired-status'],
  fix: 'Treat every status but WAIT_ONCHAIN as the end of polling.',
  judge: (run) => {
    const none = noCalls(run);
    if (none !== null) return { verdict: 'idle', reason: none, evidence: [] };
    const occasions = [...pollsByHash(run)].flatMap(([hash, polls]): Occasion[] => {
      const end = polls.find((call) => !['WAIT_ONCHAIN', null].includes(statusTold(call)));
      const told = end?.answered?.seq;
      if (end === undefined || told === undefined) return [];
      const { scenario } = end;
      // A delivery that comes again may be a reason to look once more.
      const again = viewOf(run)
        .deliveries.filter(({ applicant }) => applicant === end.email)
        .flatMap(({ attempts }) => attempts.map(({ sent }) => sent.seq))
        .filter((seq) => seq > told);
      const late = polls.filter(({ received, scenario: place }) => place === scenario && received.seq > told);
      const wrong = late.length > again.length + 1;
      const entries = entriesOf(end, ...late);
      const tells = wrong
        ? `Expected no more polls of ${hash.slice(0, 8)} after ${statusTold(end)}; ${late.length} came.`
        : `Polling of ${hash.slice(0, 8)} stopped at ${statusTold(end)}.`;
      return [{ scenario, entries, verdict: wrong ? 'broken' : 'met', tells }];
    });
    return weigh(occasions, 'No status that is final was told.');
  },
});
