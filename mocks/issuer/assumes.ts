// Every place where the issuer's documents contradict each other or say nothing, and the reading taken. Data only; what a
// reading does to the code is in rules.ts. "OpenAPI" is api-reference/openapi.json of MocaNetwork/docs, Apr–Jul 2026.
import type { Assumption } from '../assumption.ts';
import { callAssumes } from './assumes-call.ts';
import { credentialAssumes } from './assumes-credential.ts';
import { tokenAssumes } from './assumes-token.ts';

export const issuerAssumes: readonly Assumption[] = [
  {
    id: 'generation',
    about:
      'The API has had three shapes. Issue-on-Behalf was documented from April to mid July 2026; no sunset notice was found, and whether the live endpoint still answers is not known.',
    readings: { 'issue-on-behalf': 'POST /credentials/issue-on-behalf and GET /credentials/status' },
    chosen: 'issue-on-behalf',
    why: 'It is the contract of the recipe "KYC credential on event". Direct issuance and SD-JWT are different protocols.',
  },
  ...tokenAssumes,
  ...callAssumes,
  ...credentialAssumes,
];
