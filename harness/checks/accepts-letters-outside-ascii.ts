// A correctly signed body with letters outside ASCII is taken.
import { defineCheck } from '../check.ts';
import { accepts } from '../reception.ts';
import { rawBody, readingsOfSignature } from '../sources.ts';

export const acceptsLettersOutsideAscii = defineCheck({
  id: 'accepts-letters-outside-ascii',
  group: 'signature',
  level: 'must',
  provenance: 'stated',
  rule: 'A correctly signed body with letters outside ASCII is taken.',
  clause: rawBody,
  catches: ['verifies-reserialised-json'],
  restsOn: readingsOfSignature,
  fix: 'Verify over bytes, not over text that was decoded and encoded again in another charset.',
  judge: accepts('non-ascii'),
});
