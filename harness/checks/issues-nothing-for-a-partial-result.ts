// Part of the sources did not answer: that is not an approval.

import { nothingFor } from '../accounts.ts';
import { defineCheck } from '../check.ts';
import { deciding } from '../sources.ts';

export const issuesNothingForAPartialResult = defineCheck({
  id: 'issues-nothing-for-a-partial-result',
  group: 'decision',
  level: 'must',
  provenance: 'stated',
  rule: 'A partial result leads to no credential.',
  clause: deciding,
  catches: ['issues-on-pending'],
  restsOn: ['person-in-metadata'],
  fix: 'Issue only on the one event that says that the person has passed, and read its decision, not only its name.',
  judge: nothingFor('partial'),
});
