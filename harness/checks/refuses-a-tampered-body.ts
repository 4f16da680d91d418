// A body that was changed after it was signed is refused and has no effect.
import { defineCheck } from '../check.ts';
import { refuses } from '../reception.ts';
import { forging, readingsOfSignature } from '../sources.ts';

export const refusesATamperedBody = defineCheck({
  id: 'refuses-a-tampered-body',
  group: 'signature',
  level: 'must',
  provenance: 'stated',
  rule: 'A body that was changed after it was signed is refused and has no effect.',
  clause: forging,
  catches: ['answers-before-verifying', 'hangs-instead-of-refusing', 'no-verification'],
  restsOn: readingsOfSignature,
  fix: 'Compute the HMAC over the raw bytes of the request and refuse with 401 when it is not the one in the header; do nothing before that.',
  judge: refuses('tampered-body'),
});
