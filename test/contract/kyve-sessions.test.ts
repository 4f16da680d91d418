import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spec } from './pactum.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld('kyve');
});
afterAll(() => world.close());

/** A call with the test key. */
const call = () => spec().withBearerToken(world.key());
const api = (path: string) => `${world.served.provider}${path}`;
const step = (taken: object) => spec().post(`${world.served.control}/steps`).withJson(taken).expectStatus(200).toss();

const sample = {
  template_id: 'tpl_abc123def456',
  metadata: { customer_id: 'cus_123' },
  redirect_url: 'https://yourapp.example.com/kyc/complete',
};

async function createSession(body: object = sample) {
  return (await call().post(api('/v1/sessions')).withJson(body).expectStatus(201).toss()).json;
}

describe('kyve: sessions over HTTP', () => {
  it('makes one as the sessions page shows it', async () => {
    const { json, headers } = await call().post(api('/v1/sessions')).withJson(sample).expectStatus(201).toss();
    expect(json).toEqual({
      id: expect.stringMatching(/^ses_\w{24}$/),
      session_id: json.id,
      template_id: 'tpl_abc123def456',
      template_version: 1,
      verification_id: json.id,
      status: 'created',
      livemode: false,
      metadata: { customer_id: 'cus_123' },
      redirect_url: 'https://yourapp.example.com/kyc/complete',
      created: expect.any(Number),
      expires_at: json.created + 30 * 60,
      sdk_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    });
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'kyc-request-id': expect.stringMatching(/^req_01[0-9a-z]{24}$/),
    });
  });

  it('needs no body at all in test mode', async () => {
    const { json } = await call().post(api('/v1/sessions')).expectStatus(201).toss();
    expect(json).toMatchObject({ template_id: 'tpl_abc123def456', metadata: {}, redirect_url: null });
  });

  it('reads it back without the token, and only with a key of its mode', async () => {
    const { sdk_token: _token, ...session } = await createSession();
    await call()
      .get(api(`/v1/sessions/${session.id}`))
      .expectStatus(200)
      .expectJson(session);
    const other = spec()
      .withBearerToken(world.key('live'))
      .get(api(`/v1/sessions/${session.id}`));
    const { json } = await other.toss();
    expect(json.error.code).toMatch(/^(?:invalid_api_key|verification_not_found)$/);
  });

  it('lists the newest first, in pages', async () => {
    const first = await createSession();
    const second = await createSession();
    const page = await call().get(api('/v1/sessions?limit=1')).expectStatus(200).toss();
    expect(page.json).toMatchObject({ data: [{ id: second.id }], has_more: true });
    const next = await call()
      .get(api(`/v1/sessions?limit=1&starting_after=${second.id}`))
      .expectStatus(200)
      .toss();
    expect(next.json.data).toEqual([expect.objectContaining({ id: first.id })]);
  });

  it('cancels one once, and not after it has ended', async () => {
    const { id } = await createSession();
    const cancel = () => call().post(api(`/v1/sessions/${id}/cancel`));
    await cancel().expectStatus(200).expectJsonLike({ id, status: 'canceled' });
    await cancel()
      .expectStatus(409)
      .expectJsonLike({ error: { code: 'verification_not_cancelable', message: 'Already terminal.' } });
  });

  it('lets one expire after 30 minutes of sandbox time', async () => {
    const { id } = await createSession();
    await step({ advance: '29m59s' });
    await call()
      .get(api(`/v1/sessions/${id}`))
      .expectStatus(200)
      .expectJsonLike({ status: 'created' });
    await step({ advance: '1s' });
    await call()
      .get(api(`/v1/sessions/${id}`))
      .expectStatus(200)
      .expectJsonLike({ status: 'expired' });
  });
});

describe('kyve: idempotency over HTTP', () => {
  const make = (key: string, body: string) =>
    call()
      .post(api('/v1/sessions'))
      .withHeaders({ 'Idempotency-Key': key, 'Content-Type': 'application/json' })
      .withBody(body);

  it('gives the same bytes the first answer again, and other bytes a conflict', async () => {
    const bytes = '{"metadata" :  {"customer_id":"cus_1"}}';
    const first = await make('key-1', bytes).expectStatus(201).toss();
    await make('key-1', bytes).expectStatus(201).expectBody(first.json);
    await make('key-1', '{"metadata":{"customer_id":"cus_1"}}')
      .expectStatus(409)
      .expectJsonLike({ error: { code: 'idempotency_conflict' } });
    await make('key-2', bytes).expectStatus(201).toss();
    const { json } = await call().get(api('/v1/sessions?limit=100')).toss();
    expect(json.data.filter(({ id }: { id: string }) => id === first.json.id)).toHaveLength(1);
  });

  it('forgets a key after 24 hours of sandbox time', async () => {
    const first = await make('key-of-a-day', '{}').expectStatus(201).toss();
    await step({ advance: '23h59m' });
    await make('key-of-a-day', '{}').expectStatus(201).expectJsonLike({ id: first.json.id });
    await step({ advance: '1m' });
    const later = await make('key-of-a-day', '{}').expectStatus(201).toss();
    expect(later.json.id).not.toBe(first.json.id);
  });
});

describe('kyve: verifications and billing over HTTP', () => {
  it('shows checks, fields and pictures once the person has passed; the links last 15 minutes', async () => {
    const { id } = await createSession({ metadata: { email: 'ana@example.com' } });
    const open = await call()
      .get(api(`/v1/verifications/${id}`))
      .expectStatus(200)
      .toss();
    expect(open.json).toMatchObject({ status: 'created', extracted_fields: {}, media: [] });

    await step({ decide: { outcome: 'approved', subject: id } });
    const { json } = await call()
      .get(api(`/v1/verifications/${id}`))
      .expectStatus(200)
      .toss();
    expect(json).toMatchObject({
      id,
      status: 'completed',
      metadata: { email: 'ana@example.com' },
      checks: [
        { type: 'document_upload', status: 'passed' },
        { type: 'liveness', status: 'passed' },
      ],
      extracted_fields: { full_name: expect.any(String), document_number: expect.stringMatching(/^P\d{8}$/) },
    });
    expect(json.media).toHaveLength(2);

    const link = json.media[0].url;
    await spec().get(link).expectStatus(200).expectHeader('content-type', 'image/png');
    await spec().get(link.replace(/.$/, '~')).expectStatus(403).expectBodyContains('The signature does not match.');
    await step({ advance: '15m' });
    await spec().get(link).expectStatus(403).expectBodyContains('Request has expired.');
  });

  it('lists verifications', async () => {
    const { id } = await createSession();
    const { json } = await call().get(api('/v1/verifications?limit=1')).expectStatus(200).toss();
    expect(json.data).toEqual([expect.objectContaining({ id })]);
  });

  it('tells the published plans to anybody', async () => {
    const { json } = await spec().get(api('/v1/billing/plans')).expectStatus(200).toss();
    expect(json).toMatchInlineSnapshot(`
      {
        "plans": [
          {
            "currency": "usd",
            "included_verifications": 100,
            "monthly_price": "99.00",
            "name": "Starter",
            "overage_price": "1.25",
            "slug": "starter",
          },
          {
            "currency": "usd",
            "included_verifications": 750,
            "monthly_price": "499.00",
            "name": "Growth",
            "overage_price": "1.00",
            "slug": "growth",
          },
          {
            "currency": "usd",
            "included_verifications": 4000,
            "monthly_price": "1999.00",
            "name": "Scale",
            "overage_price": "0.75",
            "slug": "scale",
          },
        ],
        "prepaid": {
          "currency": "USDT",
          "network": "tron",
          "rate": "1.40",
        },
      }
    `);
  });

  it('tells the billing state to a live key alone', async () => {
    const wallet = api('/v1/billing/wallet');
    await spec().get(wallet).withBearerToken(world.key('live')).expectStatus(200).expectJsonLike({ currency: 'USDT' });
    await call()
      .get(wallet)
      .expectStatus(401)
      .expectJsonLike({ error: { code: 'invalid_api_key', message: 'This route takes a live key.' } });
  });
});
