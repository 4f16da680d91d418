// Where Sumsub's documents are silent or disagree.
import type { Assumption } from '../../profile.ts';

export const deliveryAssumptions: readonly Assumption[] = [
  {
    id: 'algorithm',
    about:
      'The webhook manager offers SHA-256 (the default) and SHA-512; the schema of a webhook still knows SHA-1. The header x-payload-digest-alg names the one used.',
    readings: {
      sha256: 'HMAC_SHA256_HEX',
      sha512: 'HMAC_SHA512_HEX',
      sha1: 'HMAC_SHA1_HEX, of old webhooks',
    },
    chosen: 'sha256',
    why: 'The documented default; each webhook has its own setting.',
  },
  {
    id: 'timeout',
    about:
      'Older pages: no answer within 5 s is a time-out. The webhook manager page of October 2026: accept the connection within 1 s and answer within 10 s.',
    readings: {
      '10s': '10 seconds for the answer; the second for the connection is not played',
      '5s': '5 seconds',
    },
    chosen: '10s',
    why: 'The newest page.',
  },
  {
    id: 'ladder',
    about:
      'Four resends "after 5 minutes, 1 hour, 5 and 18 hours"; whether from the attempt before or from the first is not said. A webhook may have notResendFailedWebhooks set.',
    readings: {
      'from-previous': 'each counted from the attempt before: the last one 24h5m after the first',
      'from-first': 'each counted from the first attempt: the last one after 18h',
      none: 'notResendFailedWebhooks: one attempt',
    },
    chosen: 'from-previous',
    why: 'The ladder for actions on the same page (30 s, 30 s, 1 m, 5 m) only makes sense counted so.',
  },
  {
    id: 'answers',
    about: 'Which status codes count as success is not spelt out, nor what 3xx, 4xx and 410 mean.',
    readings: { '2xx-or-retry': 'any 2xx is success, all else is sent again', '200-only': '200 alone is success' },
    chosen: '2xx-or-retry',
    why: 'A request that "fails" is sent again; no code is named.',
  },
  {
    id: 'resend-closes',
    about: 'Sending again by hand is possible on the dashboard; what it does to the automatic resends is not said.',
    readings: {
      closes: 'a resend that succeeds ends the automatic ones',
      'keeps-retrying': 'the automatic resends go on until one of them succeeds',
    },
    chosen: 'closes',
    why: 'They go on "until the request succeeds".',
  },
  {
    id: 'resend-times',
    about: 'Whether createdAt and createdAtMs change when a webhook is sent again is not said.',
    readings: { kept: 'the body is the same to the byte, and so is its digest' },
    chosen: 'kept',
    why: 'Receivers are told to compare createdAt to see which webhook is newer, which a renewed time would defeat.',
  },
  {
    id: 'disabling',
    about: 'A webhook that fails continuously is disabled; after how many failures is not said.',
    readings: { never: 'it is never disabled here' },
    chosen: 'never',
    why: 'No threshold is published.',
  },
  {
    id: 'secret-overlap',
    about: 'What happens when the secret of a webhook changes is not said; the header has room for one digest.',
    readings: { newest: 'signed with the newest secret alone' },
    chosen: 'newest',
    why: 'One digest, one secret.',
  },
];

export const bodyAssumptions: readonly Assumption[] = [
  {
    id: 'event-id',
    about:
      'The body has no event id. One place of the official skill proposes applicantId, type and createdAt, another an "event id"; correlationId names a request and is shared by different events.',
    readings: { 'type-and-time': 'an event is applicantId, type and createdAtMs' },
    chosen: 'type-and-time',
    why: 'createdAt has a resolution of one second; createdAtMs tells two events of one second apart.',
  },
  {
    id: 'sandbox-mode',
    about: 'An old sample prints "sandboxMode": "false" as text; newer samples and captured bodies have a boolean.',
    readings: { boolean: 'true or false', text: '"true" or "false"' },
    chosen: 'boolean',
    why: 'The newer samples.',
  },
  {
    id: 'correlation-id',
    about: 'The samples have req- and a UUID, a captured body has 32 hex characters.',
    readings: { req: 'req- and a UUID', hex: '32 hex characters' },
    chosen: 'req',
    why: 'As documented; it must not be used to tell events apart.',
  },
  {
    id: 'key-order',
    about: 'The samples and a captured body order their keys differently.',
    readings: { captured: 'applicantId, inspectionId, applicantType, correlationId, levelName, sandboxMode, …' },
    chosen: 'captured',
    why: 'What was really sent. Whoever verifies the raw bytes never sees a difference.',
  },
  {
    id: 'level-name',
    about: 'levelName is what the integrator called a level in the dashboard; how it maps to a credential is theirs.',
    readings: {
      own: "the person's level as it is to stand in the credential",
      sample: 'basic-kyc-level, as in the samples, for everybody',
    },
    chosen: 'own',
    why: 'So the level of the credential can be judged.',
  },
];

export const apiAssumptions: readonly Assumption[] = [
  {
    id: 'signed-calls',
    about:
      'Every call bears X-App-Token, X-App-Access-Ts and X-App-Access-Sig. The official skill wants the time within 60 s of its clock; here sandbox time and the time of the receiver may be far apart.',
    readings: {
      checked: 'the signature must be right; the time may be any',
      'token-only': 'a known token is enough',
    },
    chosen: 'checked',
    why: 'The authentication page asks for all three headers.',
  },
  {
    id: 'token-form',
    about: 'Tokens of the sandbox begin with sbx: in the official skills; those of production are not shown.',
    readings: { prefixed: 'sbx: or prd:, and letters and digits' },
    chosen: 'prefixed',
    why: 'The prefix tells the two apart; the rest means nothing.',
  },
  {
    id: 'other-mode',
    about:
      'A sandbox token gets 401 for production data and the other way round, says the official skill on authentication.',
    readings: { '401': 'refused as unauthorised', '404': 'not found' },
    chosen: '401',
    why: 'The official skill.',
  },
  {
    id: 'applicant-keys',
    about: 'Which keys an applicant has depends on its documents, its level and the permissions of the token.',
    readings: { root: 'ids, times, names, e-mail, type and review: no documents, no questionnaires' },
    chosen: 'root',
    why: 'It is what a receiver needs to know whose webhook it got.',
  },
  {
    id: 'error-body',
    about: 'An error is shown as code, description and correlationId; which sentence stands in which case is not.',
    readings: { sample: 'the three keys of the sample, with sentences of our own' },
    chosen: 'sample',
    why: 'Nobody should read the sentences.',
  },
  {
    id: 'test-answer',
    about: 'What testCompleted answers is not legible in the copies read.',
    readings: { ok: '{"ok":1}' },
    chosen: 'ok',
    why: 'As other calls of this API that change something are said to answer; second-hand.',
  },
];
