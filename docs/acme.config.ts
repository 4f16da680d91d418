// doubleact.config.ts: a provider that doubleact does not know, in one file.
import { defineProvider, standardWebhook } from 'doubleact';

const acme = defineProvider({
  id: 'acme-kyc',
  title: 'Acme KYC',
  revision: 'acme-kyc@2026-11',
  docs: [{ title: 'Acme webhooks', url: 'https://docs.acme.example/webhooks' }],

  // webhook-id, webhook-timestamp, webhook-signature; or timestampedHex(), bareMac(), null, or a Signing of your own.
  signing: standardWebhook({}),
  secret: (random, endpoint) => `whsec_${random.bytes(endpoint).subarray(0, 24).toString('base64')}`,
  delivery: {
    timeout: '8s',
    retries: ['1m', '10m', '1h', '6h', '24h'],
    heedsRetryAfter: true,
    verdict: (status) => (status === 410 ? 'disable' : status >= 200 && status < 300 ? 'delivered' : 'retry'),
  },

  events: [
    { type: 'person.started', says: ['pending'] },
    { type: 'person.passed', says: ['approved'], tells: 'the person has passed every check' },
    { type: 'person.failed', says: ['rejected'] },
  ],
  body: ({ type, created, livemode }, subject, readings) => ({
    type,
    timestamp: new Date(created).toISOString(),
    environment: livemode ? 'production' : 'sandbox',
    person: {
      id: subject?.id ?? null,
      email: subject?.applicant.email ?? null,
      ...(readings['level-in-body'] === 'sent' && { level: subject?.applicant.level ?? null }),
    },
  }),
  // Where that body says it: checks and scenarios read here, and what is left out they do not ask for.
  places: {
    id: { header: 'webhook-id' },
    type: 'type',
    mode: 'environment',
    made: 'timestamp',
    email: 'person.email',
    level: 'person.level',
  },

  // What the documents say, by topic; checks cite it.
  clauses: {
    answering: 'Acme webhooks: answer 2xx within 8 seconds',
    deduping: 'Acme webhooks: the same webhook-id may come more than once',
  },
  // What they do not say: named, with its readings, and switched with --assume level-in-body=left-out.
  assumes: [
    {
      id: 'level-in-body',
      about: 'The page shows a level in one sample and none in another.',
      readings: { sent: 'person.level is sent', 'left-out': 'it is not' },
      chosen: 'sent',
      why: 'The sample with a level is the newer one.',
    },
  ],
});

export default { provider: 'acme-kyc', providers: [acme] };
