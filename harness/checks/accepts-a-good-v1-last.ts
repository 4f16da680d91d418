// A header with several v1 is taken when any of them is right.
import { defineCheck } from '../check.ts';
import { accepts } from '../reception.ts';
import { malforming, readingsOfSignature } from '../sources.ts';

export const acceptsAGoodV1Last = defineCheck({
  id: 'accepts-a-good-v1-last',
  group: 'signature',
  level: 'must',
  provenance: 'derived',
  rule: 'A header with several v1 is taken when any of them is right.',
  clause: malforming,
  catches: ['reads-only-the-first-v1'],
  restsOn: [...readingsOfSignature, 'secret-overlap'],
  fix: 'Collect every v1 of the header and accept when one of them matches: during a rotation there are two.',
  judge: accepts('signature-good-v1-last'),
});
