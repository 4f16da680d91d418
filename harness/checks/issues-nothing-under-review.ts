// A review may end either way.

import { nothingFor } from '../accounts.ts';
import { defineCheck } from '../check.ts';
import { deciding } from '../sources.ts';

export const issuesNothingUnderReview = defineCheck({
  id: 'issues-nothing-under-review',
  group: 'decision',
  level: 'must',
  provenance: 'stated',
  rule: 'A person whom somebody must look at gets no credential yet.',
  clause: deciding,
  catches: ['issues-on-pending', 'believes-hearsay'],
  restsOn: ['person-in-metadata', 'status-pairing'],
  fix: 'Issue only on the one event that says that the person has passed, and read its decision, not only its name.',
  judge: nothingFor('review'),
});
