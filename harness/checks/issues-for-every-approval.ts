// The reason why the receiver exists: a person who passed gets one credential, and only one.

import { historyOf, holdsOne, perPerson, stepsTaken } from '../accounts.ts';
import { defineCheck } from '../check.ts';
import { hinders } from '../issuer-rules.ts';
import { deciding } from '../sources.ts';
import { isGenuine, takenApprovalsOf } from '../told.ts';

export const issuesForEveryApproval = defineCheck({
  id: 'issues-for-every-approval',
  group: 'decision',
  level: 'must',
  provenance: 'derived',
  rule: 'Every approved person ends with exactly one live credential.',
  clause: deciding,
  catches: ['never-does-the-work', 'marks-hearsay-as-seen'],
  restsOn: ['person-in-metadata', 'issuer.duplicate-key'],
  fix: 'Issue once for every approval that you took, and keep trying until it is done.',
  judge: perPerson(
    (person, run) =>
      takenApprovalsOf(run, person).some(isGenuine) &&
      person.deliveries.every(
        ({ outcome }) => outcome === 'approved' || outcome === 'pending' || outcome === 'review',
      ) &&
      // Restarts and failures of the issuer have checks of their own.
      stepsTaken(historyOf(run, person), 'restart').length === 0 &&
      !person.calls.some(({ moods }) => moods.some((mood) => hinders.includes(mood))),
    (person) => holdsOne(person, 'in the end'),
    'No approval was taken.',
  ),
});
