// A delivery signed just inside the tolerance is taken.
import { defineCheck } from '../check.ts';
import { accepts } from '../reception.ts';
import { readingsOfSignature, timing } from '../sources.ts';

export const acceptsJustInsideThePast = defineCheck({
  id: 'accepts-just-inside-the-past',
  group: 'signature',
  level: 'must',
  provenance: 'stated',
  rule: 'A delivery signed just inside the tolerance is taken.',
  clause: timing,
  catches: ['tolerates-one-minute-only'],
  restsOn: readingsOfSignature,
  fix: 'Allow the whole 300 seconds: retries and slow networks use them. Keep the clock of the machine right.',
  judge: accepts('old-timestamp-inside'),
});
