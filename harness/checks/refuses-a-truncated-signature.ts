// Half of a right signature is refused, without a crash.
import { defineCheck } from '../check.ts';
import { refuses } from '../reception.ts';
import { malforming, readingsOfSignature } from '../sources.ts';

export const refusesATruncatedSignature = defineCheck({
  id: 'refuses-a-truncated-signature',
  group: 'signature',
  level: 'must',
  provenance: 'derived',
  rule: 'Half of a right signature is refused, without a crash.',
  clause: malforming,
  catches: [
    'answers-500-to-a-malformed-header',
    'answers-before-verifying',
    'compares-only-a-prefix',
    'crashes-on-a-malformed-header',
    'hangs-instead-of-refusing',
    'no-verification',
  ],
  restsOn: readingsOfSignature,
  fix: 'Compare lengths first and refuse with 401 when they differ: timingSafeEqual throws on them, and a prefix is no match.',
  judge: refuses('signature-truncated'),
});
