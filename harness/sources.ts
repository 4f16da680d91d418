// Where the rules come from, by the names of the documents, so that every check cites the same place in the same words.
import type { Clause, Provenance } from './check.ts';

const as =
  (provenance: Provenance) =>
  (says: string): Clause => ({ says, provenance });
const [derived, practice, assumed] = [as('derived'), as('practice'), as('assumed')];

export const signing = {
  kyve: (step: string) => `Webhooks page, Verifying the signature, ${step}`,
  kycert: (text: string) => `Webhooks page, verifying signatures: "${text}"`,
  /** The recipe knows no signature: its profile assumes kyve's. */
  recipe: assumed(
    'Issue a KYC Credential on a Backend Event: no signature is checked there; the scheme is assumed to be kyve’s',
  ),
} as const;

export const kyveSteps = {
  read: signing.kyve('step 1: read the header and parse out t and v1'),
  compute: signing.kyve('step 2: HMAC-SHA256 over t, a full stop and the raw body'),
  compare: signing.kyve('step 3: compare the digest against v1'),
  time: signing.kyve('step 4: reject if |now - t| > 300 seconds'),
} as const;

export const kycertWords = {
  verify: signing.kycert('Always verify the signature before processing any webhook event.'),
  raw: signing.kycert(
    'Use the raw request body for verification — do not pass a parsed and re-serialized JSON object.',
  ),
  compare: signing.kycert('Compare your computed signature to v1 using a constant-time comparison.'),
  time: signing.kycert("Reject the event if the timestamp is more than 5 minutes from your server's current time."),
} as const;

export const forging = { kyve: kyveSteps.compare, kycert: kycertWords.verify, recipe: signing.recipe } as const;
export const malforming = { kyve: kyveSteps.read, kycert: kycertWords.verify, recipe: signing.recipe } as const;
export const rawBody = { kyve: kyveSteps.compute, kycert: kycertWords.raw, recipe: signing.recipe } as const;
export const timing = { kyve: kyveSteps.time, kycert: kycertWords.time, recipe: signing.recipe } as const;

export const answering = {
  kyve: 'Webhooks page, Delivery guarantees: "2xx within 10 seconds. Anything else is a retry."',
  kycert:
    'Webhooks page: "If your endpoint does not return a 2xx status within 30 seconds, kycert retries the delivery"',
  recipe: 'Issue a KYC Credential on a Backend Event, step 1: the handler answers 200',
} as const;

/** The recipe's own full flow polls until the chain confirms before it answers. */
export const answeringInTime = {
  ...answering,
  recipe: assumed('Issue a KYC Credential on a Backend Event: how long an answer may take is not said'),
} as const;

export const deduping = {
  kyve: 'Webhooks page, Delivery guarantees: "Expect occasional duplicates; dedupe on KYC-Event-Id."',
  kycert: 'Webhooks page: "Make your handler idempotent by storing processed event IDs"',
  recipe: assumed('Issue a KYC Credential on a Backend Event: repeated callbacks are assumed, as in the kyve profile'),
} as const;

export const retrying = {
  kyve: 'Webhooks page, Delivery guarantees: at-least-once, "Exponential backoff up to 24 hours"',
  kycert:
    'Webhooks page: "return 200 and handle the failure internally (a dead-letter queue, an alert, etc.)", and the table of retries',
  recipe: assumed(
    'Issue a KYC Credential on a Backend Event: one confirmed person, one credential; retries are assumed',
  ),
} as const;

export const ownFailures = {
  kyve: practice(
    'Webhooks page, Delivery guarantees: anything but 2xx is a retry; that 4xx blames the sender is HTTP (RFC 9110, 15.5)',
  ),
  kycert: 'Webhooks page: "Never return a 4xx status for internal processing errors."',
  recipe: practice('HTTP semantics (RFC 9110, 15.5): a 4xx says that the sender erred'),
} as const;

export const deciding = {
  kyve: 'Webhooks page, Event types: verification.completed is terminal success, the others are not',
  kycert: 'Webhooks page, events: run.completed carries the decision, run.failed has none',
  recipe: 'Issue a KYC Credential on a Backend Event: "the moment your identity provider confirms a user", not before',
} as const;

export const modes = {
  kyve: derived('Webhooks page, Event envelope: livemode is part of every event'),
  kycert:
    'Webhooks page: "The livemode field is true for production events and false for sandbox events. Use this to distinguish environments in a shared endpoint."',
  recipe: assumed('Issue a KYC Credential on a Backend Event: the body has no mode'),
} as const;

/** The issuer's documents (MocaNetwork/docs, April to July 2026) are the same for every provider. */
export const issuer = {
  token:
    'Partner authentication page: RS256 or ES256, kid in the header, partnerId, email, scope and exp in the claims',
  errors: 'Common errors page, causes of 401: expired token, unknown kid, bad signature, missing typ header',
  life: 'Partner authentication page: tokens of 5 minutes or less are recommended',
  templates: "The issuer's own templates sign for 15 minutes; no maximum is documented",
  header: 'Issue on Behalf API page: x-partner-auth carries the signed token itself',
  body: 'Credential issues page: the subject must match the schema of the program, extra fields are rejected',
  person: 'Issue on Behalf API page: the e-mail in the token names the user; the body has no user',
  spelling:
    'Issue on Behalf API page: the e-mail in the token names the user; that two spellings may be one user is not said',
  poll: 'Issue a KYC Credential on a Backend Event, step 4: "Poll the status endpoint until vcStatus is ONCHAIN."',
  backOff: 'Credential issues page: start with 1 s, double, cap at 30 s; common errors page: avoid tight loops',
  pending: 'Credential issues page: never issue again while a credential is WAIT_ONCHAIN',
  duplicates:
    'Issue on Behalf API page, onDuplicate: "revoke" (the default) revokes the old credential and issues a new one',
  failure: 'OpenAPI file, 500: "Server-side failure. Retry with exponential backoff."',
  limits: 'Common errors page, 429; that Retry-After is honoured is HTTP (RFC 9110, 10.2.3)',
  level: 'Issue a KYC Credential on a Backend Event, step 3: kycLevel and verifiedAt of the event go into the subject',
} as const;

/** The readings that every verdict on a signature rests on, whichever of them a profile has. */
export const readingsOfSignature: readonly string[] = [
  'signature',
  'signature-header',
  'signed-string',
  'signature-encoding',
  'key-form',
];
