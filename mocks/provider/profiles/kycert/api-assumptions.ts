// What the API pages leave open: what a call may hold, what it costs, and what is answered when it is wrong.
import type { Assumption } from '../../profile.ts';

export const apiAssumptions: readonly Assumption[] = [
  {
    id: 'base-path',
    about:
      'The authentication and sandbox pages have the API at admin.kycert.com.br/api/v1, with runs at /bureau/runs; one sample of the product page posts to api.kycert.com.br/v1/runs.',
    readings: {
      reference: 'runs are at /api/v1/bureau/runs',
      'product-page': 'runs are at /v1/runs',
    },
    chosen: 'reference',
    why: 'The documentation outranks the marketing page.',
  },
  {
    id: 'run-input',
    about:
      'The reference of POST /bureau/runs requires parametros with cpf or cnpj; the samples of the authentication, sandbox and product pages and the error table use subject with type and doc.',
    readings: {
      both: 'either is taken; subject wins where both are given',
      subject: 'only subject is taken',
      parametros: 'only parametros is taken',
    },
    chosen: 'both',
    why: 'Both are in the documents, so a client that follows either page must get through.',
  },
  {
    id: 'document-mask',
    about:
      'Samples send bare digits; whether 000.000.001-91 is taken too was not seen. Documented is only that a wrong number of digits is refused.',
    readings: {
      stripped: 'everything but digits is dropped before counting',
      refused: 'anything but bare digits is invalid_document',
    },
    chosen: 'stripped',
    why: 'The bulk import strips masks, and the error speaks of the number of digits alone.',
  },
  {
    id: 'known-templates',
    about:
      'template_id must be a published template of the tenant, even in sandbox; which templates a tenant has, their parametros_schema, and the error for others were not seen.',
    readings: {
      any: 'any text is a template of the right type, but for the two built-in ones, which have a type',
      'built-in': 'only the two built-in templates exist; any other is 404 template_not_found',
    },
    chosen: 'any',
    why: "The user's own template ids are unknown here, and they must work.",
  },
  {
    id: 'idempotency-changed-body',
    about:
      'The errors page replays the original response for 24 h per tenant; another body under the same key is not mentioned and 409 is not among its statuses.',
    readings: {
      replay: 'the original response, whatever the body',
      conflict: '409 idempotency_conflict',
    },
    chosen: 'replay',
    why: 'No conflict is documented.',
  },
  {
    id: 'list-pagination',
    about:
      'GET /bureau/runs filters by external_id; its other parameters, its order and the shape of its answer were not seen.',
    readings: {
      cursor: 'limit and cursor; data, has_more and next_cursor; the newest first',
      page: 'page and per_page; data, page, per_page and total; the newest first',
    },
    chosen: 'cursor',
    why: 'The envelope of the events follows the conventions of APIs that page by cursor.',
  },
  {
    id: 'estimate-key',
    about:
      'The 202 has the estimated seconds to completion under a name that was not seen, and a boolean cut at "true when the", which a sample of the product page suggests is livemode.',
    readings: { estimated_seconds: 'the key is estimated_seconds, and the boolean is livemode' },
    chosen: 'estimated_seconds',
    why: 'It says what it holds. Any other key is a reading too. The figure is always 30, the most that is called typical.',
    free: /^[a-z][a-z0-9_]{0,63}$/,
  },
  {
    id: 'api-versions',
    about: 'x-kycert-api-version pins a version and an unknown one is a 400; which versions exist was not seen.',
    readings: { dated: 'every date of the form YYYY-MM-DD is a known version' },
    chosen: 'dated',
    why: 'APIs of this kind name versions by date. Any other text is a reading too: then it is the only known version.',
    free: /^[\w.-]{1,32}$/,
  },
  {
    id: 'rate-limit',
    about: 'Limits are per key and minute; the figure was not seen, nor whether the minute is that of the clock.',
    readings: { '600': '600 calls per key and minute of the clock' },
    chosen: '600',
    why: 'High enough to stay out of the way. Any other number is a reading too.',
    free: /^[1-9]\d{0,6}$/,
  },
  {
    id: 'credits',
    about:
      '402 is documented for missing credits and for a suspended billing account, without a way to bring it about. Sandbox runs use no credits.',
    readings: {
      enough: 'there are always credits',
      exhausted: 'every live run is refused with 402 insufficient_credits',
      suspended: 'every live run is refused with 402 billing_suspended',
    },
    chosen: 'enough',
    why: 'A sandbox has no bill.',
  },
  {
    id: 'error-codes',
    about:
      'Of the error table four rows were seen: missing_subject, invalid_document, invalid_subject_type and subject_type_mismatch, all 400 invalid_request_error. Codes and types of every other error are unknown. A request_id is mentioned for 500s, but the envelope has none, so none is sent.',
    readings: {
      worded: 'other errors have plain words of doubleact as type and code',
      null: 'other errors have plain words as type and null as code',
    },
    chosen: 'worded',
    why: 'The envelope has both keys, and a test needs to tell errors apart. Do not build on these words.',
  },
  {
    id: 'statuses-not-listed',
    about: 'The errors page lists no 405 and no 413, so what a wrong method or an oversized body gets is unknown.',
    readings: {
      'as-http': '405 with Allow, and 413',
      'listed-only': '404 and 400, which are in the list',
    },
    chosen: 'as-http',
    why: 'They tell a developer what is wrong.',
  },
  {
    id: 'key-modes',
    about:
      'A key is live or sandbox for good and belongs to one tenant; whether it sees the runs of the other mode was not seen.',
    readings: {
      apart: 'a run of the other mode is a 404',
      together: 'a key sees all runs of the tenant',
    },
    chosen: 'apart',
    why: 'The two modes are called environments.',
  },
  {
    id: 'report-generation',
    about:
      'The reports page answers 302 to a signed URL, 400 for a run that has not ended, and a 404 of which the text was cut after "report has not been gen".',
    readings: {
      ready: 'the report exists as soon as the run has ended',
      missing: 'no report was ever generated: 404 report_not_generated',
    },
    chosen: 'ready',
    why: 'Generation is called idempotent, so asking for a report may be what makes it.',
  },
  {
    id: 'report-link',
    about: 'The signed URL is good for 1 hour; its host, its form, and what it answers afterwards were not seen.',
    readings: {
      '403': 'a path on the same host, which answers 403 once it has expired',
      '404': 'a path on the same host, which answers 404 once it has expired',
    },
    chosen: '403',
    why: 'Object stores answer 403 to signed URLs that have expired.',
  },
];
