// What Stripe does not publish.
import { type Assumption, HOUR, MINUTE } from '../../profile.ts';

export const ladders: Readonly<Record<string, readonly number[]>> = {
  sandbox: [10 * MINUTE, HOUR, 2 * HOUR],
  live: [5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 20 * HOUR, 34 * HOUR],
  'once-more': [HOUR],
};

export const assumptions: readonly Assumption[] = [
  {
    id: 'ladder',
    about:
      'The webhooks page says: live up to three days with exponential back-off, in a sandbox three retries over a few hours. No interval is published.',
    readings: {
      sandbox: '3 retries, 10m 1h 2h after the attempt before: the last one 3h10m after the first attempt',
      live: '7 retries, growing from 5m to 34h: the last one 2d23h35m after the first attempt',
      'once-more': 'one retry after an hour',
    },
    chosen: 'sandbox',
    why: 'Events here are test events unless live ones are asked for; the waits are made up within the few hours.',
  },
  {
    id: 'timeout',
    about: 'The webhooks page knows attempts that timed out, but publishes no number of seconds.',
    readings: { '10s': '10 seconds', '20s': '20 seconds', '30s': '30 seconds' },
    chosen: '10s',
    why: 'Who answers within the shortest is in time for the others.',
  },
  {
    id: 'fake-signature',
    about: 'The webhooks page says that test events bear an additional fake v0; what stands in it is not published.',
    readings: {
      hash: 'a v0 of 64 hex characters after the v1, on test events only',
      'left-out': 'no v0',
    },
    chosen: 'hash',
    why: 'A receiver must ignore every scheme that is not v1, whatever its value.',
  },
  {
    id: 'person-in-metadata',
    about:
      'Stripe carries metadata from the session to its events; what an integrator puts there is the integrator’s. The e-mail has a field of its own, provided_details.email.',
    readings: {
      metadata: 'metadata has kyc_level and customer_id',
      none: 'metadata is empty: the event names no level',
    },
    chosen: 'metadata',
    why: 'The recipe wants a level in the credential, and metadata is where a session can bring one along.',
  },
  {
    id: 'api-version',
    about: 'An event is written in the version of the account or the endpoint that it goes to.',
    readings: { '2025-09-30.clover': 'api_version is 2025-09-30.clover' },
    chosen: '2025-09-30.clover',
    why: 'Any version is a reading; the envelope is the same in all of them.',
    free: /^\d{4}-\d{2}-\d{2}(?:\.[a-z]+)?$/,
  },
  {
    id: 'error-words',
    about: 'The shape of API errors is documented (error.type, message, code, param); these messages are not.',
    readings: { ours: 'the documented shape with messages of our own' },
    chosen: 'ours',
    why: 'A receiver that reads error messages is not what is tested here.',
  },
];
