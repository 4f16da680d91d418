// The address decides whose credential it is: one letter off, and it is somebody else’s.

import { isTaken, occasionOf, perPerson } from '../accounts.ts';
import { defineCheck } from '../check.ts';
import { issuer } from '../sources.ts';
import { isForged, ownWord } from '../told.ts';
import { viewOf } from '../view.ts';

export const issuesToTheRightPerson = defineCheck({
  id: 'issues-to-the-right-person',
  group: 'decision',
  level: 'must',
  provenance: 'derived',
  rule: 'The credential goes to the e-mail that the event names, to the letter.',
  clause: issuer.spelling,
  catches: ['folds-the-e-mail'],
  restsOn: ['issuer.email-case', 'person-in-metadata', 'vendor-data', 'user-reference'],
  fix: 'Use the e-mail of the event as it is; do not lower its case or cut a tag off.',
  judge: perPerson(
    isTaken,
    (person, run) => {
      if (person.issued.length > 0) {
        const { email, seen } = person;
        const tells = seen === null ? `The credential went to ${email}.` : `The effect is for ${email}, ${ownWord}.`;
        return occasionOf(person, 'met', tells);
      }
      const plain = (email: string) => email.toLowerCase().replace(/\+[^@]*@/, '@');
      const other = viewOf(run).people.find(
        ({ email, issued, deliveries }) =>
          issued.length > 0 && deliveries.every(isForged) && plain(email) === plain(person.email),
      );
      if (other === undefined) return null;
      return occasionOf(person, 'broken', `Expected a credential for ${person.email}; one went to ${other.email}.`);
    },
    'No credential was issued for an approval that was taken.',
  ),
});
