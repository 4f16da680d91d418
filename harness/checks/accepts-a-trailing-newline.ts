// A correctly signed body that ends in a newline is taken.
import { defineCheck } from '../check.ts';
import { accepts } from '../reception.ts';
import { rawBody, readingsOfSignature } from '../sources.ts';

export const acceptsATrailingNewline = defineCheck({
  id: 'accepts-a-trailing-newline',
  group: 'signature',
  level: 'must',
  provenance: 'stated',
  rule: 'A correctly signed body that ends in a newline is taken.',
  clause: rawBody,
  catches: ['verifies-reserialised-json'],
  restsOn: readingsOfSignature,
  fix: 'Verify over the raw bytes to the last one: do not trim the body.',
  judge: accepts('trailing-newline'),
});
