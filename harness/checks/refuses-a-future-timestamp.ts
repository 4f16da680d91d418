// A delivery signed further ahead than the tolerance is refused.
import { defineCheck } from '../check.ts';
import { refuses } from '../reception.ts';
import { readingsOfSignature, timing } from '../sources.ts';

export const refusesAFutureTimestamp = defineCheck({
  id: 'refuses-a-future-timestamp',
  group: 'signature',
  level: 'must',
  provenance: 'stated',
  rule: 'A delivery signed further ahead than the tolerance is refused.',
  clause: timing,
  catches: [
    'answers-before-verifying',
    'hangs-instead-of-refusing',
    'no-tolerance',
    'no-verification',
    'refuses-only-old',
  ],
  restsOn: readingsOfSignature,
  fix: 'Compare the absolute difference: a t more than 300 seconds ahead is refused like an old one.',
  judge: refuses('future-timestamp'),
});
