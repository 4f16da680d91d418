// Webhooks page and sessions page of kyve.dev.
import type { Reading } from '../reading.ts';
import { fieldsSeal } from '../seal.ts';

export const kyve: Reading = {
  id: 'kyve',
  seal: fieldsSeal('kyc-signature'),
  eventId: { body: 'id' },
  fields: ['id', 'type', 'api_version', 'created', 'livemode', 'data'],
  type: 'type',
  types: [
    'verification.created',
    'verification.updated',
    'verification.completed',
    'verification.failed',
    'verification.review_required',
    'billing.subscription.updated',
    'billing.wallet.updated',
    'billing.balance.low',
    'billing.balance.depleted',
  ],
  approval: 'verification.completed',
  standing: 'data.object.status',
  words: { completed: 'approved', failed: 'rejected', canceled: 'rejected', expired: 'rejected' },
  about: 'data.object.id',
  live: { path: 'livemode', is: true },
  created: 'created',
  verifiedAt: null,
  email: 'data.object.metadata.email',
  level: 'data.object.metadata.kyc_level',
};
