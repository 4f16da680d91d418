// Onfido (Entrust): a signature over the raw body alone, and bodies that name a run or a check but never an e-mail.
import { alphabets, type Behaviour, HOUR, MINUTE, type Profile, type Readings, SECOND } from '../profile.ts';
import { bareMac } from '../signing.ts';
import { createApi } from './onfido/api.ts';
import { apiAssumptions, bodyAssumptions, deliveryAssumptions } from './onfido/assumptions.ts';
import { classic } from './onfido/classic.ts';
import { clauses } from './onfido/clauses.ts';
import { studio } from './onfido/studio.ts';

const openapi = 'https://github.com/onfido/onfido-openapi-spec/blob/1498236';

export const onfido: Profile = {
  id: 'onfido',
  title: 'Onfido',
  revision: 'onfido@v3.6-2026-07-24',
  docs: [
    { title: 'OpenAPI file v3.6: webhooks', url: `${openapi}/paths/webhooks.yaml` },
    { title: 'OpenAPI file v3.6: webhook event', url: `${openapi}/schemas/webhooks/webhook_event.yaml` },
    { title: 'OpenAPI file v3.6: workflow runs', url: `${openapi}/schemas/workflow_runs/definitions.yaml` },
    { title: 'OpenAPI file v3.6: checks', url: `${openapi}/schemas/checks/definitions.yaml` },
    { title: 'OpenAPI file v3.6: applicants', url: `${openapi}/schemas/applicants/definitions.yaml` },
    {
      title: 'Node library: webhook event verifier and its tests',
      url: 'https://github.com/onfido/onfido-node/tree/2b9faec',
    },
  ],
  clauses,
  assumes: [...deliveryAssumptions, ...bodyAssumptions, ...apiAssumptions],
  under,
};

const ladders: Readonly<Record<string, readonly number[]>> = {
  stepped: [5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR, 12 * HOUR],
  doubling: [5, 10, 20, 40, 80, 160, 320, 640].map((minutes) => minutes * MINUTE),
  none: [],
};

function under(readings: Readings): Behaviour {
  const product = readings.product === 'classic' ? classic : studio;
  const { kind, initial, moves, landings, fires, events, approval, earlier } = product;
  return {
    path: '/webhooks/onfido',
    signing: bareMac({ header: 'X-SHA2-Signature' }),
    delivery: {
      timeout: 10 * SECOND,
      first: [0, 0],
      retries: ladders[readings.ladder ?? ''] ?? [],
      verdict: (status) => (isSuccess(status, readings) ? 'delivered' : 'retry'),
      resendCloses: readings['resend-closes'] !== 'keeps-retrying',
    },
    events,
    approval,
    subject: {
      kind,
      id: (random, key) => random.uuid(kind, key),
      initial,
      moves,
      landings,
      fires,
      lifetime: null,
      fields: (random, key) => ({
        applicant_id: random.uuid('applicant', key),
        workflow_id: random.uuid('workflow'),
        report_id: random.uuid('report', key),
        tags: [],
      }),
      metadata: () => ({}),
    },
    // Never sent: the body has no event id.
    eventId: (random, _time, key) => `event-${random.text(12, alphabets.lower, 'event', key)}`,
    // The pattern of the official tests: letters, digits, _ and -.
    secret: (random, endpoint) => random.text(32, `${alphabets.base62}_-`, 'secret', endpoint),
    headers: () => ({}),
    envelope: (_event, object) => ({ payload: object }),
    object: (event, subject) => (subject === null ? {} : product.body(event, tagged(subject, readings))),
    places: {
      id: null,
      type: 'payload.action',
      mode: null,
      made: 'payload.object.completed_at_iso8601',
      email: null,
      level: null,
    },
    openMaps: [],
    // "The url … must be https" is for what the real one can reach.
    plainHttp: () => true,
    earlier,
    keys: (random) =>
      [false, true].map((livemode) => {
        const mode = livemode ? 'api_live' : 'api_sandbox';
        return { value: `${mode}.${random.text(32, alphabets.base62, 'key', mode)}`, livemode, scopes: [] };
      }),
    api: createApi({ ...product, view: (subject) => product.view(tagged(subject, readings)) }),
  };
}

/** The level stands in the tags, where an integrator can put it. */
function tagged<One extends { applicant: { level: string }; fields: object }>(subject: One, readings: Readings): One {
  const tags = readings['person-in-tags'] === 'none' ? [] : [subject.applicant.level];
  return { ...subject, fields: { ...subject.fields, tags } };
}

function isSuccess(status: number, readings: Readings): boolean {
  return status >= 200 && status < (readings.answers === '2xx' ? 300 : 210);
}
