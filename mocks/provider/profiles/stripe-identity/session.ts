// The VerificationSession: how its status moves and what it looks like, in events and in the API.
import { alphabets, type EventHead, type JsonObject, type Subject, type SubjectRules } from '../../profile.ts';

/** `created` and `failed` are both requires_input to the outside: before the first try and after one that failed. */
export const moves: SubjectRules['moves'] = {
  created: ['processing', 'canceled'],
  processing: ['verified', 'failed'],
  failed: ['processing', 'canceled'],
  verified: [],
  canceled: [],
};

const refused = { code: 'document_unverified_other', reason: 'The document is invalid.' };

export const landings: SubjectRules['landings'] = {
  approved: { status: 'verified', fields: { last_error: null } },
  rejected: { status: 'failed', fields: { last_error: refused } },
  canceled: { status: 'canceled' },
};

/** Can it be cancelled? "When it is in requires_input status." */
export const isOpen = (status: string): boolean => status === 'created' || status === 'failed';

export const drawFields: SubjectRules['fields'] = (random, key) => ({
  type: 'document',
  client_reference_id: null,
  last_error: null,
  report: `vr_${random.text(24, alphabets.base62, 'report', key)}`,
  token: random.text(24, alphabets.base62, 'client secret', key),
});

/** Without its secret and its link, which are for the one who made it. */
export function toEventObject(event: EventHead, session: Subject | null): JsonObject {
  if (session === null) return redacted(event);
  const told = event.type.replace(/^identity\.verification_session\./, '');
  const status = told === 'created' ? 'requires_input' : told;
  return toObject(session, status);
}

export function toSession(session: Subject): JsonObject {
  const shown = isOpen(session.status) ? 'requires_input' : session.status;
  const { token = '' } = session.fields;
  return {
    ...toObject(session, shown),
    ...(isOpen(session.status) && {
      client_secret: `${session.id}_secret_${token}`,
      url: `https://verify.stripe.com/start/test_${token}`,
    }),
  };
}

function toObject({ id, applicant, createdAt, livemode, metadata, fields }: Subject, status: string): JsonObject {
  const { type = 'document', client_reference_id = null, last_error = null, report = null, flow = null } = fields;
  const done = status === 'verified' || (status === 'requires_input' && last_error !== null);
  return {
    id,
    object: 'identity.verification_session',
    client_reference_id,
    client_secret: null,
    created: Math.floor(createdAt / 1000),
    last_error: status === 'requires_input' ? last_error : null,
    last_verification_report: done ? report : null,
    livemode,
    metadata: { ...metadata },
    options: {},
    provided_details: applicant.email === '' ? null : { email: applicant.email },
    redaction: null,
    related_customer: null,
    related_customer_account: null,
    status,
    type,
    url: null,
    verification_flow: flow,
    // Only on request: it is expandable.
    verified_outputs: null,
  };
}

function redacted({ id, created, livemode }: EventHead): JsonObject {
  return {
    id: `vs_${id.replace(/^evt_/, '')}`,
    object: 'identity.verification_session',
    client_reference_id: null,
    client_secret: null,
    created: Math.floor(created / 1000),
    last_error: null,
    last_verification_report: null,
    livemode,
    metadata: {},
    options: {},
    provided_details: null,
    redaction: { status: 'redacted' },
    related_customer: null,
    related_customer_account: null,
    status: 'verified',
    type: 'document',
    url: null,
    verification_flow: null,
    verified_outputs: null,
  };
}
