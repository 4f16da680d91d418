// A basic check must not become an enhanced credential.

import { occasionOf, perPerson } from '../accounts.ts';
import { defineCheck } from '../check.ts';
import { issuer } from '../sources.ts';
import { approvalsOf, levelOf } from '../told.ts';

export const issuesTheRightLevel = defineCheck({
  id: 'issues-the-right-level',
  group: 'decision',
  level: 'must',
  provenance: 'derived',
  rule: 'The credential says the level that the event said.',
  clause: issuer.level,
  catches: ['hard-codes-the-level'],
  restsOn: ['person-in-metadata', 'level-name', 'person-in-tags', 'vendor-data', 'level'],
  fix: 'Copy the level from the event into the subject; do not write one into the code.',
  judge: perPerson(
    (person) => person.issued.some(({ subject }) => subject.kycLevel !== undefined),
    (person, run) => {
      const told = approvalsOf(run, person)
        .map((delivery) => levelOf(run, delivery))
        .filter((level) => level !== null);
      if (told.length === 0) return null;
      const wrong = person.issued.find(({ subject }) => !told.includes(String(subject.kycLevel)));
      if (wrong === undefined) return occasionOf(person, 'met', `${person.email} has the level ${told.at(-1)}.`);
      const got = JSON.stringify(wrong.subject.kycLevel);
      return occasionOf(
        person,
        'broken',
        `Expected the level "${told.join('" or "')}" for ${person.email}; the ${person.seen === null ? 'credential' : 'effect'} says ${got}.`,
      );
    },
    'No credential with a level was issued for an event that told one.',
  ),
});
