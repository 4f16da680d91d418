import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spec } from './pactum.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld('kyve');
});
afterAll(() => world.close());

interface Case {
  readonly what: string;
  readonly method?: string;
  readonly path: string;
  /** null: no key at all. */
  readonly bearer?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly status: number;
  readonly code: string;
  readonly fields?: Readonly<Record<string, string>>;
}

const cases: readonly Case[] = [
  { what: 'no key', path: '/v1/sessions', bearer: null, status: 401, code: 'authentication_required' },
  {
    what: 'a cookie of the portal instead of a key',
    path: '/v1/sessions',
    bearer: null,
    headers: { Cookie: '__Host-kyc_portal_session=1' },
    status: 401,
    code: 'authentication_required',
  },
  { what: 'a key on an internal route', path: '/internal/tenants', status: 401, code: 'authentication_required' },
  { what: 'an unknown key', path: '/v1/sessions', bearer: 'ak_test_no', status: 401, code: 'invalid_api_key' },
  { what: 'an unknown path', path: '/v1/nothing', status: 404, code: 'not_found' },
  { what: 'an unknown session', path: '/v1/sessions/ses_no', status: 404, code: 'verification_not_found' },
  { what: 'an unknown verification', path: '/v1/verifications/ses_no', status: 404, code: 'verification_not_found' },
  { what: 'a wrong method', method: 'DELETE', path: '/v1/sessions', status: 405, code: 'method_not_allowed' },
  {
    what: 'text that is no JSON',
    method: 'POST',
    path: '/v1/sessions',
    body: '{"metadata":',
    status: 422,
    code: 'validation_error',
    fields: { body: 'Expected a JSON object.' },
  },
  {
    what: 'a list',
    method: 'POST',
    path: '/v1/sessions',
    body: '[]',
    status: 422,
    code: 'validation_error',
    fields: { body: 'Expected a JSON object.' },
  },
  {
    what: 'fields of the wrong kind',
    method: 'POST',
    path: '/v1/sessions',
    body: '{"metadata":1,"redirect_url":"ftp://x","template_id":"abc"}',
    status: 422,
    code: 'validation_error',
    fields: {
      metadata: 'Expected an object.',
      redirect_url: 'Expected an http or https URL.',
      template_id: 'Expected an id that begins with tpl_.',
    },
  },
  {
    what: 'a body above the limit',
    method: 'POST',
    path: '/v1/sessions',
    body: `{"metadata":{"a":"${'x'.repeat(1024 * 1024)}"}}`,
    status: 422,
    code: 'validation_error',
    fields: { body: 'Expected at most 1048576 bytes.' },
  },
  {
    what: 'a page that is none',
    path: '/v1/sessions?limit=0',
    status: 422,
    code: 'validation_error',
    fields: { limit: 'Expected a whole number from 1 to 100.' },
  },
];

describe('kyve: errors over HTTP', () => {
  it.each(cases)('$what: $status $code', async ({ method = 'GET', path, bearer, headers, body, ...expected }) => {
    let call = spec().withMethod(method).withPath(`${world.served.provider}${path}`);
    if (bearer !== null) call = call.withBearerToken(bearer ?? world.key());
    if (headers !== undefined) call = call.withHeaders(headers);
    if (body !== undefined) call = call.withHeaders('Content-Type', 'application/json').withBody(body);

    const answer = await call.expectStatus(expected.status).toss();
    expect(answer.json).toEqual({
      error: {
        code: expected.code,
        message: expect.stringMatching(/^[A-Z].*\.$/),
        request_id: expect.stringMatching(/^req_01[0-9a-z]{24}$/),
        ...(expected.fields !== undefined && { fields: expected.fields }),
      },
    });
    expect(answer.headers['kyc-request-id']).toBe(answer.json.error.request_id);
  });

  it('names the methods that are allowed', async () => {
    const call = spec().delete(`${world.served.provider}/v1/sessions`).withBearerToken(world.key());
    await call.expectStatus(405).expectHeader('allow', 'GET, HEAD, OPTIONS, POST');
  });

  it('gives every answer a request id of its own', async () => {
    const ask = () => spec().get(`${world.served.provider}/v1/billing/plans`).expectStatus(200).toss();
    const [first, second] = [await ask(), await ask()];
    expect(first.headers['kyc-request-id']).toMatch(/^req_01/);
    expect(second.headers['kyc-request-id']).not.toBe(first.headers['kyc-request-id']);
  });

  it('lets an SDK token do nothing here, and says when it has expired', async () => {
    const made = await spec()
      .post(`${world.served.provider}/v1/sessions`)
      .withBearerToken(world.key())
      .expectStatus(201)
      .toss();
    const withToken = () =>
      spec().get(`${world.served.provider}/v1/sessions`).withBearerToken(made.json.sdk_token).expectStatus(401);
    await withToken().expectJsonLike({ error: { code: 'authentication_required' } });
    await spec().post(`${world.served.control}/steps`).withJson({ advance: '31m' }).expectStatus(200).toss();
    await withToken().expectJsonLike({ error: { code: 'session_expired' } });
  });
});

describe('kyve: errors that a reading brings about', () => {
  const readings = [
    { assume: { 'tenant-state': 'suspended' }, mode: 'test', status: 403, code: 'tenant_suspended' },
    { assume: { 'billing-state': 'not-activated' }, mode: 'live', status: 403, code: 'live_mode_not_activated' },
    { assume: { 'billing-state': 'empty-wallet' }, mode: 'live', status: 402, code: 'insufficient_balance' },
    { assume: { 'dependency-state': 'down' }, mode: 'test', status: 503, code: 'dependency_unavailable' },
  ] as const;

  it.each(readings)('$code', async ({ assume, mode, status, code }) => {
    const other = await openWorld('kyve', { assume });
    try {
      await spec()
        .post(`${other.served.provider}/v1/sessions`)
        .withBearerToken(other.key(mode))
        .expectStatus(status)
        .expectJsonLike({ error: { code } });
    } finally {
      await other.close();
    }
  });

  it('rate_limited, with the seconds to wait', async () => {
    const other = await openWorld('kyve', { assume: { 'rate-limit': '1-per-minute' }, start: '2026-01-01T00:00:20Z' });
    try {
      const list = () => spec().get(`${other.served.provider}/v1/sessions`).withBearerToken(other.key());
      await list().expectStatus(200).toss();
      await list()
        .expectStatus(429)
        .expectHeader('retry-after', '40')
        .expectJsonLike({ error: { code: 'rate_limited' } });
    } finally {
      await other.close();
    }
  });
});
