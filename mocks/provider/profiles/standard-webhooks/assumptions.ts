// What the specification leaves to each sender, with Svix's choices as readings.
import { type Assumption, HOUR, MINUTE, SECOND } from '../../profile.ts';

export const ladders: Readonly<Record<string, readonly number[]>> = {
  example: [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR],
  svix: [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR],
};

export const assumptions: readonly Assumption[] = [
  {
    id: 'ladder',
    about: 'The specification gives an example of a schedule and recommends jitter; each sender has its own.',
    readings: {
      example: '9 retries, 5s 5m 30m 2h 5h 10h 14h 20h 24h: the last one 75h35m5s after the first attempt; no jitter',
      svix: '7 retries, 5s 5m 30m 2h 5h 10h 10h: the last one 27h35m5s after the first attempt; no jitter',
    },
    chosen: 'example',
    why: 'It is the specification’s own.',
  },
  {
    id: 'timeout',
    about: 'The specification recommends 15 to 30 seconds; Svix takes 15.',
    readings: { '15s': '15 seconds', '20s': '20 seconds', '30s': '30 seconds' },
    chosen: '15s',
    why: 'Who answers within the shortest is in time for the others.',
    bears: ['answering'],
  },
  {
    id: 'header-names',
    about:
      'The specification names webhook-id, webhook-timestamp and webhook-signature; Svix sends svix-… unless white-labelled.',
    readings: { webhook: 'webhook-id, -timestamp, -signature', svix: 'svix-id, -timestamp, -signature' },
    chosen: 'webhook',
    why: 'They are the specification’s own.',
    bears: ['forging', 'malforming', 'timing'],
  },
  {
    id: 'event-names',
    about: 'The specification recommends a type of names parted by full stops; which types there are is the sender’s.',
    readings: { kyc: 'kyc.pending, kyc.review, kyc.approved and kyc.rejected, made up here' },
    chosen: 'kyc',
    why: 'They say what a provider of this kind has to say. Define a provider of your own to name them otherwise.',
    bears: ['deciding'],
  },
  {
    id: 'person-in-metadata',
    about: 'The specification leaves what is inside data to the sender.',
    readings: {
      data: 'data has id, status, email, level and customer_id',
      none: 'data has id and status alone',
    },
    chosen: 'data',
    why: 'A receiver must learn from somewhere who has passed, and there is no API to ask.',
  },
  {
    id: 'resend-closes',
    about: 'The specification asks for a way to send again by hand and does not say what it does to pending retries.',
    readings: {
      closes: 'a resend that succeeds ends the automatic retries',
      'keeps-retrying': 'the automatic retries go on until one of them succeeds',
    },
    chosen: 'closes',
    why: 'A message that was received needs no retry.',
  },
];
