// A chain that is slow is no reason to issue again: that revokes what is on its way.

import { attemptsOf, historyOf, occasionOf, perCaller, stepsTaken } from '../accounts.ts';
import { defineCheck } from '../check.ts';
import { issuer } from '../sources.ts';
import { worksOf } from '../view.ts';

export const doesNotReissueWhilePending = defineCheck({
  id: 'does-not-reissue-while-pending',
  group: 'issuer',
  level: 'must',
  provenance: 'stated',
  rule: 'While a credential is WAIT_ONCHAIN, none is issued again for the same approval.',
  clause: issuer.pending,
  catches: ['reissues-while-pending'],
  restsOn: ['issuer.duplicate-while-pending'],
  fix: 'Keep the claim hash and go on asking for its status; never issue again because it takes long.',
  judge: perCaller(
    (person, run) =>
      // Duplicates have checks of their own.
      attemptsOf(run, person).length === 1 && worksOf(person).length > 0,
    (person, run) => {
      const [first, second] = worksOf(person);
      if (second === undefined) return occasionOf(person, 'met', `${person.email} was issued once.`);
      // Whoever was ended before it had kept what it was answered asks again, and gets the same one.
      const wasEnded = stepsTaken(historyOf(run, person), 'restart').length > 0;
      if (wasEnded && person.issued.length === 1) return null;
      const since = first?.answered?.seq ?? 0;
      const settled = person.moves.find(({ seq, to }) => seq > since && to === 'ONCHAIN');
      if (settled !== undefined && settled.seq < second.received.seq) return null;
      return occasionOf(
        person,
        'broken',
        `Expected no second issue call for ${person.email} while its credential was WAIT_ONCHAIN; one came.`,
      );
    },
    'No issue call was carried out for an event that came once.',
  ),
});
