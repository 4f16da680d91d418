// A delivery with an empty signature header is refused, without a crash.
import { defineCheck } from '../check.ts';
import { refuses } from '../reception.ts';
import { malforming, readingsOfSignature } from '../sources.ts';

export const refusesAnEmptySignature = defineCheck({
  id: 'refuses-an-empty-signature',
  group: 'signature',
  level: 'must',
  provenance: 'stated',
  rule: 'A delivery with an empty signature header is refused, without a crash.',
  clause: malforming,
  catches: ['accepts-an-absent-header', 'answers-before-verifying', 'hangs-instead-of-refusing', 'no-verification'],
  restsOn: readingsOfSignature,
  fix: 'Treat an empty signature header like an absent one: 401.',
  judge: refuses('empty-signature'),
});
