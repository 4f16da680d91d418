// Where Onfido's documents say what a receiver is held to.
import { type Clauses, derived } from '../../profile.ts';

export const clauses: Clauses = {
  forging: 'Node library, webhook event verifier: an event whose signature does not fit is refused',
  malforming: 'Node library, webhook event verifier: X-SHA2-Signature is the hex of an HMAC-SHA256',
  'raw-body': 'Node library, webhook event verifier: the raw body, before it is parsed',
  answering:
    'OpenAPI file, paths/webhooks.yaml: "acknowledge success by responding with an HTTP 20x response within 10 seconds"',
  deciding: derived(
    'OpenAPI file: a run ends approved, declined, in review, abandoned or in error; a check is clear or to be considered',
  ),
};
