// The inquiry: how its status moves and how it looks as a JSON:API resource.
import { alphabets, type JsonObject, type Subject, type SubjectRules } from '../../profile.ts';

const decisions = ['approved', 'declined', 'needs_review'];

export const moves: SubjectRules['moves'] = {
  created: ['pending', 'expired'],
  pending: ['completed', 'failed', 'expired', ...decisions],
  completed: decisions,
  needs_review: ['approved', 'declined'],
  failed: [],
  expired: [],
  approved: [],
  declined: [],
};

export const landings: SubjectRules['landings'] = {
  approved: { status: 'approved' },
  rejected: { status: 'declined' },
  review: { status: 'needs_review' },
  failed: { status: 'failed' },
  expired: { status: 'expired' },
};

export const drawFields: SubjectRules['fields'] = (random, key) => ({
  'reference-id': null,
  account: `act_${random.text(24, alphabets.base58, 'account', key)}`,
});

export function toResource(inquiry: Subject, status: string): JsonObject {
  const { id, applicant, createdAt, movedAt, metadata, fields } = inquiry;
  const moved = iso(movedAt);
  const at = (...statuses: readonly string[]) => (statuses.includes(status) ? moved : null);
  return {
    type: 'inquiry',
    id,
    attributes: {
      status,
      'reference-id': fields['reference-id'] ?? null,
      note: null,
      tags: [],
      'created-at': iso(createdAt),
      'updated-at': moved,
      'started-at': status === 'created' ? null : iso(createdAt),
      'completed-at': at('completed', 'approved', 'declined', 'needs_review'),
      'failed-at': at('failed'),
      'marked-for-review-at': at('needs_review'),
      'decisioned-at': at('approved', 'declined'),
      'expired-at': at('expired'),
      'redacted-at': null,
      fields: {
        'name-full': { type: 'string', value: applicant.name },
        'email-address': { type: 'string', value: applicant.email },
        ...Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key, { type: 'string', value }])),
      },
    },
    relationships: {
      account: { data: { type: 'account', id: fields.account ?? null } },
      reports: { data: [] },
      verifications: { data: [] },
    },
  };
}

export function iso(time: number): string {
  return new Date(time).toISOString();
}
