// Kyve's session statuses, as the sessions page draws them, and what an event says of them.
import type { Outcome, Readings, Subject, SubjectRules } from '../../profile.ts';
import { MINUTE } from '../../profile.ts';

export type Status =
  | 'created'
  | 'requires_input'
  | 'in_progress'
  | 'completed'
  | 'failed'
  | 'requires_review'
  | 'canceled'
  | 'expired';

/** "TTL passed", by default after 30 minutes (sessions page). */
export const lifetime = 30 * MINUTE;

export const landings = {
  approved: { status: 'completed' },
  rejected: { status: 'failed' },
  review: { status: 'requires_review' },
  canceled: { status: 'canceled' },
  expired: { status: 'expired' },
} as const satisfies SubjectRules['landings'];

export function movesUnder(readings: Readings): Record<Status, readonly Status[]> {
  return {
    created: ['requires_input', 'canceled', 'expired'],
    requires_input: ['in_progress', 'canceled', 'expired'],
    in_progress: ['completed', 'failed', 'requires_review', 'canceled', 'expired'],
    requires_review: readings['review-resolves'] === 'stays' ? [] : ['completed', 'failed'],
    completed: [],
    failed: [],
    canceled: [],
    expired: [],
  };
}

/** "verification.updated" stands in the table for any status transition; the terminal ones have their own event too. */
export function firesUnder(readings: Readings): (to: string) => readonly string[] {
  const own: Readonly<Record<string, string>> = {
    completed: 'verification.completed',
    failed: 'verification.failed',
    requires_review: 'verification.review_required',
    ...(readings['abort-events'] === 'failed-too' && {
      canceled: 'verification.failed',
      expired: 'verification.failed',
    }),
  };
  return (to) => {
    if (to === 'created') return ['verification.created'];
    const named = own[to];
    if (named === undefined) return ['verification.updated'];
    if (readings['terminal-emission'] === 'terminal-only') return [named];
    if (readings['terminal-emission'] === 'terminal-first') return [named, 'verification.updated'];
    return ['verification.updated', named];
  };
}

/** The status an event shows: its own outcome's, so that a late event still shows the state it was fired in. */
export function statusShown(type: string, outcome: Outcome, subject: Subject): string {
  if (type === 'verification.created') return 'created';
  const landed = (landings as SubjectRules['landings'])[outcome]?.status;
  if (landed !== undefined) return landed;
  if (!isOpen(subject.status)) return 'in_progress';
  // "updated" tells of a transition, and none leads to the first status.
  return subject.status === 'created' ? 'requires_input' : subject.status;
}

export function isOpen(status: string): boolean {
  return status === 'created' || status === 'requires_input' || status === 'in_progress';
}
