// The person or the integrator called it off.

import { nothingFor } from '../accounts.ts';
import { defineCheck } from '../check.ts';
import { deciding } from '../sources.ts';

export const issuesNothingForACancellation = defineCheck({
  id: 'issues-nothing-for-a-cancellation',
  group: 'decision',
  level: 'must',
  provenance: 'stated',
  rule: 'A verification that was cancelled leads to no credential.',
  clause: deciding,
  catches: ['issues-on-rejected'],
  restsOn: ['abort-events', 'person-in-metadata'],
  fix: 'Issue only on the one event that says that the person has passed, and read its decision, not only its name.',
  judge: nothingFor('canceled'),
});
