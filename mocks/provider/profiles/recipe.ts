// The provider as the recipe "Issue a KYC Credential on a Backend Event" shows it: one plain callback that carries the
// e-mail, the level and the time. It names Sumsub, Onfido and Jumio, none of which sends such a body, so everything about
// its delivery is assumed.
import { alphabets, type Behaviour, HOUR, MINUTE, type Profile, type Readings, SECOND } from '../profile.ts';
import { timestampedHex } from '../signing.ts';
import { clauses } from './recipe/clauses.ts';

export const recipe: Profile = {
  id: 'recipe',
  title: 'KYC-complete callback',
  // As its repository stood in April 2026; the recipe itself bears no date.
  revision: 'recipe@2026-04',
  docs: [
    {
      title: 'Issue a KYC Credential on a Backend Event',
      url: 'https://github.com/MocaNetwork/docs/blob/7378a44967883366088814d8d993a465c9f323b3/recipes/kyc-credential-on-event.mdx',
    },
  ],
  clauses,
  assumes: [
    {
      id: 'signature',
      about: 'The recipe checks no signature, and names none.',
      readings: {
        kyve: 'KYC-Signature: t=…,v1=…, an HMAC-SHA256 in hex over t.body, good for 300 seconds',
        none: 'nothing is signed',
      },
      chosen: 'kyve',
      why: 'An unsigned callback could be forged by anybody; the scheme is that of the kyve profile.',
    },
    {
      id: 'event-id-header',
      about: 'The recipe reads no event id, and its body has none.',
      readings: { kyve: 'KYC-Event-Id: evt_…, the same on every retry', none: 'no id at all' },
      chosen: 'kyve',
      why: 'Without one a retry cannot be told from a second event.',
    },
    {
      id: 'timestamp-renewal',
      about: 'The recipe knows no signature, so it does not say whether its timestamp is new on each retry.',
      readings: { renewed: 't is the time of the attempt', kept: 't is the time of the first attempt' },
      chosen: 'renewed',
      why: 'A kept t would fail the 300-second rule on every late retry.',
    },
    {
      id: 'secret-overlap',
      about: 'The recipe knows no secret, so it does not say what happens when one changes.',
      readings: {
        newest: 'signed with the newest secret alone',
        both: 'one v1 for each good secret, the newest first',
      },
      chosen: 'newest',
      why: 'As in the kyve profile.',
    },
    {
      id: 'timeout',
      about:
        'The recipe does not say how long the provider waits; its full flow polls for up to 17 minutes before it answers.',
      readings: { '10s': '10 seconds', '30s': '30 seconds' },
      chosen: '10s',
      why: 'As in the kyve profile.',
    },
    {
      id: 'ladder',
      about: 'The recipe does not say whether a callback is sent again.',
      readings: {
        stepped: '7 retries, 5m 15m 30m 1h 2h 6h 12h after the attempt before',
        doubling: '8 retries, each wait twice the one before, from 5m',
        none: 'one attempt',
      },
      chosen: 'stepped',
      why: 'As in the kyve profile.',
    },
    {
      id: 'answers',
      about:
        'The recipe answers 200, 400 without an e-mail and 500 on a fault; what the provider makes of them is not said.',
      readings: { '2xx-or-retry': 'anything but 2xx is retried', '4xx-ends': '4xx ends the delivery' },
      chosen: '2xx-or-retry',
      why: 'As in the kyve profile.',
    },
    {
      id: 'verified-at',
      about:
        'The handler reads verifiedAt and falls back to its own clock; the full flow never reads it. Its form is not shown.',
      readings: { iso: 'ISO 8601 in UTC, with milliseconds', 'left-out': 'not sent' },
      chosen: 'iso',
      why: 'The fallback of the recipe is new Date().toISOString().',
    },
    {
      id: 'event-name',
      about: 'The callback has no type; the path is the only name it has.',
      readings: { 'kyc.complete': 'called kyc.complete here; the name is never sent' },
      chosen: 'kyc.complete',
      why: 'After the path /webhooks/kyc-complete.',
    },
    {
      id: 'resend-closes',
      about: 'The recipe knows no sending again by hand.',
      readings: {
        closes: 'a resend that succeeds ends the automatic retries',
        'keeps-retrying': 'the automatic retries go on until one of them succeeds',
      },
      chosen: 'closes',
      why: 'As in the kyve profile.',
    },
  ],
  under,
};

const ladders: Readonly<Record<string, readonly number[]>> = {
  stepped: [5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR, 12 * HOUR],
  doubling: [5, 10, 20, 40, 80, 160, 320, 640].map((minutes) => minutes * MINUTE),
  none: [],
};

function under(readings: Readings): Behaviour {
  const only = 'kyc.complete';
  return {
    path: '/webhooks/kyc-complete',
    signing:
      readings.signature === 'none'
        ? null
        : timestampedHex({
            header: 'KYC-Signature',
            tolerance: 300,
            renews: readings['timestamp-renewal'] !== 'kept',
            overlap: readings['secret-overlap'] === 'both' ? 'both' : 'newest',
          }),
    delivery: {
      timeout: (readings.timeout === '30s' ? 30 : 10) * SECOND,
      first: [0, 0],
      retries: ladders[readings.ladder ?? ''] ?? [],
      verdict(status) {
        if (status >= 200 && status < 300) return 'delivered';
        return readings.answers === '4xx-ends' && status >= 400 && status < 500 ? 'rejected' : 'retry';
      },
      resendCloses: readings['resend-closes'] !== 'keeps-retrying',
    },
    events: [{ type: only, tells: 'the person has passed', documented: false, says: ['approved'] }],
    approval: only,
    subject: {
      kind: 'verification',
      // Never sent: the body names the person and nothing else.
      id: (random, key) => `verification-${random.text(12, alphabets.lower, 'verification', key)}`,
      initial: 'pending',
      moves: { pending: ['verified'], verified: [] },
      landings: { approved: { status: 'verified' } },
      fires: (to) => (to === 'verified' ? [only] : []),
      lifetime: null,
      fields: () => ({}),
      metadata: () => ({}),
    },
    eventId: (random, _time, key) => `evt_${random.text(24, alphabets.base62, 'event', key)}`,
    secret: (random, endpoint) => random.text(40, alphabets.base62, 'secret', endpoint),
    headers: ({ id }) => (readings['event-id-header'] === 'none' ? {} : { 'KYC-Event-Id': id }),
    envelope: (_event, object) => object,
    object: (event, subject) => ({
      userEmail: subject?.applicant.email ?? '',
      kycLevel: subject?.applicant.level ?? '',
      ...(readings['verified-at'] !== 'left-out' && { verifiedAt: new Date(event.created).toISOString() }),
    }),
    places: {
      id: readings['event-id-header'] === 'none' ? null : { header: 'KYC-Event-Id' },
      type: null,
      mode: null,
      made: 'verifiedAt',
      email: 'userEmail',
      level: 'kycLevel',
    },
    openMaps: [],
    plainHttp: () => true,
    earlier: { type: only, outcome: 'approved' },
    keys: () => [],
    api: null,
  };
}
