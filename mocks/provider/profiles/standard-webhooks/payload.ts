// `{ type, timestamp, data }`, as the specification recommends; what is in `data` is made up.
import type { EventHead, EventType, JsonObject, Readings, Subject, SubjectRules } from '../../profile.ts';

export const events: readonly EventType[] = [
  { type: 'kyc.pending', tells: 'a verification has begun', documented: false, says: ['pending'] },
  { type: 'kyc.review', tells: 'a person must look at it', documented: false, says: ['review'] },
  { type: 'kyc.approved', tells: 'the person has passed', documented: false, says: ['approved'] },
  { type: 'kyc.rejected', tells: 'the person has not passed', documented: false, says: ['rejected'] },
];

export const moves: SubjectRules['moves'] = {
  pending: ['review', 'approved', 'rejected'],
  review: ['approved', 'rejected'],
  approved: [],
  rejected: [],
};

export const landings: SubjectRules['landings'] = {
  approved: { status: 'approved' },
  rejected: { status: 'rejected' },
  review: { status: 'review' },
};

export function envelope({ type, created }: EventHead, data: JsonObject): JsonObject {
  return { type, timestamp: new Date(created).toISOString(), data };
}

export function toData({ outcome }: EventHead, verification: Subject | null, readings: Readings): JsonObject {
  if (verification === null) return {};
  const { id, applicant } = verification;
  const { email, level, customerId } = applicant;
  return {
    id,
    status: outcome,
    ...(readings['person-in-metadata'] !== 'none' && { email, level, customer_id: customerId }),
  };
}
