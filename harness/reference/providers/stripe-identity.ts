// Webhooks page of docs.stripe.com and the page on how Identity sessions work. The type of the event says more than the
// status: a session that requires input has either just begun or failed.
import type { Reading } from '../reading.ts';
import { fieldsSeal } from '../seal.ts';

const event = (name: string) => `identity.verification_session.${name}`;

export const stripeIdentity: Reading = {
  id: 'stripe-identity',
  seal: fieldsSeal('stripe-signature'),
  eventId: { body: 'id' },
  fields: ['id', 'object', 'api_version', 'created', 'data', 'livemode', 'pending_webhooks', 'request', 'type'],
  type: 'type',
  types: ['created', 'processing', 'verified', 'requires_input', 'canceled', 'redacted'].map(event),
  approval: event('verified'),
  standing: 'type',
  words: {
    [event('verified')]: 'approved',
    [event('requires_input')]: 'rejected',
    [event('canceled')]: 'rejected',
    [event('redacted')]: 'none',
  },
  about: 'data.object.id',
  live: { path: 'livemode', is: true },
  created: 'created',
  verifiedAt: null,
  email: 'data.object.provided_details.email',
  level: 'data.object.metadata.kyc_level',
};
