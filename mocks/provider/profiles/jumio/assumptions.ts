// Where Jumio's documents are silent or disagree: about how a callback is delivered they say nothing at all.
import type { Assumption } from '../../profile.ts';

export const assumptions: readonly Assumption[] = [
  {
    id: 'signature',
    about:
      'No document read signs a callback; authenticity rests on HTTPS and a list of source addresses. Some integrators put a secret of their own into the query of the callback URL.',
    readings: { none: 'nothing is signed' },
    chosen: 'none',
    why: 'As documented. Deliveries come from this machine, so a list of addresses must hold 127.0.0.1 here.',
  },
  {
    id: 'timeout',
    about: 'How long an answer may take is not said.',
    readings: { '10s': '10 seconds', '5s': '5 seconds' },
    chosen: '10s',
    why: 'Made up; as most others.',
  },
  {
    id: 'ladder',
    about: 'Whether a callback is sent again is not said.',
    readings: {
      stepped: '7 retries, 5m 15m 30m 1h 2h 6h 12h after the attempt before',
      none: 'one attempt',
    },
    chosen: 'stepped',
    why: 'Made up, so that a receiver that was away is told again. No receiver should build on it.',
  },
  {
    id: 'answers',
    about: '"Send back a 200 OK response" is all that is said of answers.',
    readings: { '2xx': 'any 2xx is success, all else is sent again', '200-only': '200 alone is success' },
    chosen: '2xx',
    why: 'It is named as a good practice, not as a rule.',
  },
  {
    id: 'resend-closes',
    about: 'Sending again by hand is described nowhere.',
    readings: {
      closes: 'a resend that succeeds ends the automatic retries',
      'keeps-retrying': 'the automatic retries go on until one of them succeeds',
    },
    chosen: 'closes',
    why: 'A callback that was taken needs no further retry.',
  },
  {
    id: 'event-id',
    about: 'A callback has no id; no document says how to tell it from its repetition.',
    readings: { 'workflow-and-status': 'a callback is workflowExecution.id and status' },
    chosen: 'workflow-and-status',
    why: 'A workflow has each status once.',
  },
  {
    id: 'sent-at',
    about: 'callbackSentAt is the time of the callback; whether it is new on a retry is not said.',
    readings: { kept: 'the body is the same to the byte' },
    chosen: 'kept',
    why: 'Nothing depends on it: it is not signed.',
  },
  {
    id: 'intermediate-callbacks',
    about: 'Callbacks of ACQUISITION_STARTED and ACQUIRED come if they are enabled.',
    readings: { off: 'a workflow fires its end alone', on: 'they come too' },
    chosen: 'off',
    why: 'Somebody must have enabled them. They can always be sent by hand.',
  },
  {
    id: 'user-reference',
    about:
      'userReference is the integrator’s own, if it was given (100 characters at most), and is to hold nothing personal. The retrieval API has no e-mail either, and a receiver played here has no table of references.',
    readings: {
      'e-mail': 'the e-mail address',
      'customer-id': 'the customer id: the receiver must know whose it is',
      'left-out': 'none was given',
    },
    chosen: 'e-mail',
    why: 'So that it can be judged who got a credential. Do not copy it.',
  },
  {
    id: 'level',
    about: 'The level that somebody is verified for stands nowhere; the integrator has customerInternalReference.',
    readings: { 'internal-reference': 'customerInternalReference is the level' },
    chosen: 'internal-reference',
    why: 'So the level of the credential can be judged.',
  },
  {
    id: 'workflow-start',
    about:
      'The status of a workflow that nobody has begun is not in the callback page; an integrator’s code calls it INITIATED.',
    readings: { initiated: 'INITIATED' },
    chosen: 'initiated',
    why: 'Second-hand.',
  },
  {
    id: 'token-life',
    about: 'Access tokens are good for 60 minutes; sandbox time may jump by days while the receiver’s clock does not.',
    readings: { unchecked: 'expires_in says 3600, and a token is never too old' },
    chosen: 'unchecked',
    why: 'Whose hour it is could not be said.',
  },
  {
    id: 'live-mode',
    about: 'Whether a callback is of a test is not in it.',
    readings: { 'by-key': 'workflows of one mode can be read with credentials of that mode alone' },
    chosen: 'by-key',
    why: 'The accounts of the two are apart.',
  },
];
