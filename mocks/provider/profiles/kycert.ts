// kycert: bureau runs on Brazilian CPFs and CNPJs. Its webhooks page is strict about 4xx and unclear about its own retry table.
import { alphabets, type Profile, type Readings, SECOND } from '../profile.ts';
import { createApi } from './kycert/api.ts';
import { apiAssumptions } from './kycert/api-assumptions.ts';
import { clauses } from './kycert/clauses.ts';
import { deliveryAssumptions } from './kycert/delivery-assumptions.ts';
import { customerEventsOn, envelope, eventsUnder, objectOf } from './kycert/events.ts';
import { builtInTemplates, impossibleCpf } from './kycert/fixtures.ts';
import { landingsUnder, movesUnder } from './kycert/result.ts';
import { resultAssumptions } from './kycert/result-assumptions.ts';
import { ladderUnder } from './kycert/retry-table.ts';
import { signatureUnder } from './kycert/signature.ts';

const site = 'https://docs.kycert.com.br';

export const kycert: Profile = {
  id: 'kycert',
  title: 'kycert',
  revision: 'kycert@2026-06',
  docs: [
    { title: 'Webhooks (copy of unknown date, code samples incomplete)', url: `${site}/api/webhooks` },
    { title: 'Bureau runs (copy of unknown date, POST only)', url: `${site}/api/endpoints/bureau-runs` },
    { title: 'Authentication (copy of unknown date)', url: `${site}/api/authentication` },
    { title: 'Errors (copy of unknown date, four rows of the code table)', url: `${site}/api/errors` },
    { title: 'Sandbox (copy of unknown date, CNPJ table incomplete)', url: `${site}/api/sandbox` },
    { title: 'Reports (copy of unknown date, bureau report only)', url: `${site}/api/endpoints/reports` },
    { title: 'Concepts (copy of unknown date)', url: `${site}/concepts` },
    { title: 'Bureau overview (copy of unknown date)', url: `${site}/bureau/overview` },
    { title: 'Bureau runs in the dashboard (copy of unknown date)', url: `${site}/bureau/runs` },
    { title: 'Bureau templates (copy of unknown date)', url: `${site}/bureau/templates` },
    { title: 'Customers in the dashboard (copy of unknown date)', url: `${site}/dashboard/customers` },
    { title: 'Product page on the API (marketing; yields to the rest)', url: 'https://kycert.com.br/produto/api' },
  ],
  clauses,
  assumes: [...deliveryAssumptions, ...resultAssumptions, ...apiAssumptions],
  under: (readings) => ({
    path: '/webhooks/kycert',
    signing: signatureUnder(readings),
    delivery: {
      ...rungs(readings),
      timeout: 30 * SECOND,
      verdict: (status) => verdict(status, readings),
      resendCloses: readings['resend-closes'] === 'yes',
    },
    events: eventsUnder(readings),
    approval: 'run.completed',
    subject: {
      kind: 'run',
      id: (random, key) => random.uuid('run', key),
      initial: 'queued',
      moves: movesUnder(readings),
      landings: landingsUnder(readings),
      fires: (to) => (to === 'queued' ? [] : to === 'failed' ? ['run.failed'] : ['run.completed']),
      lifetime: null,
      fields: (random, key) => ({
        template_id: builtInTemplates.pf,
        subject: { type: 'pf', doc: impossibleCpf(random.text(9, '0123456789', 'cpf', key)) },
        flags: { external_id: null },
      }),
      metadata: ({ email, level, customerId }) =>
        readings['person-in-metadata'] === 'none' ? {} : { email, kyc_level: level, customer_id: customerId },
    },
    eventId: (random, time, key) => `evt_${random.ulid(time, 'event', key)}`,
    // 32 characters of base64's alphabet, so that every key form can be read from them.
    secret: (random, endpoint) => `whsec_${random.text(32, alphabets.base62, 'secret', endpoint)}`,
    headers: () => ({}),
    envelope,
    object: (event, run) => objectOf(event, run, readings),
    places: {
      id: { body: 'id' },
      type: 'event',
      mode: 'livemode',
      made: 'created',
      decided: ['data.object.completed_at'],
      email: 'data.object.metadata.email',
      level: 'data.object.metadata.kyc_level',
    },
    openMaps: readings['result-keys'] === 'documented' ? [] : ['data.object.metadata'],
    plainHttp: (livemode) => !livemode,
    // A run has one event only, and is immutable once it has ended.
    earlier: customerEventsOn(readings) ? { type: 'customer.status_changed', outcome: 'pending' } : null,
    keys: (random) => [
      apiKey('sk_test_', random.text(32, alphabets.base62, 'api key', 'test'), allScopes),
      apiKey('sk_live_', random.text(32, alphabets.base62, 'api key', 'live'), allScopes),
      // One that may only read, so that a missing scope can be met.
      apiKey('sk_test_', random.text(32, alphabets.base62, 'api key', 'reader'), ['runs:read']),
    ],
    api: createApi,
  }),
};

const allScopes = ['runs:write', 'runs:read', 'detail:read'];

const apiKey = (prefix: string, tail: string, scopes: readonly string[]) => ({
  value: prefix + tail,
  livemode: prefix === 'sk_live_',
  scopes,
});

function rungs(readings: Readings) {
  const { first, retries } = ladderUnder(readings);
  return { first, retries };
}

/** "A 4xx tells kycert the event was rejected — retries stop immediately." */
function verdict(status: number, readings: Readings): 'delivered' | 'retry' | 'rejected' {
  if (status >= 200 && status < 300) return 'delivered';
  if (status === 408 || status === 429) return readings['answers-408-429'] === 'retry' ? 'retry' : 'rejected';
  if (status >= 300 && status < 400) return readings['answers-3xx'] === 'rejected' ? 'rejected' : 'retry';
  return status >= 400 && status < 500 ? 'rejected' : 'retry';
}
