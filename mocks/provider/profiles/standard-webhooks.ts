// Standard Webhooks 1.0.0, for providers that follow it: the specification fixes headers, signature and how answers are
// taken; the payload is the sender's own, so everything in it is assumed.
import { alphabets, type Behaviour, type Profile, type Readings, SECOND } from '../profile.ts';
import { standardWebhook } from '../signing.ts';
import { assumptions, ladders } from './standard-webhooks/assumptions.ts';
import { clauses } from './standard-webhooks/clauses.ts';
import { envelope, events, landings, moves, toData } from './standard-webhooks/payload.ts';

export const standardWebhooks: Profile = {
  id: 'standard-webhooks',
  title: 'Standard Webhooks',
  revision: 'standard-webhooks@1.0.0',
  docs: [
    {
      title: 'Standard Webhooks, specification',
      url: 'https://github.com/standard-webhooks/standard-webhooks/blob/b2fa7b8/spec/standard-webhooks.md',
    },
    { title: 'Svix, retries (for the readings called svix)', url: 'https://docs.svix.com/retries' },
    {
      title: 'Svix, verifying by hand (for the readings called svix)',
      url: 'https://docs.svix.com/receiving/verifying-payloads/how-manual',
    },
  ],
  clauses,
  assumes: assumptions,
  under,
};

function under(readings: Readings): Behaviour {
  const prefix = readings['header-names'] === 'svix' ? 'svix' : 'webhook';
  return {
    path: '/webhooks/standard',
    signing: standardWebhook({ prefix }),
    delivery: {
      timeout: Number.parseInt(readings.timeout ?? '', 10) * SECOND,
      first: [0, 0],
      retries: ladders[readings.ladder ?? ''] ?? [],
      verdict(status) {
        if (status >= 200 && status < 300) return 'delivered';
        return status === 410 ? 'disable' : 'retry';
      },
      heedsRetryAfter: true,
      endsWhenDisabled: true,
      resendCloses: readings['resend-closes'] === 'closes',
    },
    events,
    approval: 'kyc.approved',
    subject: {
      kind: 'verification',
      id: (random, key) => `ver_${random.text(24, alphabets.base62, 'verification', key)}`,
      initial: 'pending',
      moves,
      landings,
      fires: (to) => [`kyc.${to}`],
      lifetime: null,
      fields: () => ({}),
      metadata: () => ({}),
    },
    // The same on every retry, and without a full stop, which parts what is signed.
    eventId: (random, _time, key) => `msg_${random.text(27, alphabets.base62, 'message', key)}`,
    // 24 bytes, the fewest that are allowed: 32 letters of base64.
    secret: (random, endpoint) => `whsec_${random.bytes('secret', endpoint).subarray(0, 24).toString('base64')}`,
    headers: () => ({}),
    envelope,
    object: (event, verification) => toData(event, verification, readings),
    places: {
      id: { header: `${prefix}-id` },
      type: 'type',
      mode: null,
      made: 'timestamp',
      email: readings['person-in-metadata'] === 'none' ? null : 'data.email',
      level: readings['person-in-metadata'] === 'none' ? null : 'data.level',
    },
    openMaps: ['data'],
    plainHttp: () => true,
    earlier: { type: 'kyc.pending', outcome: 'pending' },
    keys: () => [],
    api: null,
  };
}
