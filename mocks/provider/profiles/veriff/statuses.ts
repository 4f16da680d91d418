// The stations of a Veriff session, the codes that tell of them, and the webhooks they fire.
import type { EventType, Landing, Outcome } from '../../profile.ts';

export const codes: Readonly<Record<string, number>> = {
  started: 7001,
  submitted: 7002,
  approved: 9001,
  declined: 9102,
  resubmission_requested: 9103,
  expired: 9104,
  abandoned: 9104,
  review: 9121,
};

const conclusions = ['approved', 'declined', 'resubmission_requested', 'review'] as const;

export const moves: Readonly<Record<string, readonly string[]>> = {
  created: ['started', 'expired'],
  started: ['submitted', 'abandoned'],
  submitted: conclusions,
  // "The same session URL should be used": the next attempt of the same session.
  resubmission_requested: ['submitted', 'abandoned'],
  review: ['approved', 'declined', 'resubmission_requested'],
  approved: [],
  declined: [],
  expired: [],
  abandoned: [],
};

/** Reasons from the table of decision codes. */
export const landings: Readonly<Partial<Record<Outcome, Landing>>> = {
  pending: { status: 'submitted', fields: { reason: null, reasonCode: null } },
  approved: { status: 'approved', fields: { reason: null, reasonCode: null } },
  rejected: { status: 'declined', fields: { reason: 'Suspected document tampering', reasonCode: 102 } },
  review: { status: 'review', fields: { reason: null, reasonCode: null } },
  failed: { status: 'resubmission_requested', fields: { reason: 'Poor image quality', reasonCode: 204 } },
  canceled: { status: 'abandoned', fields: { reason: null, reasonCode: null } },
  expired: { status: 'expired', fields: { reason: null, reasonCode: null } },
};

/** The names are ours: a body has a code and no type. */
export const events: readonly EventType[] = [
  { type: 'session.started', tells: 'the person has begun (event webhook, 7001)', documented: true, says: ['pending'] },
  {
    type: 'session.submitted',
    tells: 'the person has handed everything in (event webhook, 7002)',
    documented: true,
    says: ['pending'],
  },
  {
    type: 'decision',
    tells: 'a decision about an attempt, whichever it is (decision webhook); there may be several for a session',
    documented: true,
    says: ['approved', 'rejected', 'review', 'failed', 'canceled', 'expired'],
  },
];

export function fires(to: string): readonly string[] {
  if (to === 'created') return [];
  return to === 'started' || to === 'submitted' ? [`session.${to}`] : ['decision'];
}
