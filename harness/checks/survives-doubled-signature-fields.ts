// Every field twice with other values: nobody says which counts, so taking and refusing are both right. Falling over is not.
import { defineCheck } from '../check.ts';
import { survives } from '../reception.ts';
import { malforming, readingsOfSignature } from '../sources.ts';

export const survivesDoubledSignatureFields = defineCheck({
  id: 'survives-doubled-signature-fields',
  group: 'signature',
  level: 'should',
  provenance: 'practice',
  rule: 'A signature header with every field twice is taken or refused, without a crash or a 5xx.',
  clause: malforming,
  catches: ['crashes-on-a-malformed-header', 'answers-500-to-a-malformed-header'],
  restsOn: readingsOfSignature,
  fix: 'Parse the header into lists, and refuse with 401 whatever does not verify.',
  judge: survives('signature-doubled-fields'),
});
