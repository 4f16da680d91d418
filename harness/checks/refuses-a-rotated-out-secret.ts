// After the overlap of a rotation, what the old secret signed is refused.
import { defineCheck } from '../check.ts';
import { refuses } from '../reception.ts';
import { forging, readingsOfSignature } from '../sources.ts';

export const refusesARotatedOutSecret = defineCheck({
  id: 'refuses-a-rotated-out-secret',
  group: 'signature',
  level: 'must',
  provenance: 'practice',
  rule: 'After the overlap of a rotation, what the old secret signed is refused.',
  clause: forging,
  catches: ['keeps-a-rotated-out-secret', 'no-verification'],
  restsOn: [...readingsOfSignature, 'secret-overlap'],
  fix: 'Drop the old secret when the overlap of the rotation is over.',
  judge: refuses('rotated-out-secret'),
});
