// Sumsub: a digest of the raw body and nothing else in the way of authenticity, a thin body, and the applicant by API.
import { alphabets, type Behaviour, type Profile, type Readings, SECOND } from '../profile.ts';
import { bareMac } from '../signing.ts';
import { createApi } from './sumsub/api.ts';
import { apiAssumptions, bodyAssumptions, deliveryAssumptions } from './sumsub/assumptions.ts';
import { bodyOf } from './sumsub/body.ts';
import { clauses } from './sumsub/clauses.ts';
import { events } from './sumsub/events.ts';
import { actionLadders, ladders } from './sumsub/ladders.ts';
import { fires, landings, moves } from './sumsub/review.ts';

const site = 'https://docs.sumsub.com';

export const sumsub: Profile = {
  id: 'sumsub',
  title: 'Sumsub',
  // The newest page read: the webhook manager.
  revision: 'sumsub@2026-10-08',
  docs: [
    { title: 'Webhooks', url: `${site}/docs/webhooks` },
    { title: 'Webhook manager', url: `${site}/docs/webhook-manager` },
    { title: 'Receive verification results', url: `${site}/docs/receive-verification-results` },
    { title: 'Get applicant data', url: `${site}/reference/get-applicant-data` },
    { title: 'Get applicant review status', url: `${site}/reference/get-applicant-review-status` },
    { title: 'Simulate review response in Sandbox', url: `${site}/reference/set-review-for-applicant-on-sandbox` },
    { title: 'Authentication', url: `${site}/reference/authentication` },
    {
      title: 'Official skills: webhook schema, lifecycle, verification example, API authentication',
      url: 'https://github.com/SUMSUB/agent-skills/tree/070922a',
    },
    {
      title: 'A captured body (third party), for the order of its keys',
      url: 'https://github.com/GaloyMoney/lana-bank',
    },
  ],
  clauses,
  assumes: [...deliveryAssumptions, ...bodyAssumptions, ...apiAssumptions],
  under,
};

function under(readings: Readings): Behaviour {
  const algorithm = (['sha1', 'sha512'] as const).find((each) => each === readings.algorithm) ?? 'sha256';
  return {
    path: '/webhooks/sumsub',
    signing: bareMac({
      header: 'x-payload-digest',
      algorithm,
      beside: { 'x-payload-digest-alg': `HMAC_${algorithm.toUpperCase()}_HEX` },
    }),
    delivery: {
      timeout: (readings.timeout === '5s' ? 5 : 10) * SECOND,
      first: [0, 0],
      retries: ladders[readings.ladder ?? ''] ?? [],
      ...(readings.ladder !== 'none' && { exceptions: actionLadders }),
      verdict: (status) => (isSuccess(status, readings) ? 'delivered' : 'retry'),
      resendCloses: readings['resend-closes'] !== 'keeps-retrying',
    },
    events,
    approval: 'applicantReviewed',
    subject: {
      kind: 'applicant',
      id: (random, key) => random.text(24, alphabets.hex, 'applicant', key),
      initial: 'init',
      moves,
      landings,
      fires,
      lifetime: null,
      fields: (random, key) => ({
        inspectionId: random.text(24, alphabets.hex, 'inspection', key),
        actionId: random.text(24, alphabets.hex, 'action', key),
        correlationId:
          readings['correlation-id'] === 'hex'
            ? random.text(32, alphabets.hex, 'correlation', key)
            : `req-${random.uuid('correlation', key)}`,
        reviewResult: null,
      }),
      metadata: () => ({}),
    },
    // Never sent: the body has no event id.
    eventId: (random, _time, key) => `event-${random.text(12, alphabets.lower, 'event', key)}`,
    secret: (random, endpoint) => random.text(32, alphabets.base62, 'secret', endpoint),
    headers: () => ({}),
    envelope: (_event, object) => object,
    object: (event, applicant) => bodyOf(event, applicant, readings),
    places: {
      id: null,
      type: 'type',
      mode: 'sandboxMode',
      made: 'createdAtMs',
      email: null,
      level: readings['level-name'] === 'sample' ? null : 'levelName',
    },
    openMaps: [],
    // "HTTPS, TLS 1.2 or newer" is for what the real one can reach.
    plainHttp: () => true,
    earlier: { type: 'applicantPending', outcome: 'pending' },
    keys: (random) =>
      [false, true].map((livemode) => {
        const mode = livemode ? 'prd' : 'sbx';
        return {
          value: `${mode}:${random.text(24, alphabets.base62, 'token', mode)}.${random.text(32, alphabets.base62, 'token tail', mode)}`,
          secret: random.text(32, alphabets.base62, 'token secret', mode),
          livemode,
          scopes: [],
        };
      }),
    api: createApi,
  };
}

function isSuccess(status: number, readings: Readings): boolean {
  return readings.answers === '200-only' ? status === 200 : status >= 200 && status < 300;
}
