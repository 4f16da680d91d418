// Stripe Identity: a verification session for each person, told of in Stripe's ordinary events, signed as Stripe signs.
import { alphabets, type Behaviour, type Profile, type Readings, SECOND } from '../profile.ts';
import { createApi } from './stripe-identity/api.ts';
import { assumptions, ladders } from './stripe-identity/assumptions.ts';
import { clauses } from './stripe-identity/clauses.ts';
import { envelopeUnder, events, fires } from './stripe-identity/events.ts';
import { drawFields, landings, moves, toEventObject } from './stripe-identity/session.ts';
import { signatureUnder } from './stripe-identity/signature.ts';

const site = 'https://docs.stripe.com';

export const stripeIdentity: Profile = {
  id: 'stripe-identity',
  title: 'Stripe Identity',
  // The newest of the copies of the webhooks page that were read; stripe-node of the same month.
  revision: 'stripe-identity@2026-08',
  docs: [
    { title: 'Receive Stripe events in your webhook endpoint (read in copies)', url: `${site}/webhooks` },
    { title: 'How Identity sessions work', url: `${site}/identity/how-sessions-work` },
    { title: 'The VerificationSession object', url: `${site}/api/identity/verification_sessions/object` },
    { title: 'VerificationSessions API', url: `${site}/api/identity/verification_sessions` },
    {
      title: 'stripe-node, src/Webhooks.ts: how the signature is checked',
      url: 'https://github.com/stripe/stripe-node/blob/6639421/src/Webhooks.ts',
    },
  ],
  clauses,
  assumes: assumptions,
  under,
};

function under(readings: Readings): Behaviour {
  return {
    path: '/webhooks/stripe',
    signing: signatureUnder(readings),
    delivery: {
      timeout: Number.parseInt(readings.timeout ?? '', 10) * SECOND,
      first: [0, 0],
      retries: ladders[readings.ladder ?? ''] ?? [],
      // Redirects are failures and not followed; a 4xx is retried like any other, and 410 means nothing more.
      verdict: (status) => (status >= 200 && status < 300 ? 'delivered' : 'retry'),
      // "An endpoint disabled at retry time": that event is not retried further.
      endsWhenDisabled: true,
      // A resend by hand does not stop the automatic retries, even when it gets a 2xx.
      resendCloses: false,
    },
    events,
    approval: 'identity.verification_session.verified',
    subject: {
      kind: 'verification session',
      id: (random, key) => `vs_${random.text(24, alphabets.base62, 'session', key)}`,
      initial: 'created',
      moves,
      landings,
      fires,
      lifetime: null,
      fields: drawFields,
      metadata: ({ level, customerId }) =>
        readings['person-in-metadata'] === 'none' ? {} : { kyc_level: level, customer_id: customerId },
    },
    eventId: (random, _time, key) => `evt_${random.text(24, alphabets.base62, 'event', key)}`,
    secret: (random, endpoint) => `whsec_${random.text(32, alphabets.base62, 'secret', endpoint)}`,
    headers: () => ({ 'Content-Type': 'application/json; charset=utf-8' }),
    envelope: envelopeUnder(readings),
    object: toEventObject,
    places: {
      id: { body: 'id' },
      type: 'type',
      mode: 'livemode',
      made: 'created',
      email: 'data.object.provided_details.email',
      level: 'data.object.metadata.kyc_level',
    },
    openMaps: ['data.object.metadata'],
    // HTTPS is required in live mode.
    plainHttp: (livemode) => !livemode,
    earlier: { type: 'identity.verification_session.processing', outcome: 'pending' },
    keys: (random) =>
      [false, true].map((livemode) => {
        const prefix = livemode ? 'sk_live_' : 'sk_test_';
        return { value: `${prefix}${random.text(24, alphabets.base62, 'key', prefix)}`, livemode, scopes: [] };
      }),
    api: createApi,
  };
}
