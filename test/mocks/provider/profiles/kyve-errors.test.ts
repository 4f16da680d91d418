import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../../mocks/duration.ts';
import { toCall } from '../../../../mocks/http/route.ts';
import { type Code, catalogue } from '../../../../mocks/provider/profiles/kyve/errors.ts';
import { kyve } from '../../../../mocks/provider/profiles/kyve.ts';
import { type Answer, createStand, type Stand } from './stand.ts';

interface Case {
  readonly tells: string;
  readonly assume?: Readonly<Record<string, string>>;
  readonly provoke: (stand: Stand) => Promise<Answer>;
}

const bearer = (value: unknown) => ({ key: null, headers: { authorization: `Bearer ${value}` } });

const cases: Partial<Record<Code, readonly Case[]>> = {
  authentication_required: [
    { tells: 'no credentials', provoke: ({ ask }) => ask('GET /v1/sessions', { key: null }) },
    {
      tells: 'a portal cookie on /v1',
      provoke: ({ ask }) =>
        ask('GET /v1/sessions', { key: null, headers: { cookie: '__Host-kyc_portal_session=abc' } }),
    },
    { tells: 'a bearer key on /internal', provoke: ({ ask }) => ask('GET /internal/portal/billing/wallet') },
    {
      tells: 'another scheme',
      provoke: ({ ask }) => ask('GET /v1/sessions', { key: null, headers: { authorization: 'Basic YTpi' } }),
    },
    {
      tells: 'an sdk_token where a key belongs',
      provoke: async ({ ask }) => {
        const token = (await ask('POST /v1/sessions')).at('sdk_token');
        return ask('GET /v1/sessions', bearer(token));
      },
    },
  ],
  invalid_api_key: [
    { tells: 'malformed', provoke: ({ ask }) => ask('GET /v1/sessions', bearer('nonsense')) },
    { tells: 'not ours', provoke: ({ ask }) => ask('GET /v1/sessions', bearer('ak_test_revoked')) },
    { tells: 'a forged token', provoke: ({ ask }) => ask('GET /v1/sessions', bearer('eyJhbGciOiJub25lIn0.e30.x')) },
    { tells: 'a test key on the billing state', provoke: ({ ask }) => ask('GET /v1/billing/subscription') },
    {
      tells: 'a session of the other mode, read that way',
      assume: { 'other-mode': 'invalid-key' },
      provoke: async ({ ask }) => {
        const id = (await ask('POST /v1/sessions')).at('id');
        return ask(`GET /v1/sessions/${id}`, { key: 'live' });
      },
    },
  ],
  session_expired: [
    {
      tells: 'an sdk_token of 30 minutes ago',
      provoke: async ({ ask, clock }) => {
        const token = (await ask('POST /v1/sessions')).at('sdk_token');
        await clock.advance(30 * MINUTE);
        return ask('GET /v1/sessions', bearer(token));
      },
    },
  ],
  insufficient_balance: [
    {
      tells: 'a live session on an empty wallet',
      assume: { 'billing-state': 'empty-wallet' },
      provoke: ({ ask }) => ask('POST /v1/sessions', { key: 'live' }),
    },
  ],
  tenant_suspended: [
    {
      tells: 'a suspended tenant',
      assume: { 'tenant-state': 'suspended' },
      provoke: ({ ask }) => ask('POST /v1/sessions'),
    },
  ],
  live_mode_not_activated: [
    {
      tells: 'a live key without billing',
      assume: { 'billing-state': 'not-activated' },
      provoke: ({ ask }) => ask('POST /v1/sessions', { key: 'live' }),
    },
  ],
  not_found: [
    { tells: 'an unknown path', provoke: ({ ask }) => ask('GET /v1/nothing') },
    { tells: 'a trailing slash', provoke: ({ ask }) => ask('GET /v1/billing/plans/') },
    { tells: 'a malformed escape', provoke: ({ ask }) => ask('GET /v1/sessions/%zz') },
    {
      tells: 'an unknown template',
      assume: { templates: 'listed' },
      provoke: ({ ask }) => ask('POST /v1/sessions', { body: { template_id: 'tpl_nobody' } }),
    },
  ],
  verification_not_found: [
    { tells: 'an unknown verification', provoke: ({ ask }) => ask('GET /v1/verifications/ses_nobody') },
    { tells: 'an unknown session', provoke: ({ ask }) => ask('GET /v1/sessions/ses_nobody') },
    { tells: 'a cancel of an unknown one', provoke: ({ ask }) => ask('POST /v1/sessions/ses_nobody/cancel') },
    {
      tells: 'a session of the other mode',
      provoke: async ({ ask }) => {
        const id = (await ask('POST /v1/sessions')).at('id');
        return ask(`GET /v1/verifications/${id}`, { key: 'live' });
      },
    },
  ],
  method_not_allowed: [{ tells: 'the wrong method', provoke: ({ ask }) => ask('DELETE /v1/sessions') }],
  idempotency_conflict: [
    {
      tells: 'another body',
      provoke: async ({ ask }) => {
        const headers = { 'idempotency-key': 'k' };
        await ask('POST /v1/sessions', { headers, body: { metadata: { a: '1' } } });
        return ask('POST /v1/sessions', { headers, body: { metadata: { a: '2' } } });
      },
    },
  ],
  verification_not_cancelable: [
    {
      tells: 'an expired session',
      provoke: async ({ ask, clock }) => {
        const id = (await ask('POST /v1/sessions')).at('id');
        await clock.advance(HOUR);
        return ask(`POST /v1/sessions/${id}/cancel`);
      },
    },
    {
      tells: 'a session in review',
      provoke: async ({ ask, provider }) => {
        const { id } = provider.decide('review', { applicant: 'ada' });
        return ask(`POST /v1/sessions/${id}/cancel`);
      },
    },
  ],
  validation_error: [
    { tells: 'no JSON', provoke: ({ ask }) => ask('POST /v1/sessions', { body: '{' }) },
    { tells: 'no object', provoke: ({ ask }) => ask('POST /v1/sessions', { body: '[]' }) },
    { tells: 'metadata', provoke: ({ ask }) => ask('POST /v1/sessions', { body: { metadata: 'x' } }) },
    { tells: 'a URL', provoke: ({ ask }) => ask('POST /v1/sessions', { body: { redirect_url: 'javascript:0' } }) },
    { tells: 'a template id', provoke: ({ ask }) => ask('POST /v1/sessions', { body: { template_id: 'abc' } }) },
    { tells: 'a slug', provoke: ({ ask }) => ask('POST /v1/sessions', { body: { template_slug: 7 } }) },
    { tells: 'a limit', provoke: ({ ask }) => ask('GET /v1/verifications?limit=many') },
    { tells: 'too many bytes', provoke: ({ ask }) => ask('POST /v1/sessions', { body: 'x'.repeat(2 ** 21) }) },
    {
      tells: 'no redirect_url where one is required',
      assume: { 'redirect-url': 'required' },
      provoke: ({ ask }) => ask('POST /v1/sessions', { body: {} }),
    },
    {
      tells: 'an unknown outcome where metadata steers',
      assume: { 'test-outcome': 'by-metadata' },
      provoke: ({ ask }) => ask('POST /v1/sessions', { body: { metadata: { outcome: 'maybe' } } }),
    },
  ],
  rate_limited: [
    {
      tells: 'a second call in a minute that allows one',
      assume: { 'rate-limit': '1-per-minute' },
      provoke: async ({ ask, clock }) => {
        await ask('GET /v1/sessions');
        await clock.advance(20_000);
        return ask('GET /v1/sessions');
      },
    },
  ],
  internal_error: [
    {
      tells: 'a fault of the sandbox',
      provoke: async ({ provider }) => {
        const call = toCall('GET', '/v1/sessions', {}, Buffer.alloc(0));
        const reply = provider.service.refuse(call, { kind: 'fault', fault: new Error('oh') });
        const text = String(provider.service.finish?.(call, reply).body);
        const json = JSON.parse(text);
        return { status: reply.status, headers: reply.headers ?? {}, text, json, at: () => json.error.code };
      },
    },
  ],
  dependency_unavailable: [
    {
      tells: 'a provider that is down',
      assume: { 'dependency-state': 'down' },
      provoke: ({ ask }) => ask('POST /v1/sessions'),
    },
  ],
};

describe('the errors of kyve', () => {
  for (const [code, provocations] of Object.entries(cases)) {
    for (const { tells, assume, provoke } of provocations) {
      it(`${code}: ${tells}`, async () => {
        const { status, json, headers } = await provoke(createStand(kyve, assume));
        const { error } = json as { error: { code: string; message: string; request_id: string } };
        expect(error.code).toBe(code);
        expect(status).toBe(catalogue[code as Code].status);
        expect(error.message).not.toBe('');
        expect(error.request_id).toMatch(/^req_[0-9a-z]{26}$/);
        expect(headers['KYC-Request-Id']).toBe(error.request_id);
        expect(Object.keys(json)).toEqual(['error']);
      });
    }
  }

  it('are all provoked here that can occur', () => {
    const possible = Object.entries(catalogue).filter(([, { here }]) => here !== null);
    expect(Object.keys(cases)).toEqual(possible.map(([code]) => code));
  });

  it('are the twenty of the errors page', () => {
    const rows = Object.entries(catalogue).map(([code, { status }]) => `${status} ${code}`);
    expect(rows).toMatchInlineSnapshot(`
      [
        "401 authentication_required",
        "401 invalid_api_key",
        "401 session_expired",
        "401 invalid_signature",
        "402 insufficient_balance",
        "403 permission_denied",
        "403 tenant_suspended",
        "403 live_mode_not_activated",
        "404 not_found",
        "404 verification_not_found",
        "404 plan_not_found",
        "404 topup_not_found",
        "405 method_not_allowed",
        "409 idempotency_conflict",
        "409 verification_not_cancelable",
        "422 check_not_required",
        "422 validation_error",
        "429 rate_limited",
        "500 internal_error",
        "503 dependency_unavailable",
      ]
    `);
  });

  it('name the methods that a path takes', async () => {
    const { ask } = createStand(kyve);
    expect((await ask('DELETE /v1/sessions')).headers.Allow).toBe('GET, HEAD, OPTIONS, POST');
  });

  it('name what is wrong in fields, within the error or beside it', async () => {
    const body = { metadata: 'x', redirect_url: 'nowhere' };
    const within = await createStand(kyve).ask('POST /v1/sessions', { body });
    expect(within.at('error.fields')).toEqual({
      metadata: 'Expected an object.',
      redirect_url: 'Expected an http or https URL.',
    });
    const beside = await createStand(kyve, { 'error-fields': 'beside-error' }).ask('POST /v1/sessions', { body });
    expect(beside.at('fields.metadata')).toBe('Expected an object.');
    expect(beside.at('error.fields')).toBeUndefined();
  });

  it('say when to come again, and let the caller in then', async () => {
    const { ask, clock } = createStand(kyve, { 'rate-limit': '2-per-minute' });
    await ask('GET /v1/sessions');
    await ask('GET /v1/sessions');
    await clock.advance(15_000);
    const refused = await ask('GET /v1/sessions');
    expect(refused.headers['Retry-After']).toBe('45');
    expect((await ask('GET /v1/sessions', { key: 'live' })).status).toBe(200);
    await clock.advance(45_000);
    expect((await ask('GET /v1/sessions')).status).toBe(200);
  });

  it('leave test keys alone where only live ones are concerned', async () => {
    for (const state of ['not-activated', 'empty-wallet']) {
      expect((await createStand(kyve, { 'billing-state': state }).ask('POST /v1/sessions')).status).toBe(201);
    }
  });
});

describe('KYC-Request-Id', () => {
  it('is on every answer, a new one each time', async () => {
    const { ask } = createStand(kyve);
    const requests = [
      'POST /v1/sessions',
      'GET /v1/sessions',
      'GET /v1/verifications',
      'GET /v1/billing/plans',
      'OPTIONS /v1/sessions',
      'HEAD /v1/sessions',
      'GET /v1/nothing',
      'GET /media/ses_x/selfie.png',
    ];
    const ids: unknown[] = [];
    for (const request of requests) ids.push((await ask(request)).headers['KYC-Request-Id']);
    for (const id of ids) expect(id).toMatch(/^req_[0-9a-z]{26}$/);
    expect(new Set(ids).size).toBe(requests.length);
  });
});
