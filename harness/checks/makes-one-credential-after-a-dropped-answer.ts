// The issuer had done its work when the connection broke: trying again must not make a second credential.

import { occasionOf, perCaller } from '../accounts.ts';
import { defineCheck } from '../check.ts';
import { issuer } from '../sources.ts';

export const makesOneCredentialAfterADroppedAnswer = defineCheck({
  id: 'makes-one-credential-after-a-dropped-answer',
  group: 'issuer',
  level: 'must',
  provenance: 'derived',
  rule: 'When the answer to an issue call is lost, the next try makes no second credential.',
  clause: issuer.duplicates,
  catches: ['repeats-an-issue-blindly'],
  restsOn: ['issuer.on-ignore', 'issuer.duplicate-while-pending'],
  fix: 'Repeat an issue call whose outcome you do not know with onDuplicate "ignore": it hands back what exists.',
  judge: perCaller(
    ({ calls }) => calls.some(({ moods }) => moods.includes('committed-then-dropped')),
    (person) => {
      const made = person.issued.length;
      if (made === 1) return occasionOf(person, 'met', `One credential was made for ${person.email}.`);
      return occasionOf(
        person,
        'broken',
        `Expected one credential for ${person.email} after the lost answer; ${made} were made.`,
      );
    },
    'No answer to an issue call was lost after the work was done.',
  ),
});
