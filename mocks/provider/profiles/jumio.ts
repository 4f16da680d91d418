// Jumio (KYX): a callback that nobody signs and that says next to nothing. What is true stands in the retrieval API.
import { alphabets, type Behaviour, HOUR, MINUTE, type Profile, type Readings, SECOND } from '../profile.ts';
import { createApi } from './jumio/api.ts';
import { assumptions } from './jumio/assumptions.ts';
import { clauses } from './jumio/clauses.ts';
import { callback, events, firesUnder, landings, moves } from './jumio/workflow.ts';

const site = 'https://documentation.jumio.ai/docs/developer-resources';

export const jumio: Profile = {
  id: 'jumio',
  title: 'Jumio',
  // As its pages stood in November 2026; they bear no date.
  revision: 'jumio@kyx-2026-11',
  docs: [
    { title: 'Callback integration', url: `${site}/callback` },
    {
      title: 'Callback, with the source addresses',
      url: 'https://docs.jumio.com/production/Content/Integration/Callback.htm',
    },
    { title: 'View or retrieve workflow transactions', url: `${site}/retrieval` },
    { title: 'Retrieval API', url: 'https://documentation.jumio.ai/developer-resources/api/retrieval' },
    { title: 'Authorization', url: `${site}/API/authorization` },
  ],
  clauses,
  assumes: assumptions,
  under,
};

const ladders: Readonly<Record<string, readonly number[]>> = {
  stepped: [5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR, 12 * HOUR],
  none: [],
};

function under(readings: Readings): Behaviour {
  return {
    path: '/webhooks/jumio',
    signing: null,
    delivery: {
      timeout: (readings.timeout === '5s' ? 5 : 10) * SECOND,
      first: [0, 0],
      retries: ladders[readings.ladder ?? ''] ?? [],
      verdict: (status) => (isSuccess(status, readings) ? 'delivered' : 'retry'),
      resendCloses: readings['resend-closes'] !== 'keeps-retrying',
    },
    events,
    approval: 'PROCESSED',
    subject: {
      kind: 'workflow execution',
      id: (random, key) => random.uuid('workflow', key),
      initial: 'INITIATED',
      moves,
      landings,
      fires: firesUnder(readings),
      lifetime: null,
      fields: (random, key) => ({
        account: random.uuid('account', key),
        // Of the documented sample.
        definitionKey: '10011',
        decision: null,
      }),
      metadata: () => ({}),
    },
    // Never sent: a callback has no id.
    eventId: (random, _time, key) => `event-${random.text(12, alphabets.lower, 'event', key)}`,
    // Drawn for endpoints, used by nobody.
    secret: (random, endpoint) => random.text(32, alphabets.base62, 'secret', endpoint),
    headers: () => ({}),
    envelope: (_event, object) => object,
    object: (event, workflow) => callback(event, workflow, readings),
    places: {
      id: null,
      type: 'workflowExecution.status',
      mode: null,
      made: 'callbackSentAt',
      // userReference may hold it, but nobody vouches for what a callback says.
      email: null,
      level: null,
    },
    openMaps: [],
    // "HTTPS only, no bare addresses, no ports" is for what the real one can reach.
    plainHttp: () => true,
    earlier: { type: 'ACQUIRED', outcome: 'pending' },
    keys: (random) =>
      [false, true].map((livemode) => ({
        value: random.text(26, alphabets.lower, 'client id', String(livemode)),
        secret: random.text(40, alphabets.base62, 'client secret', String(livemode)),
        livemode,
        scopes: [],
      })),
    api: createApi,
  };
}

function isSuccess(status: number, readings: Readings): boolean {
  return readings.answers === '200-only' ? status === 200 : status >= 200 && status < 300;
}
