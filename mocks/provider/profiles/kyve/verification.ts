// The verification object, as `data.object` of an event and as the API reads it. None of its keys is published beyond
// what a read "returns": every check, the fields taken from the ID, media links (webhooks and sessions pages).
import type { EventHead, JsonObject, Readings, Subject, SubjectRules } from '../../profile.ts';
import { alphabets } from '../../profile.ts';
import { isOpen, statusShown } from './statuses.ts';
import { defaultTemplate } from './templates.ts';

/** What this sandbox draws for each session at its creation. */
export const drawFields: SubjectRules['fields'] = (random, key) => ({
  ...defaultTemplate(),
  redirect_url: null,
  document: {
    number: `P${random.text(8, '0123456789', 'document', key)}`,
    date_of_birth: `19${random.between(60, 99, 'year', key)}-0${random.between(1, 9, 'month', key)}-1${random.between(0, 9, 'day', key)}`,
  },
});

/** Length and letters of what follows an id's prefix. */
export function idTail(readings: Readings): readonly [number, string] {
  return readings['id-tail'] === 'short' ? [12, alphabets.lower] : [24, alphabets.base62];
}

/** The session's own id, or the same tail under a prefix of its own. */
export function verificationId(readings: Readings, id: string): string {
  return readings['verification-id'] === 'own' ? id.replace(/^ses_/, 'ver_') : id;
}

export function sessionIdOf(readings: Readings, id: string): string | null {
  if (readings['verification-id'] !== 'own') return id;
  return id.startsWith('ver_') ? id.replace(/^ver_/, 'ses_') : null;
}

export function metadataOf(subject: Subject): JsonObject {
  const given = subject.fields.metadata;
  return { ...subject.metadata, ...(typeof given === 'object' && !Array.isArray(given) && given) } as JsonObject;
}

/** The object at the time the event fired. */
export function objectOf(event: EventHead, subject: Subject, readings: Readings): JsonObject {
  const status = statusShown(event.type, event.outcome, subject);
  return readings['verification-object'] === 'bare'
    ? toBare(subject, status, readings)
    : toVerification(subject, status, readings);
}

export function toVerification(subject: Subject, status: string, readings: Readings): JsonObject {
  const { template_id = null, template_version = null } = subject.fields;
  return {
    ...toBare(subject, status, readings),
    ...(readings['verification-id'] === 'own' && { session_id: subject.id }),
    livemode: subject.livemode,
    created: Math.floor(subject.createdAt / 1000),
    template_id,
    template_version,
    checks: checksAt(status),
    extracted_fields: isOpen(status) || status === 'canceled' || status === 'expired' ? {} : extracted(subject),
  };
}

function toBare(subject: Subject, status: string, readings: Readings): JsonObject {
  return { id: verificationId(readings, subject.id), status, metadata: metadataOf(subject) };
}

/** The two steps that the iframe page names; "at least one check failed decisively" makes a failure (sessions page). */
function checksAt(status: string): JsonObject[] {
  const [document, liveness] = checkStates[status] ?? ['pending', 'pending'];
  return [
    { type: 'document_upload', status: document },
    { type: 'liveness', status: liveness },
  ];
}

const checkStates: Readonly<Record<string, readonly [string, string]>> = {
  completed: ['passed', 'passed'],
  failed: ['passed', 'failed'],
  requires_review: ['passed', 'review'],
};

function extracted(subject: Subject): JsonObject {
  const { document } = subject.fields;
  const read =
    typeof document === 'object' && document !== null && !Array.isArray(document) ? (document as JsonObject) : {};
  return {
    full_name: subject.applicant.name,
    date_of_birth: read.date_of_birth ?? null,
    document_number: read.number ?? null,
  };
}
