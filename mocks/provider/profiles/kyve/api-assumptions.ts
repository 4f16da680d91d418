// Where Kyve's documents are silent or disagree about its API, and in which state the simulated tenant is.
import type { Assumption } from '../../profile.ts';
import { perMinute } from './rate-limit.ts';

export const apiAssumptions: readonly Assumption[] = [
  {
    id: 'create-status',
    about: 'The status of a successful POST /v1/sessions is not published.',
    readings: { '201': '201 Created', '200': '200 OK' },
    chosen: '201',
    why: 'Something was created.',
  },
  {
    id: 'session-key',
    about:
      'The iframe page speaks of a session_id, webhook objects have an id; the JSON key of the answer is not published.',
    readings: { both: 'id and session_id', id: 'id', session_id: 'session_id' },
    chosen: 'both',
    why: 'A client of either reading works.',
  },
  {
    id: 'token-key',
    about: 'The auth page calls the token sdk_token, the iframe page token (the name of its query parameter).',
    readings: { sdk_token: 'sdk_token', token: 'token' },
    chosen: 'sdk_token',
    why: 'Only the auth page speaks of the answer itself.',
  },
  {
    id: 'session-object',
    about:
      'Of a session only its id, its token and the resolved template are published; every other key is not, nor are the claims and the algorithm of the token.',
    readings: {
      whole: 'also verification_id, status, livemode, metadata, redirect_url, created, expires_at',
      published: 'nothing else',
    },
    chosen: 'whole',
    why: 'The status would otherwise be nowhere to be read.',
  },
  {
    id: 'unpublished-paths',
    about:
      'Reading, listing and canceling sessions, listing verifications, and the subscription and the wallet are spoken of, but their paths were not seen whole.',
    readings: {
      open: 'GET /v1/sessions[/:id], POST /v1/sessions/:id/cancel, GET /v1/verifications, /v1/billing/subscription and /wallet',
      closed: 'those paths answer not_found or method_not_allowed',
    },
    chosen: 'open',
    why: 'They follow the published ones.',
  },
  {
    id: 'pagination',
    about: 'How lists are cut is not published.',
    readings: {
      cursor: 'limit and starting_after; data and has_more',
      numbered: 'page and per_page; data, page, per_page and total',
    },
    chosen: 'cursor',
    why: 'The webhooks page follows Stripe, whose lists go by cursor.',
  },
  {
    id: 'error-fields',
    about: 'validation_error has its details in "fields"; where they stand is not shown.',
    readings: { 'in-error': 'error.fields, a message for each field', 'beside-error': 'fields beside error' },
    chosen: 'in-error',
    why: 'Everything else about an error stands in error.',
  },
  {
    id: 'other-mode',
    about:
      'invalid_api_key is for a key of the other mode, a read of an unknown id answers verification_not_found; which of them a session of the other mode gets is not said.',
    readings: { 'not-found': 'verification_not_found', 'invalid-key': 'invalid_api_key' },
    chosen: 'not-found',
    why: 'It tells a stranger nothing.',
  },
  {
    id: 'templates',
    about: 'Templates are made in the dashboard, which is not simulated.',
    readings: {
      any: 'any tpl_… id and any slug resolves, at version 1 if it is not known',
      listed: 'only tpl_abc123def456 (slug default) and tpl_plus00000000 (slug plus); others are not_found',
    },
    chosen: 'any',
    why: 'A receiver may send the templates of its real workspace.',
  },
  {
    id: 'workspace-default',
    about:
      'Without a template the workspace default is taken, in test mode with none the platform scaffold; live mode with none is not described.',
    readings: {
      set: 'the workspace has a default, tpl_abc123def456',
      none: 'it has none: the scaffold in test mode, validation_error in live mode',
    },
    chosen: 'set',
    why: 'The usual case.',
  },
  {
    id: 'both-templates',
    about: 'template_id and template_slug are alternatives; what both together do is not said.',
    readings: { refused: 'validation_error', 'id-wins': 'template_slug is ignored' },
    chosen: 'refused',
    why: 'A contradiction should not go unnoticed.',
  },
  {
    id: 'metadata-values',
    about: 'metadata is an object, its sample value a string; no limit is published.',
    readings: { anything: 'any JSON, kept as it came', strings: 'other values are a validation_error' },
    chosen: 'anything',
    why: 'No rule is published, so none is enforced.',
  },
  {
    id: 'redirect-url',
    about: 'Whether redirect_url must be given is not said.',
    readings: { optional: 'may be left out', required: 'validation_error without it' },
    chosen: 'optional',
    why: 'An embedded iframe has no use for it.',
  },
  {
    id: 'idempotency-scope',
    about: 'Within what an Idempotency-Key must be unique is not said.',
    readings: { 'api-key-and-path': 'within one API key, method and path', 'api-key': 'within one API key' },
    chosen: 'api-key-and-path',
    why: 'Calls without a body would otherwise answer for each other.',
  },
  {
    id: 'idempotency-errors',
    about: '"The original response is replayed"; whether that holds for errors is not said.',
    readings: { 'not-kept': 'a refused call may be tried again', kept: 'an error is replayed too' },
    chosen: 'not-kept',
    why: 'A refused call changed nothing.',
  },
  {
    id: 'test-outcome',
    about: 'Test results are "deterministic", but how an outcome is chosen is published nowhere.',
    readings: {
      'by-hand': 'a test session waits until it is decided from outside, or expires',
      'by-metadata': 'metadata.outcome names the outcome; the session plays itself, a step every two seconds',
    },
    chosen: 'by-hand',
    why: 'No magic value is made up unless it is asked for.',
  },
  {
    id: 'rate-limit',
    about: 'Each key is rate-limited (auth page), test keys are "unlimited" (billing page); no figure is published.',
    readings: { off: 'no limit', '60-per-minute': '60 calls of one key in a minute of sandbox time' },
    chosen: 'off',
    why: 'No figure is published, so none is made up.',
    free: perMinute,
  },
  {
    id: 'billing-state',
    about: 'Not a silence but a state of the tenant: live keys need a plan or a funded wallet.',
    readings: {
      active: 'live calls are paid for',
      'not-activated': 'a live key gets live_mode_not_activated',
      'empty-wallet': 'a new live session gets insufficient_balance',
    },
    chosen: 'active',
    why: 'The usual case.',
  },
  {
    id: 'tenant-state',
    about: 'Not a silence but a state of the tenant.',
    readings: { active: 'in good standing', suspended: 'every key gets tenant_suspended' },
    chosen: 'active',
    why: 'The usual case.',
  },
  {
    id: 'dependency-state',
    about: 'Not a silence but a state of the provider: AI, database or queue may be down.',
    readings: { up: 'everything works', down: 'every call with a key gets dependency_unavailable' },
    chosen: 'up',
    why: 'The usual case.',
  },
];
