// A correctly signed body with its keys in another order is taken.
import { defineCheck } from '../check.ts';
import { accepts } from '../reception.ts';
import { rawBody, readingsOfSignature } from '../sources.ts';

export const acceptsKeysInAnotherOrder = defineCheck({
  id: 'accepts-keys-in-another-order',
  group: 'signature',
  level: 'must',
  provenance: 'stated',
  rule: 'A correctly signed body with its keys in another order is taken.',
  clause: rawBody,
  catches: ['verifies-reserialised-json'],
  restsOn: readingsOfSignature,
  fix: 'Verify over the raw bytes as they came, before any JSON parser touches them.',
  judge: accepts('key-order'),
});
