// What the webhooks page leaves open about deliveries: who signs how, how often, and what an answer means.
import type { Assumption } from '../../profile.ts';

export const deliveryAssumptions: readonly Assumption[] = [
  {
    id: 'signature-header',
    about:
      'The copy of the webhooks page lacks the step that names the signature header; it only has a v1 to compare with.',
    readings: { 'Kycert-Signature': 'the header is called Kycert-Signature' },
    chosen: 'Kycert-Signature',
    why: "The usual form of a t/v1 header is the provider's name and -Signature. Any other header name is a reading too.",
    free: /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/,
  },
  {
    id: 'signed-string',
    about:
      'The webhooks page checks a timestamp and a v1, but the text of the step that builds the signed string was not seen.',
    readings: {
      't.body': 'the timestamp, a full stop and the raw body are signed',
      body: 'the raw body alone is signed',
    },
    chosen: 't.body',
    why: 'A timestamp that is checked against replay is worth nothing unless it is signed, and t/v1 headers sign t.body.',
  },
  {
    id: 'signature-encoding',
    about: 'The webhooks page says HMAC-SHA256; whether v1 is hex or base64 was not seen.',
    readings: { hex: 'v1 is lower-case hex', base64: 'v1 is base64' },
    chosen: 'hex',
    why: 'Headers of the t/v1 form carry hex.',
  },
  {
    id: 'key-form',
    about: 'The webhooks page gives secrets the prefix whsec_, but not whether the prefix is part of the key.',
    readings: {
      whole: 'the whole secret, prefix included, is the key',
      'after-prefix': 'the text after whsec_ is the key',
      'base64-after-prefix': 'the text after whsec_ is base64 of the key',
    },
    chosen: 'whole',
    why: 'Headers of the t/v1 form use the secret as it is shown.',
  },
  {
    id: 'timestamp-renewal',
    about:
      'The webhooks page rejects timestamps older than 5 minutes and retries for about a day, but does not say that a retry is signed anew.',
    readings: {
      renewed: 'each attempt has its own timestamp and signature',
      kept: 'every attempt repeats the first timestamp and signature',
    },
    chosen: 'renewed',
    why: 'The first retry comes after 5 minutes: with a kept timestamp a correct receiver would refuse nearly every retry.',
  },
  {
    id: 'secret-overlap',
    about: 'Rotation of the webhook secret, or several secrets at once, was seen on no page.',
    readings: {
      both: 'while two secrets are good, one v1 for each is sent',
      newest: 'the newest secret alone signs',
    },
    chosen: 'both',
    why: 'A header with a named v1 exists so that several can be sent.',
  },
  {
    id: 'webhook-url-secret',
    about:
      'The webhooks page lets webhook_url override the endpoint for a run, but does not say which secret signs then.',
    readings: {
      endpoint: "the secret of the first enabled endpoint of the run's mode signs; without one nothing is sent",
    },
    chosen: 'endpoint',
    why: 'A secret is only ever shown after an endpoint has been saved; a webhook_url has none of its own to show.',
  },
  {
    id: 'retry-table',
    about:
      'The webhooks page lists seven delays "after previous attempt" (5m 15m 30m 1h 2h 6h 12h) and gives up "after 7 failed attempts (approximately 24 hours total)", with the first delivery 5 to 30 s after the run: eight attempts, or seven and one row too many.',
    readings: {
      'seven-retries': 'a first attempt and seven retries: eight POSTs, the last after 21h50m',
      'seven-posts-after-delay': 'seven POSTs, the first of them 5 minutes late: the last 21h45m after the first',
      'seven-posts-first-six-rows': 'seven POSTs, the first at once, rows 1 to 6 between them: the last after 9h50m',
      'seven-posts-last-six-rows': 'seven POSTs, the first at once, rows 2 to 7 between them: the last after 21h45m',
    },
    chosen: 'seven-retries',
    why: 'It alone keeps every row of the table and the 5 to 30 s, and it comes nearest to 24 hours.',
  },
  {
    id: 'answers-408-429',
    about:
      'The webhooks page stops retries on any 4xx and lists no exception, not even for 408 and 429, which ask for another try; 410 is not singled out either.',
    readings: {
      rejected: '408 and 429 stop the retries like any other 4xx',
      retry: '408 and 429 are retried; every other 4xx stops',
    },
    chosen: 'rejected',
    why: 'It is what the page says to the letter.',
  },
  {
    id: 'answers-3xx',
    about: 'The webhooks page does not mention redirects: 3xx is neither a 2xx nor a 4xx.',
    readings: {
      retry: 'a 3xx is a failed attempt and is retried; it is not followed',
      rejected: 'a 3xx stops the retries',
    },
    chosen: 'retry',
    why: '"If your endpoint does not return a 2xx status" covers it, and only 4xx is exempt.',
  },
  {
    id: 'resend-closes',
    about: 'A resend by hand was seen on no page, hence nor what it does to the automatic retries.',
    readings: {
      no: 'the retries go on beside a resend that succeeded',
      yes: 'a resend that succeeds ends the retries',
    },
    chosen: 'no',
    why: 'The page warns that the same event may come more than once; this reading makes a receiver show that it copes.',
  },
];
