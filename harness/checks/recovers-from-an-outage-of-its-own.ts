// While the receiver is away, the provider keeps the event for it.

import { holdsOne, perPerson } from '../accounts.ts';
import { defineCheck } from '../check.ts';
import { retrying } from '../sources.ts';
import { approvalsOf, issuesAtAll } from '../told.ts';

export const recoversFromAnOutageOfItsOwn = defineCheck({
  id: 'recovers-from-an-outage-of-its-own',
  group: 'delivery',
  level: 'must',
  provenance: 'derived',
  rule: 'A person approved while the receiver was out of reach ends with exactly one credential.',
  clause: retrying,
  catches: [],
  restsOn: ['ladder', 'retry-table'],
  fix: 'Take retried deliveries like first ones: check the time of this attempt, not the age of the event.',
  judge: perPerson(
    (person, run) =>
      approvalsOf(run, person).some(
        ({ attempts }) =>
          attempts.some(({ unanswered }) => unanswered?.silence === 'outage') &&
          attempts.some(({ answered }) => answered !== null),
      ),
    (person, run) => (issuesAtAll(run) || person.held.length > 0 ? holdsOne(person, 'after the outage') : null),
    'No approval met an outage of the receiver and came again, or nobody at all got a credential.',
  ),
});
