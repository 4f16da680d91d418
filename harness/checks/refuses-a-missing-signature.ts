// A delivery without a signature header is refused.
import { defineCheck } from '../check.ts';
import { refuses } from '../reception.ts';
import { forging, readingsOfSignature } from '../sources.ts';

export const refusesAMissingSignature = defineCheck({
  id: 'refuses-a-missing-signature',
  group: 'signature',
  level: 'must',
  provenance: 'stated',
  rule: 'A delivery without a signature header is refused.',
  clause: forging,
  catches: ['accepts-an-absent-header', 'answers-before-verifying', 'hangs-instead-of-refusing', 'no-verification'],
  restsOn: readingsOfSignature,
  fix: 'Treat an absent signature header as a failed verification, never as "nothing to verify".',
  judge: refuses('no-signature'),
});
