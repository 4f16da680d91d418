// "revoke" is the default: whoever issues again on a duplicate takes the person’s credential away first.

import { attemptsOf, isOfOneLevel, occasionOf, perCaller } from '../accounts.ts';
import { defineCheck } from '../check.ts';
import { issuer } from '../sources.ts';

export const doesNotRevokeAndReissueOnDuplicates = defineCheck({
  id: 'does-not-revoke-and-reissue-on-duplicates',
  group: 'issuer',
  level: 'must',
  provenance: 'derived',
  rule: 'A repeated event does not revoke the credential and issue another.',
  clause: issuer.duplicates,
  catches: ['does-not-dedupe', 'revokes-on-duplicates'],
  restsOn: ['issuer.duplicate-key'],
  fix: 'Do not issue again for an event that is known, and send onDuplicate "ignore".',
  judge: perCaller(
    (person, run) => person.issued.length > 0 && isOfOneLevel(person, run) && attemptsOf(run, person).length > 1,
    (person) => {
      const replaced = person.issued.filter(({ replaces }) => replaces !== null);
      if (replaced.length === 0) return occasionOf(person, 'met', `The credential of ${person.email} was left alone.`);
      return occasionOf(
        person,
        'broken',
        `Expected the credential of ${person.email} to be left alone; it was revoked and issued again ${replaced.length === 1 ? 'once' : `${replaced.length} times`}.`,
      );
    },
    'No event that led to a credential came more than once.',
  ),
});
