// A correctly signed body with letters written as escapes is taken.
import { defineCheck } from '../check.ts';
import { accepts } from '../reception.ts';
import { rawBody, readingsOfSignature } from '../sources.ts';

export const acceptsUnicodeEscapes = defineCheck({
  id: 'accepts-unicode-escapes',
  group: 'signature',
  level: 'must',
  provenance: 'stated',
  rule: 'A correctly signed body with letters written as escapes is taken.',
  clause: rawBody,
  catches: ['verifies-reserialised-json'],
  restsOn: readingsOfSignature,
  fix: 'Verify over the raw bytes as they came, before any JSON parser touches them.',
  judge: accepts('unicode-escapes'),
});
