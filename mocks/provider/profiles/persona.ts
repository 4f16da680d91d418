// Persona: an inquiry for each person, told of in JSON:API events under kebab keys, signed in whole sets of time and MAC.
import { alphabets, type Behaviour, type Profile, type Readings, SECOND } from '../profile.ts';
import { createApi } from './persona/api.ts';
import { assumptions } from './persona/assumptions.ts';
import { clauses } from './persona/clauses.ts';
import { envelope, events, fires, toEventObject } from './persona/events.ts';
import { drawFields, landings, moves } from './persona/inquiry.ts';
import { signatureUnder } from './persona/signature.ts';

const site = 'https://docs.withpersona.com';
const inquiry = 'data.attributes.payload.data.attributes';

export const persona: Profile = {
  id: 'persona',
  title: 'Persona',
  // The version of the API that the pages read are of.
  revision: 'persona@2025-12-08',
  docs: [
    { title: 'Webhooks (read in a copy)', url: `${site}/webhooks` },
    { title: 'Webhooks, best practices (read in a copy)', url: `${site}/webhooks-best-practices` },
    { title: 'Webhooks, quickstart (read in a copy)', url: `${site}/quickstart-webhooks` },
    { title: 'Events (read in a copy)', url: `${site}/events` },
    { title: 'Integration testing', url: `${site}/integration-testing` },
    { title: 'Perform simulate actions', url: `${site}/api-reference/inquiries/perform-simulate-actions` },
  ],
  clauses,
  assumes: assumptions,
  under,
};

/** "About 3, 64, 729, 4096, 15625, 46656 and 117649 seconds": from the second on the sixth powers of 2 to 7. */
const retries = [3, 64, 729, 4096, 15_625, 46_656, 117_649].map((seconds) => seconds * SECOND);

function under(readings: Readings): Behaviour {
  return {
    path: '/webhooks/persona',
    signing: signatureUnder(readings),
    delivery: {
      timeout: 5 * SECOND,
      first: [0, 0],
      retries,
      verdict: (status) => (successes[readings['success-set'] ?? '']?.(status) === true ? 'delivered' : 'retry'),
      // Disabling a webhook cancels the retries that are pending.
      endsWhenDisabled: true,
      resendCloses: readings['resend-closes'] === 'closes',
    },
    events,
    approval: 'inquiry.approved',
    subject: {
      kind: 'inquiry',
      id: (random, key) => `inq_${random.text(24, alphabets.base58, 'inquiry', key)}`,
      initial: 'created',
      moves,
      landings,
      fires,
      lifetime: null,
      fields: drawFields,
      metadata: ({ level }) => (readings['person-in-metadata'] === 'none' ? {} : { 'kyc-level': level }),
    },
    eventId: (random, _time, key) => `evt_${random.text(24, alphabets.base58, 'event', key)}`,
    secret: (random, endpoint) => `wbhsec_${random.text(32, alphabets.base62, 'secret', endpoint)}`,
    headers: (_event, { number, left, firstAt }) => ({
      'Content-Type': 'application/json; charset=utf-8',
      'Persona-Webhook-Attempts-Made': String(number),
      'Persona-Webhook-Attempts-Left': String(left),
      'Persona-Webhook-First-Attempted-At': String(Math.floor(firstAt / 1000)),
    }),
    envelope,
    object: toEventObject,
    places: {
      id: { body: 'data.id' },
      type: 'data.attributes.name',
      // Each environment has webhooks of its own.
      mode: null,
      made: 'data.attributes.created-at',
      decided: [`${inquiry}.decisioned-at`, `${inquiry}.completed-at`],
      email: `${inquiry}.fields.email-address.value`,
      level: `${inquiry}.fields.kyc-level.value`,
    },
    openMaps: [`${inquiry}.fields`],
    plainHttp: () => true,
    earlier: { type: 'inquiry.started', outcome: 'pending' },
    keys: (random) =>
      [false, true].map((livemode) => {
        const prefix = livemode ? 'persona_production_' : 'persona_sandbox_';
        return { value: `${prefix}${random.text(32, alphabets.lower, 'key', prefix)}`, livemode, scopes: [] };
      }),
    api: createApi,
  };
}

const successes: Readonly<Record<string, (status: number) => boolean>> = {
  four: (status) => [200, 201, 202, 204].includes(status),
  'any-2xx': (status) => status >= 200 && status < 300,
  '200-only': (status) => status === 200,
};
