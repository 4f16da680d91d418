// Where kyve's documents say what a receiver is held to.
import { type Clauses, derived, inPractice } from '../../profile.ts';

const verifying = 'Webhooks page, Verifying the signature,';
const guarantees = 'Webhooks page, Delivery guarantees:';

export const clauses: Clauses = {
  forging: `${verifying} step 3: compare the digest against v1`,
  malforming: `${verifying} step 1: read the header and parse out t and v1`,
  'raw-body': `${verifying} step 2: HMAC-SHA256 over t, a full stop and the raw body`,
  timing: `${verifying} step 4: reject if |now - t| > 300 seconds`,
  answering: `${guarantees} "2xx within 10 seconds. Anything else is a retry."`,
  deduping: `${guarantees} "Expect occasional duplicates; dedupe on KYC-Event-Id."`,
  retrying: `${guarantees} at-least-once, "Exponential backoff up to 24 hours"`,
  'own-failures': inPractice(
    `${guarantees} anything but 2xx is a retry; that 4xx blames the sender is HTTP (RFC 9110, 15.5)`,
  ),
  deciding: 'Webhooks page, Event types: verification.completed is terminal success, the others are not',
  modes: derived('Webhooks page, Event envelope: livemode is part of every event'),
};
