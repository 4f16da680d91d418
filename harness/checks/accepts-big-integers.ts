// A correctly signed body with a number too large for a double is taken.
import { defineCheck } from '../check.ts';
import { accepts } from '../reception.ts';
import { rawBody, readingsOfSignature } from '../sources.ts';

export const acceptsBigIntegers = defineCheck({
  id: 'accepts-big-integers',
  group: 'signature',
  level: 'must',
  provenance: 'stated',
  rule: 'A correctly signed body with a number too large for a double is taken.',
  clause: rawBody,
  catches: ['verifies-reserialised-json'],
  restsOn: readingsOfSignature,
  fix: 'Verify over the raw bytes: a parser that rounds a number changes the body. Ignore keys that you do not know.',
  judge: accepts('big-integers'),
});
