// What is not certain about a call and its answer: order of checks, bodies, error texts.
import type { Assumption } from '../assumption.ts';

export const callAssumes: readonly Assumption[] = [
  {
    id: 'order-of-checks',
    about:
      'Integrators have seen 401 before 403 (feature off). The order of everything after the token is not documented.',
    readings: {
      'feature-first':
        'token 401, feature 403, body 400, ids 404, ownership 403, schema 400, consent and duplicates 409',
      'body-first': 'the same, but the body is read before the feature is looked at',
    },
    chosen: 'feature-first',
    why: 'The feature was reported off to integrators whose bodies nobody had seen work.',
  },
  {
    id: 'error-texts',
    about:
      'The messages in the OpenAPI file are examples; integrators have seen other texts for 401 and for the feature being off.',
    readings: {
      documented: 'the examples of the OpenAPI file',
      observed: '"Invalid x-partner-auth" and "issueOnBehalf is not allowed"; the rest as documented',
    },
    chosen: 'documented',
    why: 'Two observed texts are few; nobody should match on either.',
  },
  {
    id: 'undocumented-errors',
    about: 'No body is documented for 405, 413, 415 and 429, nor for an unknown path.',
    readings: { json: '{ "error", "message" } as for the others', html: 'a page of HTML, as gateways send' },
    chosen: 'json',
    why: 'It is the one error shape of this API.',
  },
  {
    id: 'content-type',
    about: 'Content-Type: application/json is required; what happens without it is not documented.',
    readings: { 'refused-400': '400', 'refused-415': '415', ignored: 'the body is read as JSON' },
    chosen: 'refused-400',
    why: '400 is in the list of documented statuses, 415 is not.',
  },
  {
    id: 'unknown-keys',
    about: 'Whether other top-level keys are taken is not said: the OpenAPI schema has no additionalProperties.',
    readings: { ignored: 'they have no effect', 'refused-400': '400' },
    chosen: 'ignored',
    why: 'A JSON Schema without additionalProperties lets them pass.',
  },
  {
    id: 'bad-on-duplicate',
    about: 'onDuplicate is an enum of ignore and revoke; what happens to another value is not documented.',
    readings: { 'refused-400': '400', revoke: 'taken as the default' },
    chosen: 'refused-400',
    why: '400 is documented for an invalid field.',
  },
  {
    id: 'subject-types',
    about:
      'The OpenAPI file allows string, integer, boolean and object in a subject; the dashboard offers Number and the guides send numbers and arrays.',
    readings: {
      documented: 'a fraction, an array or null is 400',
      lenient: 'fractions and arrays pass where the schema has such a field',
    },
    chosen: 'documented',
    why: 'The OpenAPI file is the contract.',
  },
  {
    id: 'subject-id',
    about:
      'The schema behind a program has credentialSubject.id, which the system fills in. What happens to one that is sent is not known.',
    readings: { 'refused-400': 'a field that the program does not have', ignored: 'taken and not kept' },
    chosen: 'refused-400',
    why: 'The credential-issues page says that extra fields are rejected.',
  },
  {
    id: 'date-values',
    about: 'The form of a Date field in a subject is not documented; the samples use toISOString().',
    readings: {
      iso: 'an ISO 8601 date or date-time',
      text: 'any string',
      'iso-or-unix': 'the same, or a whole number of seconds',
    },
    chosen: 'iso',
    why: 'All samples send it.',
  },
  {
    id: 'program-full',
    about: 'A program may have a maximum number of issuances; the answer once it is used up is not documented.',
    readings: { 'forbidden-403': '403', 'conflict-409': '409' },
    chosen: 'forbidden-403',
    why: 'Issuing is then not allowed; 409 has two meanings already.',
  },
  {
    id: 'missing-hash',
    about: 'The status call documents 200, 401 and 404 only; a call without coreClaimHash is not described.',
    readings: { 'refused-400': '400', 'not-found-404': '404, as for an unknown hash' },
    chosen: 'refused-400',
    why: 'The parameter is marked required. A hash that is present but malformed is simply unknown: 404.',
  },
  {
    id: 'status-owner',
    about: 'Whether the e-mail of the token must own the hash is not documented; all samples sign for the same user.',
    readings: { anyone: 'any good token of the partner', 'same-email': '404 for anybody else' },
    chosen: 'anyone',
    why: 'No such check is documented.',
  },
];
