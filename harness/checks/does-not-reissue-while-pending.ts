// A chain that is slow is no reason to issue again: that revokes what is on its way.

import { attemptsOf, occasionOf, perCaller } from '../accounts.ts';
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
    (person) => {
      const [first, second] = worksOf(person);
      if (second === undefined) return occasionOf(person, 'met', `${person.email} was issued once.`);
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
