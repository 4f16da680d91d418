// Header names in upper case are taken.
import { defineCheck } from '../check.ts';
import { accepts } from '../reception.ts';
import { malforming, readingsOfSignature } from '../sources.ts';

export const acceptsHeaderNamesInAnyCase = defineCheck({
  id: 'accepts-header-names-in-any-case',
  group: 'signature',
  level: 'must',
  provenance: 'derived',
  rule: 'Header names in upper case are taken.',
  clause: malforming,
  catches: [],
  restsOn: readingsOfSignature,
  fix: 'Look headers up without regard to case, as HTTP has it (RFC 9110, 5.1).',
  judge: accepts('header-case'),
});
