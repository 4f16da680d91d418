// Where the rules come from, so that every check cites the same place in the same words: the provider's documents by topic,
// as its profile has them, and the issuer's by name.
import type { Clauses, Provenance, Topic } from '../mocks/provider/profile.ts';

/** A clause that each provider words for itself. */
export interface Cited {
  readonly topic: Topic;
  /** Where a provider has no words of its own on the topic, this one is cited. */
  readonly or?: Topic;
}

export const forging: Cited = { topic: 'forging' };
export const malforming: Cited = { topic: 'malforming' };
export const rawBody: Cited = { topic: 'raw-body' };
export const timing: Cited = { topic: 'timing' };
export const answering: Cited = { topic: 'answering' };
export const answeringInTime: Cited = { topic: 'answering-in-time', or: 'answering' };
export const deduping: Cited = { topic: 'deduping' };
export const retrying: Cited = { topic: 'retrying' };
export const ownFailures: Cited = { topic: 'own-failures' };
export const deciding: Cited = { topic: 'deciding' };
export const modes: Cited = { topic: 'modes' };

/** What a rule rests on for one provider; where its documents say nothing, that is what is said. */
export function sourceOf(
  { clause, provenance }: { readonly clause: string | Cited; readonly provenance: Provenance },
  clauses: Clauses | undefined,
): { readonly clause: string; readonly provenance: Provenance } {
  if (typeof clause === 'string') return { clause, provenance };
  const { topic, or = topic } = clause;
  const own = clauses?.[topic] ?? clauses?.[or];
  if (own === undefined) {
    return { clause: `No document of this provider says it; in practice: ${practice[topic]}`, provenance: 'practice' };
  }
  if (typeof own === 'string') return { clause: own, provenance };
  // What good engineers do they do whatever a document says.
  return { clause: own.says, provenance: provenance === 'practice' ? provenance : own.provenance };
}

const practice: Readonly<Record<Topic, string>> = {
  forging: 'what does not verify was sent by somebody else',
  malforming: 'a signature that cannot be read is no signature',
  'raw-body': 'a MAC is over the bytes that were sent, not over a copy of what they say',
  timing: 'a signed time that nobody checks keeps no replay out',
  answering: 'what is not acknowledged is sent again',
  'answering-in-time': 'what is acknowledged too late is sent again',
  deduping: 'delivery at least once means sometimes twice',
  retrying: 'events come late, twice, and in another order',
  'own-failures': 'a 4xx says that the sender erred (RFC 9110, 15.5)',
  deciding: 'nobody has passed before the provider says so',
  modes: 'a test event is about nobody',
};

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
