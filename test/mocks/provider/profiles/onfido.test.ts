import { describe, expect, it } from 'vitest';
import { chooseReadings } from '../../../../mocks/assumption.ts';
import { onfido } from '../../../../mocks/provider/profiles/onfido.ts';
import { createStand, type Got, type Stand, start } from './stand.ts';

const under = (assume: Record<string, string> = {}) => onfido.under(chooseReadings(onfido.assumes, assume, 'test'));
const ana = { key: 'ana', email: 'ana@example.com', level: 'plus' };
const classic = { product: 'classic' };

async function sent(type: string, details: object = {}, assume: Record<string, string> = {}) {
  const stand = createStand(onfido, assume);
  stand.provider.emit(type, { applicant: ana, ...details });
  await stand.clock.settle();
  const [{ text }] = stand.got as [Got];
  return { text, payload: JSON.parse(text).payload, stand };
}

function ask(stand: Stand, request: string, body = '', mode: 'test' | 'live' = 'test') {
  const key = stand.provider.keys.find(({ livemode }) => livemode === (mode === 'live'))?.value;
  return stand.ask(request, { key: null, body, headers: { authorization: `Token token=${key}` } });
}

describe('an event of Onfido', () => {
  it('carries the run and its status in Workflow Studio, but no e-mail', async () => {
    const { text } = await sent('workflow_run.completed');
    expect(text).toMatchInlineSnapshot(
      `"{"payload":{"resource_type":"workflow_run","action":"workflow_run.completed","object":{"id":"98a24137-6d26-4408-8c6b-fbec423be497","status":"approved","completed_at_iso8601":"2026-01-01T00:00:00Z","href":"https://api.eu.onfido.com/v3.6/workflow_runs/98a24137-6d26-4408-8c6b-fbec423be497"},"resource":{"id":"98a24137-6d26-4408-8c6b-fbec423be497","applicant_id":"81b7a3f7-7a11-4e4c-a269-4208ec808c5a","workflow_id":"be816978-ff07-4b95-a5f8-30ea8eb620c1","workflow_version_id":1,"status":"approved","created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z","dashboard_url":"https://dashboard.onfido.com/results/98a24137-6d26-4408-8c6b-fbec423be497","customer_user_id":"cus_quklrbxypf4o","tags":["plus"],"output":{},"reasons":[],"error":null}}}"`,
    );
  });

  it('of a task has the keys of the official sample', async () => {
    const { payload } = await sent('workflow_task.started');
    const sample = {
      object: ['id', 'task_spec_id', 'task_def_id', 'workflow_run_id', 'status', 'started_at_iso8601', 'href'],
      resource: [
        'created_at',
        'id',
        'workflow_run_id',
        'updated_at',
        'input',
        'task_def_version',
        'task_def_id',
        'output',
      ],
    };
    expect({ object: Object.keys(payload.object), resource: Object.keys(payload.resource) }).toEqual(sample);
  });

  it.each([
    ['approved', 'approved'],
    ['rejected', 'declined'],
    ['review', 'review'],
    ['canceled', 'abandoned'],
    ['failed', 'error'],
  ])('says of somebody %s: %s', async (outcome, status) => {
    const { payload } = await sent('workflow_run.completed', { outcome });
    expect([payload.object.status, payload.resource.status]).toEqual([status, status]);
  });

  it('of a classic check says that it is complete, and not with what result', async () => {
    const { text, payload, stand } = await sent('check.completed', {}, classic);
    expect(text).toBe(
      `{"payload":{"resource_type":"check","action":"check.completed","object":{"id":"${payload.object.id}","status":"complete","completed_at_iso8601":"2026-01-01T00:00:00Z","href":"https://api.onfido.com/v3/checks/${payload.object.id}"}}}`,
    );
    expect((await ask(stand, `GET /v3.6/checks/${payload.object.id}`)).json.result).toBe('clear');
    const { payload: other, stand: second } = await sent('check.completed', { outcome: 'review' }, classic);
    expect(other.object.status).toBe('complete');
    expect((await ask(second, `GET /v3.6/checks/${other.object.id}`)).json.result).toBe('consider');
  });

  it('tells of a whole check: started, complete, reopened, complete', async () => {
    const { provider, clock, got } = createStand(onfido, classic);
    const { id } = provider.decide('approved', { applicant: ana });
    provider.emit('check.reopened', { subject: id });
    await clock.settle();
    const told = got.map(({ text }) => JSON.parse(text).payload);
    expect(told.map(({ action, object }) => [action, object.status])).toEqual([
      ['check.started', 'in_progress'],
      ['check.completed', 'complete'],
      ['check.reopened', 'reopened'],
    ]);
  });
});

describe('the delivery of Onfido', () => {
  it('waits 10 seconds for a 20x', () => {
    expect(under().delivery.timeout).toBe(10_000);
    expect([200, 204, 210, 410].map(under().delivery.verdict)).toEqual(['delivered', 'delivered', 'retry', 'retry']);
    expect(under({ answers: '2xx' }).delivery.verdict(226)).toBe('delivered');
  });

  it('has a ladder that is assumed, or none', async () => {
    const { provider, clock, got } = createStand(onfido, { ladder: 'none' }, 503);
    provider.emit('workflow_run.completed', { applicant: ana });
    await clock.advance(48 * 3_600_000);
    expect(got.map(({ at }) => at - start)).toEqual([0]);
    expect(under().delivery.retries).toHaveLength(7);
  });
});

describe('the API of Onfido', () => {
  it('tells who the applicant of a run is', async () => {
    const { payload, stand } = await sent('workflow_run.completed');
    const run = await ask(stand, `GET /v3.6/workflow_runs/${payload.object.id}`);
    expect(run.json).toEqual(payload.resource);
    const applicant = await ask(stand, `GET /v3.6/applicants/${payload.resource.applicant_id}`);
    expect(applicant.json).toMatchObject({ email: 'ana@example.com', sandbox: true });
    expect(run.json.tags).toEqual(['plus']);
  });

  it('wants a token, and shows it its own mode alone', async () => {
    const { payload, stand } = await sent('workflow_run.completed');
    const path = `GET /v3.6/workflow_runs/${payload.object.id}`;
    expect((await stand.ask(path)).at('error.type')).toBe('authorization_error');
    expect((await ask(stand, path, '', 'live')).status).toBe(404);
    expect((await ask(stand, 'GET /v3.6/nothing')).at('error.type')).toBe('resource_not_found');
  });

  it('sends check.completed again, and nothing else', async () => {
    const { payload, stand, text } = await sent('check.completed', {}, classic);
    const again = (event: string) => JSON.stringify({ data: [{ resource_id: payload.object.id, event }] });
    expect((await ask(stand, 'POST /v3.6/webhooks/resend', again('check.completed'))).status).toBe(204);
    await stand.clock.settle();
    expect(stand.got.map((each) => each.text)).toEqual([text, text]);
    expect((await ask(stand, 'POST /v3.6/webhooks/resend', again('check.started'))).status).toBe(422);
    expect((await ask(stand, 'POST /v3.6/webhooks/resend', '{}')).status).toBe(422);
  });
});
