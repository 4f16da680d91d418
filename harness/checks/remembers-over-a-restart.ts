// A memory of event ids that dies with the process is no memory.

import { attemptsOf, historyOf, isOfOneLevel, perPerson, stepsTaken, workedOnce } from '../accounts.ts';
import { defineCheck } from '../check.ts';
import { deduping } from '../sources.ts';
import { isSuccess } from '../told.ts';
import { worksOf } from '../view.ts';

const judge = perPerson(
  (person, run) => {
    const restarted = stepsTaken(historyOf(run, person), 'restart')[0];
    if (restarted === undefined || !isOfOneLevel(person, run)) return false;
    const taken = attemptsOf(run, person).filter(({ answered }) => isSuccess(answered?.status));
    // Of when an effect came the receiver's own account tells nothing: that the event was taken before must do.
    const [first] = person.seen === null ? worksOf(person) : taken;
    const before = first?.answered?.seq ?? Number.POSITIVE_INFINITY;
    return before < restarted && taken.some(({ sent }) => sent.seq > restarted);
  },
  workedOnce,
  'No event that was worked on before a restart came again after it.',
);

export const remembersOverARestart = defineCheck({
  id: 'remembers-over-a-restart',
  group: 'delivery',
  level: 'must',
  provenance: 'practice',
  rule: 'An event that was worked on before a restart is not worked on again when it comes after it.',
  clause: deduping,
  catches: ['forgets-on-restart'],
  fix: 'Keep the ids of events that were taken in storage that outlives the process.',
  judge: (run) =>
    run.capabilities.restart
      ? judge(run)
      : { verdict: 'idle', reason: 'doubleact is not declared to be able to restart the receiver.', evidence: [] },
});
