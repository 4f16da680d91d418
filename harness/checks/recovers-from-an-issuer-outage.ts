// The issuer may be away for a while: the approval must not be lost over it.

import { holdsOne, perCaller } from '../accounts.ts';
import { defineCheck } from '../check.ts';
import { outages, wasGivenBack } from '../issuer-rules.ts';
import { retrying } from '../sources.ts';
import { issuesAtAll, takenApprovalsOf } from '../told.ts';

export const recoversFromAnIssuerOutage = defineCheck({
  id: 'recovers-from-an-issuer-outage',
  group: 'delivery',
  level: 'must',
  provenance: 'derived',
  rule: 'A person approved while the issuer failed ends with exactly one credential once it is back.',
  clause: retrying,
  catches: ['marks-before-the-work', 'gives-up-on-a-failure'],
  restsOn: ['issuer.on-ignore'],
  fix: 'Keep the work until it is done: retry in the background with back-off, or answer 5xx so that the event comes again.',
  judge: perCaller(
    (person, run) =>
      takenApprovalsOf(run, person).length > 0 &&
      person.calls.some(
        ({ operation, moods }) => operation === 'issue' && moods.some((mood) => outages.includes(mood)),
      ) &&
      wasGivenBack(person, run),
    (person, run) => (issuesAtAll(run) ? holdsOne(person, 'once the issuer was back') : null),
    'Nobody was approved while the issuer failed for a while, or nobody at all got a credential.',
  ),
});
