// A retry twelve hours later must not move the time of a verification.

import { occasionOf, perCaller } from '../accounts.ts';
import { defineCheck } from '../check.ts';
import { issuer } from '../sources.ts';
import { approvalsOf, timesOf, toTime } from '../told.ts';

export const issuesTheRightTime = defineCheck({
  id: 'issues-the-right-time',
  group: 'decision',
  level: 'should',
  provenance: 'derived',
  rule: 'The credential says when the person was verified, as the event has it.',
  clause: issuer.level,
  catches: ['dates-with-its-own-clock'],
  restsOn: ['verified-at', 'result-times'],
  fix: 'Take the time from the event, not from your own clock.',
  judge: perCaller(
    (person) => person.issued.some(({ subject }) => subject.verifiedAt !== undefined),
    (person, run) => {
      const told = approvalsOf(run, person).flatMap((delivery) => timesOf(run, delivery));
      if (told.length === 0) return null;
      const wrong = person.issued.find(({ subject }) => {
        const time = toTime(subject.verifiedAt);
        return time === null || !told.some((each) => Math.abs(each - time) < 1000);
      });
      if (wrong === undefined) return occasionOf(person, 'met', `The time of ${person.email} is the event's.`);
      const times = told.map((time) => new Date(time).toISOString()).join(' or ');
      const got = JSON.stringify(wrong.subject.verifiedAt);
      return occasionOf(person, 'broken', `Expected ${times} for ${person.email}; the credential says ${got}.`);
    },
    'No credential with a time was issued for an event that told one.',
  ),
});
