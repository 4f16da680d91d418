import { describe, expect, it } from 'vitest';
import { formatDuration } from '../../../../mocks/duration.ts';
import { ladderOf } from '../../../../mocks/provider/delivery.ts';
import { persona } from '../../../../mocks/provider/profiles/persona.ts';
import { createStand, start } from './stand.ts';

const ada = { key: 'ada', email: 'ada@example.com', level: 'basic' };
const inquiries = '/api/v1/inquiries';

describe('Persona', () => {
  it('tells of a pass as a JSON:API event under kebab keys', async () => {
    const { provider, clock, got } = createStand(persona);
    provider.emit('inquiry.approved', { applicant: ada });
    await clock.settle();
    const event = JSON.parse(got[0]?.text ?? '');
    expect(event.data).toMatchObject({
      type: 'event',
      id: expect.stringMatching(/^evt_\w{24}$/),
      attributes: { name: 'inquiry.approved', 'created-at': new Date(start).toISOString() },
    });
    expect(event.data.attributes.payload).toMatchObject({
      data: {
        type: 'inquiry',
        attributes: {
          status: 'approved',
          'reference-id': null,
          fields: { 'email-address': { value: 'ada@example.com' }, 'kyc-level': { value: 'basic' } },
        },
      },
      included: [],
    });
  });

  it('counts its attempts in headers, up to eight in two days', async () => {
    const { provider, clock, got } = createStand(persona, {}, 500);
    provider.emit('inquiry.approved', { applicant: ada });
    await clock.advance(60 * 3_600_000);
    const header = (name: string) => got.map(({ headers }) => headers[`persona-webhook-${name}`]);
    expect(header('attempts-made')).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
    expect(header('attempts-left')).toEqual(['7', '6', '5', '4', '3', '2', '1', '0']);
    expect(new Set(header('first-attempted-at'))).toEqual(new Set([String(start / 1000)]));
    expect(got[0]?.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(ladderOf(provider.behaviour.delivery).map(formatDuration)).toEqual(
      got.map(({ at }) => formatDuration(at - start)),
    );
  });

  it('signs whole sets during a rotation, the newest first, parted by a space', async () => {
    const { provider, clock, got } = createStand(persona);
    provider.endpoints.rotate('test', 3_600_000);
    provider.emit('inquiry.approved', { applicant: ada });
    await clock.advance(0);
    expect(got[0]?.headers['persona-signature']).toMatch(/^t=(\d+),v1=[0-9a-f]{64} t=\1,v1=[0-9a-f]{64}$/);
  });

  it.each([
    ['four', 204, 'delivered'],
    ['four', 203, 'retry'],
    ['any-2xx', 203, 'delivered'],
    ['any-2xx', 302, 'retry'],
    ['200-only', 201, 'retry'],
  ])('read as %s takes %i for %s', (reading, status, verdict) => {
    expect(createStand(persona, { 'success-set': reading }).provider.behaviour.delivery.verdict(status)).toBe(verdict);
  });
});

describe('the API of Persona', () => {
  it('creates an inquiry, simulates it to its end, and fires the real events', async () => {
    const { ask, clock, got } = createStand(persona);
    const fields = { 'email-address': 'ada@example.com', 'kyc-level': 'full' };
    const created = await ask(`POST ${inquiries}`, {
      body: { data: { attributes: { 'reference-id': 'user-7', fields } } },
    });
    expect([created.status, created.at('data.attributes.status')]).toEqual([201, 'created']);
    const id = created.at('data.id');
    const actions = ['start_inquiry', 'create_passed_verification', 'approve_inquiry'].map((type) => ({ type }));
    const done = await ask(`POST ${inquiries}/${id}/perform-simulate-actions`, {
      body: { meta: { 'simulate-actions': actions } },
    });
    expect(done.at('data.attributes.status')).toBe('approved');
    await clock.settle();
    const told = got.map(({ text }) => JSON.parse(text).data.attributes);
    expect(told.map(({ name }) => name)).toEqual(['inquiry.created', 'inquiry.started', 'inquiry.approved']);
    expect(told.at(-1).payload.data.attributes).toMatchObject({ 'reference-id': 'user-7', status: 'approved' });
    expect((await ask(`GET ${inquiries}/${id}`)).at('data.attributes.fields.kyc-level.value')).toBe('full');
  });

  it.each([
    ['no key', `GET ${inquiries}/inq_1`, { key: null }, 401],
    ['an unknown inquiry', `GET ${inquiries}/inq_1`, {}, 404],
    ['no attributes', `POST ${inquiries}`, { body: {} }, 400],
    ['an unknown path', 'GET /api/v1/cases', {}, 404],
  ] as const)('refuses %s', async (_what, request, asked, status) => {
    const answer = await createStand(persona).ask(request, asked);
    expect([answer.status, answer.json]).toEqual([status, { errors: [{ title: expect.any(String) }] }]);
  });

  it.each([
    ['no actions', {}, 400],
    ['an unknown action', { meta: { 'simulate-actions': [{ type: 'bless_inquiry' }] } }, 400],
    ['a way that does not exist', { meta: { 'simulate-actions': [{ type: 'approve_inquiry' }] } }, 409],
  ])('refuses to simulate %s', async (_what, body, status) => {
    const { ask } = createStand(persona);
    const created = await ask(`POST ${inquiries}`, { body: { data: { attributes: {} } } });
    const answer = await ask(`POST ${inquiries}/${created.at('data.id')}/perform-simulate-actions`, { body });
    expect(answer.status).toBe(status);
  });
});
