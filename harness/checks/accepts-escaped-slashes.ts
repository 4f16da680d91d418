// A correctly signed body with escaped slashes is taken.
import { defineCheck } from '../check.ts';
import { accepts } from '../reception.ts';
import { rawBody, readingsOfSignature } from '../sources.ts';

export const acceptsEscapedSlashes = defineCheck({
  id: 'accepts-escaped-slashes',
  group: 'signature',
  level: 'must',
  provenance: 'stated',
  rule: 'A correctly signed body with escaped slashes is taken.',
  clause: rawBody,
  catches: ['verifies-reserialised-json'],
  restsOn: readingsOfSignature,
  fix: 'Verify over the raw bytes as they came, before any JSON parser touches them.',
  judge: accepts('escaped-slashes'),
});
