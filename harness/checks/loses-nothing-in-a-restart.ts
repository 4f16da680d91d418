// Deployments stop a receiver in the middle of its work.

import { historyOf, holdsOne, perPerson, stepsTaken } from '../accounts.ts';
import { defineCheck } from '../check.ts';
import { retrying } from '../sources.ts';
import { isSuccess, takenApprovalsOf } from '../told.ts';

const judge = perPerson(
  (person, run) => {
    const restarted = stepsTaken(historyOf(run, person), 'restart')[0];
    return takenApprovalsOf(run, person).some(({ attempts }) =>
      attempts.some(
        ({ answered }) => isSuccess(answered?.status) && answered !== null && answered.seq < (restarted ?? 0),
      ),
    );
  },
  (person) => holdsOne(person, 'after the restart'),
  'No approval was taken before a restart.',
);

export const losesNothingInARestart = defineCheck({
  id: 'loses-nothing-in-a-restart',
  group: 'delivery',
  level: 'must',
  provenance: 'practice',
  rule: 'A person whose approval was taken before a restart ends with exactly one credential.',
  clause: retrying,
  catches: ['loses-work-on-restart'],
  fix: 'Write the work down before you acknowledge the event, and pick up what is left when you start.',
  judge: (run) =>
    run.capabilities.restart
      ? judge(run)
      : { verdict: 'idle', reason: 'doubleact is not declared to be able to restart the receiver.', evidence: [] },
});
