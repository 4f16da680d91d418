// A right digest under a scheme name that is not v1 is refused.
import { defineCheck } from '../check.ts';
import { refuses } from '../reception.ts';
import { malforming, readingsOfSignature } from '../sources.ts';

export const refusesAnotherScheme = defineCheck({
  id: 'refuses-another-scheme',
  group: 'signature',
  level: 'must',
  provenance: 'derived',
  rule: 'A right digest under a scheme name that is not v1 is refused.',
  clause: malforming,
  catches: [
    'accepts-any-scheme',
    'answers-500-to-a-malformed-header',
    'answers-before-verifying',
    'crashes-on-a-malformed-header',
    'hangs-instead-of-refusing',
    'no-verification',
  ],
  restsOn: readingsOfSignature,
  fix: 'Take v1 alone; ignore every other scheme, or an attacker chooses the weakest one.',
  judge: refuses('signature-other-scheme'),
});
