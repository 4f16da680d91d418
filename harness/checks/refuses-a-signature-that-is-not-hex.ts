// A v1 that is not in the encoding is refused, without a crash.
import { defineCheck } from '../check.ts';
import { refuses } from '../reception.ts';
import { malforming, readingsOfSignature } from '../sources.ts';

export const refusesASignatureThatIsNotHex = defineCheck({
  id: 'refuses-a-signature-that-is-not-hex',
  group: 'signature',
  level: 'must',
  provenance: 'derived',
  rule: 'A v1 that is not in the encoding is refused, without a crash.',
  clause: malforming,
  catches: [
    'answers-500-to-a-malformed-header',
    'answers-before-verifying',
    'crashes-on-a-malformed-header',
    'hangs-instead-of-refusing',
    'no-verification',
  ],
  restsOn: readingsOfSignature,
  fix: 'Check the form of v1 before decoding it; a constant-time comparison of buffers of different lengths throws in many languages.',
  judge: refuses('signature-not-hex'),
});
