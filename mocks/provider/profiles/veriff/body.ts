// The two bodies of Veriff: a decision with everything that was verified, and an event that says how far the person is.
import type { EventHead, JsonObject, Readings, Subject } from '../../profile.ts';
import { codes, landings } from './statuses.ts';

export function bodyOf(event: EventHead, session: Subject | null, readings: Readings): JsonObject {
  if (session === null) return {};
  if (event.type !== 'decision') return eventBody(event, session, readings);
  const landing = landings[event.outcome];
  const status = landing?.status ?? session.status;
  return decisionBody(
    { ...session, status, movedAt: event.created, fields: { ...session.fields, ...landing?.fields } },
    readings,
  );
}

/** Also what GET sessions/{id}/decision reads. */
export function decisionBody(session: Subject, readings: Readings): JsonObject {
  const { id, status, fields, applicant, createdAt, movedAt } = session;
  const [firstName = '', ...rest] = applicant.name.split(' ');
  const approved = status === 'approved';
  return {
    status: 'success',
    verification: {
      id,
      attemptId: fields.attemptId ?? '',
      code: codes[status] ?? 0,
      status,
      reason: fields.reason ?? null,
      reasonCode: fields.reasonCode ?? null,
      vendorData: vendorDataOf(session, readings),
      endUserId: fields.endUserId ?? null,
      decisionTime: iso(movedAt),
      acceptanceTime: iso(createdAt),
      submissionTime: iso(createdAt),
      person: {
        firstName,
        lastName: rest.join(' '),
        idNumber: null,
        dateOfBirth: null,
        yearOfBirth: null,
        placeOfBirth: null,
        gender: null,
        citizenship: null,
        nationality: null,
        addresses: null,
        pepSanctionMatch: null,
      },
      document: {
        type: 'PASSPORT',
        number: approved ? (fields.document ?? null) : null,
        country: 'EE',
        validFrom: null,
        validUntil: null,
      },
      comments: [],
      additionalVerifiedData: {},
      riskLabels: [],
    },
    technicalData: { ip: '192.0.2.1' },
  };
}

function eventBody(event: EventHead, session: Subject, readings: Readings): JsonObject {
  const action = event.type === 'session.started' ? 'started' : 'submitted';
  const { id, fields } = session;
  return {
    id,
    attemptId: fields.attemptId ?? '',
    feature: 'selfid',
    code: codes[action] ?? 0,
    action,
    vendorData: vendorDataOf(session, readings),
  };
}

function vendorDataOf({ applicant }: Subject, readings: Readings): string {
  const { email, level, customerId } = applicant;
  if (readings['vendor-data'] === 'id') return customerId;
  return JSON.stringify({ email, kyc_level: level, customer_id: customerId });
}

const iso = (time: number): string => new Date(time).toISOString();
