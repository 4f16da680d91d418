// Issued is not yet on chain: only the status tells.

import { occasionOf, perCaller } from '../accounts.ts';
import { defineCheck } from '../check.ts';
import { issuer } from '../sources.ts';
import { statusTold, worksOf } from '../view.ts';

export const pollsUntilOnchain = defineCheck({
  id: 'polls-until-onchain',
  group: 'issuer',
  level: 'must',
  provenance: 'stated',
  rule: 'The status of a credential is asked for until it is ONCHAIN or has come to another end.',
  clause: issuer.poll,
  catches: ['stops-polling-early', 'gives-up-on-an-unknown-hash'],
  restsOn: ['issuer.onchain-after'],
  fix: 'Ask again, with back-off, until vcStatus is ONCHAIN or something final; a 404 soon after the issue is not final.',
  judge: perCaller(
    (person) => worksOf(person).length > 0,
    (person) => {
      const last = person.held.at(-1);
      const stuck = person.calls.some(({ moods }) => moods.includes('stuck-pending'));
      if (last === undefined) return null;
      const polls = person.calls.filter(({ operation, hash }) => operation === 'status' && hash === last.hash);
      const told = polls.map(statusTold);
      if (told.some((status) => status !== null && status !== 'WAIT_ONCHAIN')) {
        return occasionOf(
          person,
          'met',
          `The status of ${person.email} was asked for until ${told.at(-1) ?? 'its end'}.`,
        );
      }
      // Who gives up on a credential that was held back on purpose has done nothing wrong.
      if (stuck && polls.length > 0) return null;
      const got =
        polls.length === 0
          ? 'it was never asked for'
          : `the last of ${polls.length} answers was ${told.at(-1) ?? 'none'}`;
      return occasionOf(
        person,
        'broken',
        `Expected the status of ${person.email} to be asked for until ONCHAIN; ${got}.`,
      );
    },
    'No issue call was carried out.',
  ),
});
