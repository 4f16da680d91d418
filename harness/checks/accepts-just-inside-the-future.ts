// A delivery signed ahead, but inside the tolerance, is taken.
import { defineCheck } from '../check.ts';
import { accepts } from '../reception.ts';
import { readingsOfSignature, timing } from '../sources.ts';

export const acceptsJustInsideTheFuture = defineCheck({
  id: 'accepts-just-inside-the-future',
  group: 'signature',
  level: 'must',
  provenance: 'stated',
  rule: 'A delivery signed ahead, but inside the tolerance, is taken.',
  clause: timing,
  catches: ['tolerates-one-minute-only'],
  restsOn: readingsOfSignature,
  fix: 'Compare the absolute difference with 300 seconds: clocks differ in both directions.',
  judge: accepts('future-timestamp-inside'),
});
