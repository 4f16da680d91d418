// Under way is not passed.

import { nothingFor } from '../accounts.ts';
import { defineCheck } from '../check.ts';
import { deciding } from '../sources.ts';

export const issuesNothingWhilePending = defineCheck({
  id: 'issues-nothing-while-pending',
  group: 'decision',
  level: 'must',
  provenance: 'stated',
  rule: 'A person whose verification is under way gets no credential yet.',
  clause: deciding,
  catches: ['issues-on-pending', 'believes-hearsay'],
  restsOn: ['person-in-metadata'],
  fix: 'Issue only on the one event that says that the person has passed, and read its decision, not only its name.',
  judge: nothingFor('pending'),
});
