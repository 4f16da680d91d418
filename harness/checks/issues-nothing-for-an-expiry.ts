// The person never finished.

import { nothingFor } from '../accounts.ts';
import { defineCheck } from '../check.ts';
import { deciding } from '../sources.ts';

export const issuesNothingForAnExpiry = defineCheck({
  id: 'issues-nothing-for-an-expiry',
  group: 'decision',
  level: 'must',
  provenance: 'stated',
  rule: 'A verification that expired leads to no credential.',
  clause: deciding,
  catches: ['issues-on-rejected'],
  restsOn: ['abort-events', 'person-in-metadata'],
  fix: 'Issue only on the one event that says that the person has passed, and read its decision, not only its name.',
  judge: nothingFor('expired'),
});
