// Webhooks, best practices and events pages of docs.withpersona.com. A header may hold two whole sets, parted by a space.
import type { Reading } from '../reading.ts';
import { fieldsSeal } from '../seal.ts';

const inquiry = 'data.attributes.payload.data.attributes';

export const persona: Reading = {
  id: 'persona',
  seal: fieldsSeal('persona-signature', /[, ]+/),
  eventId: { body: 'data.id' },
  fields: ['data'],
  type: 'data.attributes.name',
  types: [
    'inquiry.created',
    'inquiry.started',
    'inquiry.completed',
    'inquiry.failed',
    'inquiry.expired',
    'inquiry.marked-for-review',
    'inquiry.approved',
    'inquiry.declined',
  ],
  approval: 'inquiry.approved',
  standing: `${inquiry}.status`,
  words: { approved: 'approved', declined: 'rejected', failed: 'rejected', expired: 'rejected' },
  about: 'data.attributes.payload.data.id',
  // Sandbox and production have webhooks, and secrets, of their own.
  live: null,
  created: 'data.attributes.created-at',
  verifiedAt: `${inquiry}.decisioned-at`,
  email: `${inquiry}.fields.email-address.value`,
  level: `${inquiry}.fields.kyc-level.value`,
};
