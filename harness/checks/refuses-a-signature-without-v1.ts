// A signature header with no v1 is refused, without a crash.
import { defineCheck } from '../check.ts';
import { refuses } from '../reception.ts';
import { malforming, readingsOfSignature } from '../sources.ts';

export const refusesASignatureWithoutV1 = defineCheck({
  id: 'refuses-a-signature-without-v1',
  group: 'signature',
  level: 'must',
  provenance: 'stated',
  rule: 'A signature header with no v1 is refused, without a crash.',
  clause: malforming,
  catches: [
    'answers-500-to-a-malformed-header',
    'answers-before-verifying',
    'crashes-on-a-malformed-header',
    'hangs-instead-of-refusing',
    'no-verification',
  ],
  restsOn: readingsOfSignature,
  fix: 'Refuse with 401 when there is no v1 to compare with.',
  judge: refuses('signature-without-v1'),
});
