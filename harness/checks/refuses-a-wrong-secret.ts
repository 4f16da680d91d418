// A delivery signed with a secret that the endpoint never had is refused.
import { defineCheck } from '../check.ts';
import { refuses } from '../reception.ts';
import { forging, readingsOfSignature } from '../sources.ts';

export const refusesAWrongSecret = defineCheck({
  id: 'refuses-a-wrong-secret',
  group: 'signature',
  level: 'must',
  provenance: 'stated',
  rule: 'A delivery signed with a secret that the endpoint never had is refused.',
  clause: forging,
  catches: ['no-verification', 'answers-before-verifying', 'hangs-instead-of-refusing'],
  restsOn: readingsOfSignature,
  fix: 'Verify with the secret of this endpoint and refuse with 401, at once, whatever it has not signed.',
  judge: refuses('wrong-secret'),
});
