// Where Kyve's documents are silent or disagree about its webhooks.
import type { Assumption } from '../../profile.ts';
import { ladderReadings } from './ladders.ts';

export const deliveryAssumptions: readonly Assumption[] = [
  {
    id: 'ladder',
    about:
      'The webhooks page says "Exponential backoff up to 24 hours"; base, factor, jitter and number of retries are published nowhere.',
    readings: ladderReadings,
    chosen: 'stepped',
    why: 'A common published ladder of the same kind that ends inside 24 hours.',
  },
  {
    id: 'timestamp-renewal',
    about: 'Whether t is new on each retry is not said on the webhooks page.',
    readings: {
      renewed: 't is the time of the attempt, and the signature is made anew',
      kept: 't is the time of the first attempt: late retries fail the 300-second rule',
    },
    chosen: 'renewed',
    why: 'Retries go on for hours and receivers must refuse a t more than 300 seconds off: a kept t could never be accepted.',
  },
  {
    id: 'secret-format',
    about: 'No document shows a webhook secret; the sample on the webhooks page uses it as it is, as a string.',
    readings: {
      plain: '40 letters and digits',
      whsec: 'whsec_ and 32 letters and digits, all of it the key',
    },
    chosen: 'plain',
    why: 'No prefix is written anywhere, so none is made up.',
  },
  {
    id: 'secret-overlap',
    about: 'Changing a secret is described nowhere.',
    readings: {
      newest: 'signed with the newest secret alone',
      both: 'one v1 for each good secret, the newest first',
    },
    chosen: 'newest',
    why: 'The header is published with a single v1, and the published sample keeps only the last of several.',
  },
  {
    id: 'first-delivery',
    about: 'How soon after an event its first delivery is sent is not said; webhooks are called "instant".',
    readings: { 'at-once': 'at the same instant', 'few-seconds': '1 to 5 seconds after the session was made' },
    chosen: 'at-once',
    why: '"Instant" is the only word there is.',
  },
  {
    id: 'resend-closes',
    about: 'Sending again by hand is described nowhere.',
    readings: {
      closes: 'a resend that succeeds ends the automatic retries',
      'keeps-retrying': 'the automatic retries go on until one of them succeeds',
    },
    chosen: 'closes',
    why: 'An event that has been taken needs no further retry.',
  },
  {
    id: 'plain-http',
    about: 'Which URLs an endpoint may have is not said, in either mode.',
    readings: {
      always: 'http and https in both modes',
      'test-only': 'http in test mode, https alone in live mode',
      never: 'https alone',
    },
    chosen: 'always',
    why: 'No rule is published, so none is enforced.',
  },
];

export const eventAssumptions: readonly Assumption[] = [
  {
    id: 'terminal-emission',
    about:
      'By the table of the webhooks page "any status transition" fires verification.updated, so an end would fire two events; neither that nor their order is written out.',
    readings: {
      both: 'verification.updated, then the event of its own',
      'terminal-first': 'the event of its own, then verification.updated',
      'terminal-only': 'the event of its own alone',
    },
    chosen: 'both',
    why: 'It is what the table says when taken at its word.',
  },
  {
    id: 'abort-events',
    about: 'There is no event for canceled or expired; whether "terminal failure" covers them is not said.',
    readings: {
      'updated-only': 'verification.updated alone',
      'failed-too': 'verification.failed as well, as for any other end',
    },
    chosen: 'updated-only',
    why: 'The sessions page keeps failed, canceled and expired apart.',
  },
  {
    id: 'balance-events',
    about:
      'billing.balance.low and billing.balance.depleted are named on the billing page only; the table of the webhooks page leaves them out.',
    readings: { offered: 'both can be sent', 'left-out': 'there are seven event types' },
    chosen: 'offered',
    why: 'The table is headed "MVP"; the billing page promises them.',
  },
  {
    id: 'review-resolves',
    about: 'The sessions page draws requires_review among the last statuses, yet a review must come to an end.',
    readings: { resolves: 'it becomes completed or failed', stays: 'nothing follows it' },
    chosen: 'resolves',
    why: 'It stands for a manual review by the team, which decides something.',
  },
  {
    id: 'verification-object',
    about:
      'data.object is "the full resource at the time the event fired", but no field of it is published, nor the names of the checks, of the fields taken from the ID and of the pictures.',
    readings: {
      full: 'what the API reads, without media: links of 15 minutes would be dead in a retry',
      bare: 'id, status and metadata',
    },
    chosen: 'full',
    why: '"Full resource".',
  },
  {
    id: 'verification-id',
    about: 'Whether a verification is the session or has an id of its own, and under which prefix, is not published.',
    readings: { session: 'one id, ses_…', own: 'ver_… beside session_id' },
    chosen: 'session',
    why: 'ses_ is the only prefix in the documents.',
  },
  {
    id: 'id-tail',
    about: 'What follows ses_ and evt_ is not published.',
    readings: { long: '24 letters and digits', short: '12 small letters and digits, like the sample tpl_abc123def456' },
    chosen: 'long',
    why: 'Ids of this kind are usually long; receivers must take them as they come.',
  },
  {
    id: 'billing-object',
    about:
      'The payload of the billing events, the answers of the billing reads and the threshold of billing.balance.low are not published.',
    readings: { decimals: 'amounts as text, "1.40"', cents: 'amounts as whole hundredths, 140' },
    chosen: 'decimals',
    why: 'The billing page writes prices that way.',
  },
  {
    id: 'person-in-metadata',
    about:
      'How a receiver learns whom an event is about is not published; metadata with a customer_id is the only sample.',
    readings: {
      metadata: 'metadata holds email, kyc_level and customer_id, as the integrator gave them at the making',
      none: 'metadata holds nothing of the person',
    },
    chosen: 'metadata',
    why: 'Metadata is where an integrator can put what it needs back.',
  },
];
