// A sandbox event must not make a real credential, nor the other way round.

import { judgeNothing, needing } from '../accounts.ts';
import { defineCheck } from '../check.ts';
import type { Seen } from '../evidence.ts';
import type { RunHistory } from '../history.ts';
import { modes } from '../sources.ts';
import { approvalsOf, isForged, isOwnMode } from '../told.ts';
import type { Person } from '../view.ts';

export const issuesNothingForTheOtherMode = defineCheck({
  id: 'issues-nothing-for-the-other-mode',
  group: 'decision',
  level: 'must',
  provenance: 'stated',
  rule: 'An approval of the other mode (livemode) leads to no credential.',
  clause: modes,
  catches: ['ignores-livemode'],
  restsOn: ['person-in-metadata'],
  fix: 'Compare livemode with the mode you run in before anything else, and acknowledge the rest without doing anything.',
  judge: needing(
    'mode',
    judgeNothing(
      (person, run) => approvals(person, run).length > 0 && approvalsOf(run, person).length === 0,
      approvals,
      'No approval of the other mode was delivered',
    ),
  ),
});

function approvals(person: Person, run: RunHistory): readonly Seen[] {
  return person.deliveries.filter((each) => each.outcome === 'approved' && !isForged(each) && !isOwnMode(run, each));
}
