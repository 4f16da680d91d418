// A signature header with no t is refused, without a crash.
import { defineCheck } from '../check.ts';
import { refuses } from '../reception.ts';
import { malforming, readingsOfSignature } from '../sources.ts';

export const refusesASignatureWithoutTimestamp = defineCheck({
  id: 'refuses-a-signature-without-timestamp',
  group: 'signature',
  level: 'must',
  provenance: 'stated',
  rule: 'A signature header with no t is refused, without a crash.',
  clause: malforming,
  catches: [
    'answers-500-to-a-malformed-header',
    'answers-before-verifying',
    'crashes-on-a-malformed-header',
    'hangs-instead-of-refusing',
    'no-verification',
  ],
  restsOn: readingsOfSignature,
  fix: 'Refuse with 401 when t is absent or no number, before computing anything with it.',
  judge: refuses('signature-without-timestamp'),
});
