// Veriff: a signature over the raw body alone under two families of header names, and decisions as codes.
import { alphabets, type Behaviour, HOUR, type Profile, type Readings, SECOND } from '../profile.ts';
import { bareMac, type Signing } from '../signing.ts';
import { createApi } from './veriff/api.ts';
import { apiAssumptions, bodyAssumptions, deliveryAssumptions } from './veriff/assumptions.ts';
import { bodyOf } from './veriff/body.ts';
import { clauses } from './veriff/clauses.ts';
import { events, fires, landings, moves } from './veriff/statuses.ts';

const site = 'https://devdocs.veriff.com';

export const veriff: Profile = {
  id: 'veriff',
  title: 'Veriff',
  // The newest page read: HMAC authentication and endpoint security.
  revision: 'veriff@2026-05-22',
  docs: [
    { title: 'Webhooks guide', url: `${site}/docs/webhooks-guide` },
    {
      title: 'HMAC authentication and endpoint security',
      url: `${site}/docs/hmac-authentication-and-endpoint-security`,
    },
    { title: 'Decision webhook', url: `${site}/docs/decision-webhook` },
    { title: 'Event webhook', url: `${site}/docs/event-webhook` },
    { title: 'Session status codes', url: `${site}/docs/verification-session-status-codes-table` },
    { title: 'GET /v1/sessions/{id}/decision', url: `${site}/apidocs/v1sessionsiddecision-1` },
    {
      title: 'Credentials and authorization codes',
      url: `${site}/docs/credentials-and-authorization-codes-table`,
    },
    {
      title: 'Help centre: how a decision is communicated',
      url: 'https://help.veriff.com/en/articles/3250261-how-long-does-it-take-for-veriff-to-communicate-a-decision',
    },
    { title: 'Official demo', url: 'https://github.com/Veriff/js-integration-demo/tree/5c168d4' },
  ],
  clauses,
  assumes: [...deliveryAssumptions, ...bodyAssumptions, ...apiAssumptions],
  under,
};

const retries: Readonly<Record<string, number>> = { hourly: 168, 'first-day': 24, none: 0 };
const prefixes: Readonly<Record<string, 'x' | 'vrf'>> = { vrf: 'vrf' };

function under(readings: Readings): Behaviour {
  const prefix = prefixes[readings['header-names'] ?? ''] ?? 'x';
  return {
    path: '/webhooks/veriff',
    signing: signingUnder(prefix, readings),
    delivery: {
      timeout: (readings.timeout === '10s' ? 10 : 5) * SECOND,
      first: [0, 0],
      retries: Array.from({ length: retries[readings.ladder ?? ''] ?? 0 }, () => HOUR),
      verdict: (status) => (isSuccess(status, readings) ? 'delivered' : 'retry'),
      resendCloses: readings['resend-closes'] !== 'keeps-retrying',
    },
    events,
    approval: 'decision',
    subject: {
      kind: 'session',
      id: (random, key) => random.uuid('session', key),
      initial: 'created',
      moves,
      landings,
      fires,
      // "The session will expire 7 days after having been created".
      lifetime: { after: 7 * 24 * HOUR, to: 'expired' },
      fields: (random, key) => ({
        attemptId: random.uuid('attempt', key),
        endUserId: random.uuid('end user', key),
        document: `B${random.text(7, '0123456789', 'document', key)}`,
        reason: null,
        reasonCode: null,
      }),
      metadata: () => ({}),
    },
    // Never sent: no body has an event id.
    eventId: (random, _time, key) => `event-${random.text(12, alphabets.lower, 'event', key)}`,
    secret: (random, endpoint) => random.uuid('secret', endpoint),
    headers: (_event, { key }) => ({
      [`${prefix}-auth-client`]: key,
      ...(readings['header-names'] !== 'x' && { 'vrf-integration-id': key }),
    }),
    envelope: (_event, object) => object,
    object: (event, session) => bodyOf(event, session, readings),
    places: { id: null, type: null, mode: null, made: 'verification.decisionTime', email: null, level: null },
    openMaps: [],
    // "HTTPS, no custom ports" is for what the real one can reach.
    plainHttp: () => true,
    earlier: { type: 'session.submitted', outcome: 'pending' },
    keys: (random) =>
      [false, true].map((livemode) => ({
        value: random.uuid('api key', String(livemode)),
        // One secret for calls and for webhooks: that of the first endpoint.
        secret: random.uuid('secret', 'endpoint-1'),
        livemode,
        scopes: [],
      })),
    api: createApi,
  };
}

function signingUnder(prefix: string, readings: Readings): Signing {
  const signing = bareMac({ header: `${prefix}-hmac-signature` });
  if (readings['signature-case'] !== 'upper') return signing;
  return { ...signing, parts: (_t, macs) => macs.map((mac) => ({ name: 'mac', value: mac.toUpperCase() })) };
}

function isSuccess(status: number, readings: Readings): boolean {
  return readings.answers === '2xx' ? status >= 200 && status < 300 : status === 200;
}
