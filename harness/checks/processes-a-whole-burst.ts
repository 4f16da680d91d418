// Many people pass at the same moment: none of them may be dropped.

import { holdsOne, isTaken, perPerson } from '../accounts.ts';
import { defineCheck } from '../check.ts';
import { retrying } from '../sources.ts';
import { approvalsOf, issuesAtAll } from '../told.ts';
import { viewOf } from '../view.ts';

/** So many within a minute of sandbox time make a burst: some providers send no two events at one instant. */
const many = 10;

export const processesAWholeBurst = defineCheck({
  id: 'processes-a-whole-burst',
  group: 'delivery',
  level: 'must',
  provenance: 'practice',
  rule: 'Of many approvals at about the same moment every one ends with exactly one credential.',
  clause: retrying,
  catches: [],
  fix: 'Queue the work instead of doing it all at once, and answer 429 or 503 rather than dropping what you took.',
  judge: (run) => {
    const moments = new Map<string, Set<string>>();
    const momentOf = (scenario: string, at: number) => `${scenario} ${Math.floor(at / 60_000)}`;
    for (const person of viewOf(run).people) {
      for (const { scenario, attempts } of approvalsOf(run, person)) {
        const at = attempts[0]?.sent.at;
        if (at === undefined) continue;
        const moment = momentOf(scenario, at);
        moments.set(moment, (moments.get(moment) ?? new Set()).add(person.email));
      }
    }
    const crowd = new Set([...moments.values()].filter(({ size }) => size >= many).flatMap((emails) => [...emails]));
    return perPerson(
      (person) => crowd.has(person.email) && isTaken(person, run),
      (person) => (issuesAtAll(run) ? holdsOne(person, 'after the burst') : null),
      `No ${many} people were approved within a minute, or nobody at all got a credential.`,
    )(run);
  },
});
