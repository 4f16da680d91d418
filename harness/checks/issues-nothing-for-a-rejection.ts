// The provider looked and said no.

import { nothingFor } from '../accounts.ts';
import { defineCheck } from '../check.ts';
import { deciding } from '../sources.ts';

export const issuesNothingForARejection = defineCheck({
  id: 'issues-nothing-for-a-rejection',
  group: 'decision',
  level: 'must',
  provenance: 'stated',
  rule: 'A person who was rejected or blocked gets no credential.',
  clause: deciding,
  catches: ['issues-on-rejected', 'believes-hearsay'],
  restsOn: ['person-in-metadata', 'status-pairing'],
  fix: 'Issue only on the one event that says that the person has passed, and read its decision, not only its name.',
  judge: nothingFor('rejected'),
});
