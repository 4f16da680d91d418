// Kyve (kyve.dev): a session for each person, signed webhooks after Stripe's manner, and a REST API.

import { alphabets, type Behaviour, type Profile, type Readings, SECOND } from '../profile.ts';
import { timestampedHex } from '../signing.ts';
import { createApi } from './kyve/api.ts';
import { apiAssumptions } from './kyve/api-assumptions.ts';
import { billingObject } from './kyve/billing.ts';
import { clauses } from './kyve/clauses.ts';
import { eventsUnder } from './kyve/events.ts';
import { ladders } from './kyve/ladders.ts';
import { firesUnder, landings, lifetime, movesUnder } from './kyve/statuses.ts';
import { drawFields, idTail, objectOf } from './kyve/verification.ts';
import { deliveryAssumptions, eventAssumptions } from './kyve/webhook-assumptions.ts';

const pages = 'https://kyc-docs-dev.pages.dev/docs';

export const kyve: Profile = {
  id: 'kyve',
  title: 'Kyve',
  // The one version of the API that the documents name; they bear no date.
  revision: 'kyve@2025-01',
  docs: [
    { title: 'Webhooks', url: `${pages}/webhooks/` },
    { title: 'Sessions', url: `${pages}/sessions/` },
    { title: 'Authentication', url: `${pages}/auth/` },
    { title: 'Errors', url: `${pages}/errors/` },
    { title: 'Iframe', url: `${pages}/iframe/` },
    { title: 'Billing', url: `${pages}/billing/` },
  ],
  clauses,
  assumes: [...deliveryAssumptions, ...eventAssumptions, ...apiAssumptions],
  under,
};

function under(readings: Readings): Behaviour {
  return {
    path: '/webhooks/kyve',
    signing: timestampedHex({
      header: 'KYC-Signature',
      tolerance: 300,
      renews: readings['timestamp-renewal'] !== 'kept',
      overlap: readings['secret-overlap'] === 'both' ? 'both' : 'newest',
    }),
    delivery: {
      timeout: 10 * SECOND,
      first: readings['first-delivery'] === 'few-seconds' ? [SECOND, 5 * SECOND] : [0, 0],
      retries: ladders[readings.ladder ?? ''] ?? [],
      // "2xx within 10 seconds. Anything else is a retry."
      verdict: (status) => (status >= 200 && status < 300 ? 'delivered' : 'retry'),
      resendCloses: readings['resend-closes'] !== 'keeps-retrying',
    },
    events: eventsUnder(readings),
    approval: 'verification.completed',
    subject: {
      kind: 'session',
      id: (random, key) => `ses_${random.text(...idTail(readings), 'session', key)}`,
      initial: 'created',
      moves: movesUnder(readings),
      landings,
      fires: firesUnder(readings),
      lifetime: { after: lifetime, to: 'expired' },
      fields: drawFields,
      metadata: ({ email, level, customerId }) =>
        readings['person-in-metadata'] === 'none' ? {} : { email, kyc_level: level, customer_id: customerId },
    },
    eventId: (random, _time, key) => `evt_${random.text(...idTail(readings), 'event', key)}`,
    secret: (random, endpoint) =>
      readings['secret-format'] === 'whsec'
        ? `whsec_${random.text(32, alphabets.base62, 'secret', endpoint)}`
        : random.text(40, alphabets.base62, 'secret', endpoint),
    headers: ({ id }) => ({ 'KYC-Event-Id': id, 'User-Agent': 'KYC-Webhooks/1.0' }),
    envelope: ({ id, type, created, livemode }, object) => ({
      id,
      type,
      api_version: '2025-01',
      created: Math.floor(created / 1000),
      livemode,
      data: { object },
    }),
    object: (event, subject) =>
      subject === null || event.type.startsWith('billing.')
        ? billingObject(event, readings)
        : objectOf(event, subject, readings),
    places: {
      id: { body: 'id' },
      type: 'type',
      mode: 'livemode',
      made: 'created',
      email: 'data.object.metadata.email',
      level: 'data.object.metadata.kyc_level',
    },
    openMaps: ['data.object.metadata'],
    plainHttp: (livemode) =>
      readings['plain-http'] === 'always' || (readings['plain-http'] === 'test-only' && !livemode),
    earlier: { type: 'verification.updated', outcome: 'pending' },
    keys: (random) =>
      [false, true].map((livemode) => {
        const prefix = livemode ? 'ak_live_' : 'ak_test_';
        return { value: `${prefix}${random.text(32, alphabets.base62, 'key', prefix)}`, livemode, scopes: [] };
      }),
    api: createApi,
  };
}
