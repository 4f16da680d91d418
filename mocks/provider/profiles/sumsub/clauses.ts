// Where Sumsub's documents say what a receiver is held to.
import type { Clauses } from '../../profile.ts';

export const clauses: Clauses = {
  forging:
    'Webhook manager: the digest in x-payload-digest is to be compared with one of your own, made with the secret of the webhook',
  malforming: 'Webhook manager: the digest in x-payload-digest, by the algorithm that x-payload-digest-alg names',
  'raw-body': 'Official skill, verification example: the digest is over the raw bytes of the body, before it is parsed',
  answering: 'Webhook manager (October 2026): an answer within 10 seconds; older pages: within 5',
  deduping: 'Official skill, lifecycle: the same webhook may come twice; dedupe by applicantId, type and createdAt',
  retrying: 'Receive verification results: four resends, "after 5 minutes, 1 hour, 5 and 18 hours"',
  deciding: 'Receive verification results: reviewAnswer GREEN alone is a pass; several final webhooks may come',
  modes: 'Webhooks page: sandboxMode tells the sandbox from production',
};
