import { describe, expect, it } from 'vitest';
import { formatDuration } from '../../../../mocks/duration.ts';
import { ladderOf } from '../../../../mocks/provider/delivery.ts';
import { stripeIdentity } from '../../../../mocks/provider/profiles/stripe-identity.ts';
import { createStand, start } from './stand.ts';

const ada = { key: 'ada', email: 'ada@example.com', level: 'basic', customerId: 'cus_1' };
const sessions = '/v1/identity/verification_sessions';
const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe('Stripe Identity', () => {
  it('tells of a pass in an event of Stripe’s shape, with the e-mail that was provided', async () => {
    const { provider, clock, got } = createStand(stripeIdentity);
    provider.emit('identity.verification_session.verified', { applicant: ada });
    await clock.settle();
    expect(JSON.parse(got[0]?.text ?? '')).toMatchObject({
      id: expect.stringMatching(/^evt_\w{24}$/),
      object: 'event',
      created: start / 1000,
      livemode: false,
      pending_webhooks: 1,
      type: 'identity.verification_session.verified',
      data: {
        object: {
          id: expect.stringMatching(/^vs_\w{24}$/),
          object: 'identity.verification_session',
          status: 'verified',
          provided_details: { email: 'ada@example.com' },
          metadata: { kyc_level: 'basic', customer_id: 'cus_1' },
          last_error: null,
        },
      },
    });
  });

  it.each([
    ['test', false, /^t=\d+,v1=[0-9a-f]{64},v0=[0-9a-f]{64}$/],
    ['live', true, /^t=\d+,v1=[0-9a-f]{64}$/],
  ])('signs %s events', async (_mode, livemode, looks) => {
    const { provider, clock, got } = createStand(stripeIdentity);
    provider.emit('identity.verification_session.verified', {
      applicant: ada,
      livemode,
      endpoint: livemode ? 'live' : 'test',
    });
    await clock.settle();
    expect(got[0]?.headers['stripe-signature']).toMatch(looks);
  });

  it('goes back to requires_input with an error after a failed try, and can pass after that', async () => {
    const { provider, clock, got } = createStand(stripeIdentity);
    provider.decide('rejected', { applicant: ada });
    provider.decide('approved', { applicant: ada });
    await clock.settle();
    const told = got.map(({ text }) => JSON.parse(text));
    expect(told.map(({ type }) => type.split('.').at(-1))).toEqual([
      ...['created', 'processing', 'requires_input', 'processing', 'verified'],
    ]);
    expect(told.map(({ data }) => [data.object.status, data.object.last_error?.code ?? null])).toEqual([
      ['requires_input', null],
      ['processing', null],
      ['requires_input', 'document_unverified_other'],
      ['processing', null],
      ['verified', null],
    ]);
    expect(new Set(told.map(({ data }) => data.object.id)).size).toBe(1);
  });

  it('retries as it is read', () => {
    const ladder = (reading: string) =>
      ladderOf(createStand(stripeIdentity, { ladder: reading }).provider.behaviour.delivery).map(formatDuration);
    expect(ladder('sandbox')).toEqual(['0s', '10m', '1h10m', '3h10m']);
    expect(ladder('live').at(-1)).toBe('2d23h35m');
  });

  it('ends the retries where the endpoint is disabled', async () => {
    const { provider, clock } = createStand(stripeIdentity, {}, 500);
    const [delivery] = provider.emit('identity.verification_session.verified', { applicant: ada }).deliveries;
    await clock.advance(60_000);
    provider.endpoints.setEnabled('test', false);
    await clock.advance(3_600_000);
    expect(provider.deliveries.get(delivery?.id ?? '')).toMatchObject({ state: 'failed', attempts: [{ number: 1 }] });
  });
});

describe('the API of Stripe Identity', () => {
  it('creates, retrieves, lists and cancels sessions', async () => {
    const { ask, provider } = createStand(stripeIdentity);
    const body = new URLSearchParams({
      type: 'document',
      'provided_details[email]': 'ada@example.com',
      'metadata[kyc_level]': 'full',
      client_reference_id: 'order-7',
    });
    const created = await ask(`POST ${sessions}`, { body: body.toString(), headers: form });
    expect(created.json).toMatchObject({
      status: 'requires_input',
      client_reference_id: 'order-7',
      client_secret: expect.stringMatching(/^vs_\w+_secret_\w+$/),
      metadata: { kyc_level: 'full' },
      provided_details: { email: 'ada@example.com' },
    });
    expect(provider.subjects.applicant('ada@example.com').level).toBe('full');
    const id = created.json.id;
    expect((await ask(`GET ${sessions}/${id}`)).json).toEqual(created.json);
    expect((await ask(`GET ${sessions}?status=requires_input&limit=1`)).json).toMatchObject({
      object: 'list',
      has_more: false,
      data: [{ id }],
    });
    expect((await ask(`POST ${sessions}/${id}/cancel`)).json).toMatchObject({
      status: 'canceled',
      client_secret: null,
    });
    expect((await ask(`POST ${sessions}/${id}/cancel`)).at('error.type')).toBe('invalid_request_error');
  });

  it.each([
    ['no key', `GET ${sessions}`, { key: null }, 401],
    ['a key it never gave out', `GET ${sessions}`, { key: null, headers: { authorization: 'Bearer sk_test_x' } }, 401],
    ['no type', `POST ${sessions}`, {}, 400],
    ['an unknown session', `GET ${sessions}/vs_unknown`, {}, 404],
    ['an unknown path', 'GET /v1/charges', {}, 404],
  ])('refuses %s', async (_what, request, asked, status) => {
    const answer = await createStand(stripeIdentity).ask(request, asked);
    expect([answer.status, typeof answer.at('error.message')]).toEqual([status, 'string']);
  });

  it('takes its key as the user name of Basic too', async () => {
    const { ask, provider } = createStand(stripeIdentity);
    const basic = Buffer.from(`${provider.keys[0]?.value}:`).toString('base64');
    expect((await ask(`GET ${sessions}`, { key: null, headers: { authorization: `Basic ${basic}` } })).status).toBe(
      200,
    );
  });
});
