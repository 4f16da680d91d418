// A delivery signed longer ago than the tolerance is refused.
import { defineCheck } from '../check.ts';
import { refuses } from '../reception.ts';
import { readingsOfSignature, timing } from '../sources.ts';

export const refusesAStaleTimestamp = defineCheck({
  id: 'refuses-a-stale-timestamp',
  group: 'signature',
  level: 'must',
  provenance: 'stated',
  rule: 'A delivery signed longer ago than the tolerance is refused.',
  clause: timing,
  catches: ['answers-before-verifying', 'hangs-instead-of-refusing', 'no-tolerance', 'no-verification'],
  restsOn: readingsOfSignature,
  fix: 'Compare t with your own clock and refuse what is more than 300 seconds old.',
  judge: refuses('stale-timestamp'),
});
