// Where Veriff's documents are silent or disagree.
import type { Assumption } from '../../profile.ts';

export const deliveryAssumptions: readonly Assumption[] = [
  {
    id: 'header-names',
    about:
      'The webhooks guide and the official demo name x-auth-client and x-hmac-signature; the newer page on HMAC authentication names vrf-auth-client, vrf-hmac-signature and vrf-integration-id for responses and webhooks. Integrators report vrf-integration-id next to the older names.',
    readings: {
      x: 'x-auth-client and x-hmac-signature',
      'x-and-vrf-id': 'the same, and vrf-integration-id',
      vrf: 'vrf-auth-client, vrf-hmac-signature and vrf-integration-id',
    },
    chosen: 'x',
    why: 'The webhooks guide is the page about webhooks.',
  },
  {
    id: 'signature-case',
    about:
      'In which case the hex of the signature is written is not said; the official demo lowers it before comparing.',
    readings: { lower: 'lower case', upper: 'upper case' },
    chosen: 'lower',
    why: 'The samples. A receiver should take either.',
  },
  {
    id: 'timeout',
    about:
      'That an answer must come within 5 seconds is only known at second hand, from retellings of the webhooks guide.',
    readings: { '5s': '5 seconds', '10s': '10 seconds' },
    chosen: '5s',
    why: 'The stricter of what is told.',
  },
  {
    id: 'ladder',
    about:
      'The help centre: after a non-200 answer "about once an hour for up to 7 days". The webhooks guide is only known from retellings: every hour for up to a week, or "multiple times for up to a week".',
    readings: {
      hourly: '168 retries, one an hour',
      'first-day': '24 retries, one an hour: the same ladder, cut off after a day to keep runs short',
      none: 'one attempt',
    },
    chosen: 'hourly',
    why: 'The help centre, taken to the letter.',
  },
  {
    id: 'answers',
    about: 'Only "non-200" is named as a failure; what 201, 204, 3xx and 410 mean is not said.',
    readings: { '200-only': '200 alone is success', '2xx': 'any 2xx is success' },
    chosen: '200-only',
    why: 'Taken at its word.',
  },
  {
    id: 'resend-closes',
    about: 'Sending again is possible in the portal; what it does to the automatic retries is not said.',
    readings: {
      closes: 'a resend that succeeds ends the automatic retries',
      'keeps-retrying': 'the automatic retries go on until one of them succeeds',
    },
    chosen: 'closes',
    why: '"Until a successful delivery".',
  },
  {
    id: 'resubmission-delay',
    about:
      'A decision is sent at once, but resubmission_requested of an SDK session 5 minutes later; of a session uploaded by API at once too.',
    readings: { 'at-once': 'every session was uploaded by API' },
    chosen: 'at-once',
    why: 'Nothing here uses an SDK.',
  },
  {
    id: 'secret-overlap',
    about: 'The shared secret is one for webhooks and for the API; what happens when it changes is not said.',
    readings: { newest: 'signed with the newest secret alone' },
    chosen: 'newest',
    why: 'The header has room for one signature.',
  },
];

export const bodyAssumptions: readonly Assumption[] = [
  {
    id: 'one-address',
    about: 'Decisions and events have addresses of their own in the portal.',
    readings: { one: 'both go to the same address here; an endpoint can be limited to some events' },
    chosen: 'one',
    why: 'A receiver is told of one address.',
  },
  {
    id: 'vendor-data',
    about:
      'The documents want an identifier in vendorData that means nothing outside the integrator (1,000 characters at most). A receiver played here has no table of such identifiers.',
    readings: {
      record: 'email, kyc_level and customer_id as JSON text',
      id: 'the customer id alone, as documented: the receiver must know whose it is',
    },
    chosen: 'record',
    why: 'So that it can be judged who got which credential. Do not copy it.',
  },
  {
    id: 'event-id',
    about: 'There is no event id; no document says how to tell a webhook from its repetition.',
    readings: { 'session-attempt-code': 'a webhook is session, attempt and code' },
    chosen: 'session-attempt-code',
    why: 'It is all that every body has.',
  },
  {
    id: 'code-9121',
    about:
      'The table of status codes has 9121 for review and 9104 for abandoned; the reference of the API has 9121 for abandoned.',
    readings: { table: '9121 is review, 9104 is expired or abandoned' },
    chosen: 'table',
    why: 'It is the page about codes. Receivers should read status, not code.',
  },
  {
    id: 'decision-body',
    about:
      'The keys of a decision depend on the products an integration has; which of them are null for a declined session is not listed.',
    readings: { usual: 'the keys of the decision webhook page; what nobody verified is null' },
    chosen: 'usual',
    why: 'Receivers must expect keys to come and go ("backwards compatible changes").',
  },
];

export const apiAssumptions: readonly Assumption[] = [
  {
    id: 'signed-calls',
    about: 'A call bears X-AUTH-CLIENT and, for GET, X-HMAC-SIGNATURE over the session id.',
    readings: { checked: 'both must be right', 'key-only': 'the API key is enough' },
    chosen: 'checked',
    why: 'The reference marks the header as required.',
  },
  {
    id: 'api-errors',
    about:
      'The codes of a failed authorization are listed (1801, 1803, 1818 …); in which body and with which status they come, and what an unknown session is answered, is not.',
    readings: { fail: 'status "fail", code and message, with 401; an unknown session 404 without a code' },
    chosen: 'fail',
    why: 'Second-hand; nobody should read the sentences.',
  },
];
