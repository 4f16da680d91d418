// No decision is not a good one.

import { nothingFor } from '../accounts.ts';
import { defineCheck } from '../check.ts';
import { deciding } from '../sources.ts';

export const issuesNothingForAFailedVerification = defineCheck({
  id: 'issues-nothing-for-a-failed-verification',
  group: 'decision',
  level: 'must',
  provenance: 'stated',
  rule: 'A verification that failed for technical reasons leads to no credential.',
  clause: deciding,
  catches: ['issues-on-rejected'],
  restsOn: ['person-in-metadata'],
  fix: 'Issue only on the one event that says that the person has passed, and read its decision, not only its name.',
  judge: nothingFor('failed'),
});
