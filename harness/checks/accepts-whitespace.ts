// A correctly signed body with other whitespace is taken.
import { defineCheck } from '../check.ts';
import { accepts } from '../reception.ts';
import { rawBody, readingsOfSignature } from '../sources.ts';

export const acceptsWhitespace = defineCheck({
  id: 'accepts-whitespace',
  group: 'signature',
  level: 'must',
  provenance: 'stated',
  rule: 'A correctly signed body with other whitespace is taken.',
  clause: rawBody,
  catches: ['verifies-reserialised-json'],
  restsOn: readingsOfSignature,
  fix: 'Verify over the raw bytes as they came, before any JSON parser touches them.',
  judge: accepts('whitespace'),
});
