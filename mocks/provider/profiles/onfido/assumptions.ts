// Where Onfido's documents are silent or disagree.
import type { Assumption } from '../../profile.ts';

export const deliveryAssumptions: readonly Assumption[] = [
  {
    id: 'ladder',
    about: 'Neither the number of retries nor their times are in any official text read.',
    readings: {
      stepped: '7 retries, 5m 15m 30m 1h 2h 6h 12h after the attempt before',
      doubling: '8 retries, each wait twice the one before, from 5m',
      none: 'one attempt; webhooks/resend is the only other',
    },
    chosen: 'stepped',
    why: 'Made up, so that a receiver that was away is told again within a day. No receiver should build on it.',
  },
  {
    id: 'answers',
    about:
      'The OpenAPI file: "acknowledge success by responding with an HTTP 20x response within 10 seconds". What follows any other answer is not said.',
    readings: {
      '20x': '200 to 209 is success, all else is sent again',
      '2xx': 'any 2xx is success, all else is sent again',
    },
    chosen: '20x',
    why: 'Taken at its word.',
  },
  {
    id: 'resend-closes',
    about: 'What webhooks/resend does to a delivery that is still being retried is not said.',
    readings: {
      closes: 'a resend that succeeds ends the automatic retries',
      'keeps-retrying': 'the automatic retries go on until one of them succeeds',
    },
    chosen: 'closes',
    why: 'An event that has been taken needs no further retry.',
  },
  {
    id: 'secret-overlap',
    about: 'Whether the token of a webhook can be changed is not said; the header has room for one signature.',
    readings: { newest: 'signed with the newest token alone' },
    chosen: 'newest',
    why: 'One signature, one token.',
  },
  {
    id: 'oauth',
    about: 'A webhook may fetch an OAuth access token from the integrator and send it as Authorization.',
    readings: { off: 'no Authorization header' },
    chosen: 'off',
    why: 'It is an option, and off unless it is set.',
  },
];

export const bodyAssumptions: readonly Assumption[] = [
  {
    id: 'product',
    about:
      'Events of classic checks name a check and nothing more; those of Workflow Studio carry the resource too (payload_version). Both go to the same kind of webhook.',
    readings: {
      studio: 'runs of Workflow Studio: workflow_run.completed carries the status',
      classic: 'classic checks: check.completed says complete, the result stands in the API',
    },
    chosen: 'studio',
    why: 'It has more of what a receiver must tell apart.',
  },
  {
    id: 'required-keys',
    about:
      'The OpenAPI file marks resource_type, resource_id and event as required; the official tests and samples have resource_type, action and object.',
    readings: { samples: 'resource_type, action, object, and resource in Studio' },
    chosen: 'samples',
    why: 'The official verifier is tested with them.',
  },
  {
    id: 'run-resource',
    about:
      'No whole sample of workflow_run.completed was found: which of the keys of resource a run has, and in which order, is pieced together from the OpenAPI file.',
    readings: { 'as-read': 'what GET workflow_runs/{id} reads' },
    chosen: 'as-read',
    why: 'The descriptions of the two are the same.',
  },
  {
    id: 'run-ends',
    about: 'Which statuses count as the end of a run, so that workflow_run.completed follows, is not listed.',
    readings: { 'all-ends': 'approved, declined, review, abandoned and error' },
    chosen: 'all-ends',
    why: 'None of the others can be the last of a run.',
  },
  {
    id: 'event-id',
    about: 'There is no event id; no document says how to tell an event from its repetition.',
    readings: { 'action-object-time': 'an event is action, object.id and its time' },
    chosen: 'action-object-time',
    why: 'It is all there is.',
  },
  {
    id: 'person-in-tags',
    about: 'The level that somebody is verified for is in no event; an integrator can put it into tags.',
    readings: { level: 'the only tag is the level', none: 'no tags' },
    chosen: 'level',
    why: 'So the level of the credential can be judged.',
  },
];

export const apiAssumptions: readonly Assumption[] = [
  {
    id: 'other-mode',
    about:
      'Resources say whether they are of the sandbox; what a token of the other mode is answered is not in the OpenAPI file.',
    readings: { '404': 'it does not exist for that token' },
    chosen: '404',
    why: 'The two environments are described as apart.',
  },
  {
    id: 'error-words',
    about: 'An error has type, message and fields; the words are not in the OpenAPI file.',
    readings: { plain: 'authorization_error, resource_not_found, validation_error and internal_error' },
    chosen: 'plain',
    why: 'Nobody should read the sentences.',
  },
  {
    id: 'token-form',
    about: 'What an API token looks like is not in the OpenAPI file.',
    readings: { prefixed: 'api_sandbox. or api_live., and letters and digits' },
    chosen: 'prefixed',
    why: 'Tells the two modes apart; a receiver must take it as it comes.',
  },
];
