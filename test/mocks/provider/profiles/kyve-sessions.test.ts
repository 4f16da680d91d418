import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../../mocks/duration.ts';
import { kyve } from '../../../../mocks/provider/profiles/kyve.ts';
import { type Asked, createStand, start } from './stand.ts';

const uuid = 'b2c3d4e5-0000-4000-8000-000000000000';

/** As in the sample of the sessions page. */
const sample: Asked = {
  headers: { 'idempotency-key': uuid, 'content-type': 'application/json' },
  body: {
    template_id: 'tpl_abc123def456',
    metadata: { customer_id: 'cus_123' },
    redirect_url: 'https://yourapp.example.com/kyc/complete',
  },
};

describe('POST /v1/sessions', () => {
  it('makes a session and hands out its token', async () => {
    const { ask, provider } = createStand(kyve);
    const { status, json } = await ask('POST /v1/sessions', sample);
    expect(status).toBe(201);
    const { sdk_token: token, ...session } = json;
    expect(session).toMatchInlineSnapshot(`
      {
        "created": 1767225600,
        "expires_at": 1767227400,
        "id": "ses_S31TbuzBu6CcEHH81jPPij0m",
        "livemode": false,
        "metadata": {
          "customer_id": "cus_123",
        },
        "redirect_url": "https://yourapp.example.com/kyc/complete",
        "session_id": "ses_S31TbuzBu6CcEHH81jPPij0m",
        "status": "created",
        "template_id": "tpl_abc123def456",
        "template_version": 1,
        "verification_id": "ses_S31TbuzBu6CcEHH81jPPij0m",
      }
    `);
    expect(provider.subjects.get(String(json.id))?.status).toBe('created');

    const [head, claims] = String(token)
      .split('.')
      .slice(0, 2)
      .map((part) => JSON.parse(String(Buffer.from(part, 'base64url'))));
    expect(head).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(claims).toEqual({ sub: json.id, livemode: false, iat: start / 1000, exp: start / 1000 + 1800 });
  });

  it('leaves of its token in the journal what it says, not what makes it good', async () => {
    const { ask, journal } = createStand(kyve);
    const token = String((await ask('POST /v1/sessions', sample)).json.sdk_token);
    const text = journal.toNdjson();
    // By its looks, as any JWT: a list of all tokens ever handed out would be looked through for every text.
    expect(text).toContain(`${token.slice(0, token.lastIndexOf('.'))}.[redacted]`);
    expect(text).not.toContain(token);
  });

  it('fires verification.created with the metadata it was given', async () => {
    const { ask, clock, got } = createStand(kyve);
    await ask('POST /v1/sessions', sample);
    await clock.settle();
    expect(got.map(({ text }) => JSON.parse(text).type)).toEqual(['verification.created']);
    expect(JSON.parse(got[0]?.text ?? '').data.object.metadata).toEqual({ customer_id: 'cus_123' });
  });

  it('takes its mode from the key', async () => {
    const { ask, clock, got } = createStand(kyve);
    expect((await ask('POST /v1/sessions', { key: 'live' })).at('livemode')).toBe(true);
    await clock.settle();
    expect(JSON.parse(got[0]?.text ?? '').livemode).toBe(true);
  });

  it('keeps the token out of the journal', async () => {
    const { ask, journal } = createStand(kyve);
    const { json } = await ask('POST /v1/sessions', sample);
    const signature = String(json.sdk_token).split('.')[2] ?? '';
    expect(signature).toHaveLength(43);
    expect(JSON.stringify(journal.entries())).not.toContain(signature);
  });

  it('answers as the readings say', async () => {
    const answer = async (assume: Record<string, string>) => createStand(kyve, assume).ask('POST /v1/sessions');
    expect((await answer({ 'create-status': '200' })).status).toBe(200);
    expect(Object.keys((await answer({ 'token-key': 'token' })).json)).toContain('token');
    expect(Object.keys((await answer({ 'session-object': 'published', 'session-key': 'session_id' })).json)).toEqual([
      'session_id',
      'template_id',
      'template_version',
      'sdk_token',
    ]);
    expect(Object.keys((await answer({ 'session-object': 'published', 'session-key': 'id' })).json)[0]).toBe('id');
  });

  it('gives metadata back as it came, or takes strings alone', async () => {
    const metadata = { customer_id: 'cus_123', attempts: 2, plan: { name: 'pro' } };
    const { ask } = createStand(kyve);
    expect((await ask('POST /v1/sessions', { body: { metadata } })).at('metadata')).toEqual(metadata);

    const { ask: askStrict } = createStand(kyve, { 'metadata-values': 'strings' });
    const refused = await askStrict('POST /v1/sessions', { body: { metadata } });
    expect(refused.at('error.fields')).toEqual({ 'metadata.attempts': 'Expected a string.' });
  });
});

describe('the template of a session', () => {
  const resolve = async (assume: Record<string, string>, asked: Asked) => {
    const answer = await createStand(kyve, assume).ask('POST /v1/sessions', asked);
    return answer.status < 400 ? answer.at('template_id') : `${answer.status} ${answer.at('error.code')}`;
  };

  it('is the one named, by id or by slug', async () => {
    expect(await resolve({}, { body: { template_id: 'tpl_plus00000000' } })).toBe('tpl_plus00000000');
    expect(await resolve({}, { body: { template_slug: 'plus' } })).toBe('tpl_plus00000000');
    expect(await resolve({}, { body: { template_id: 'tpl_mine' } })).toBe('tpl_mine');
    expect(await resolve({ templates: 'listed' }, { body: { template_id: 'tpl_mine' } })).toBe('404 not_found');
    expect(await resolve({ templates: 'listed' }, { body: { template_slug: 'mine' } })).toBe('404 not_found');
  });

  it('is the default of the workspace when none is named', async () => {
    expect(await resolve({}, {})).toBe('tpl_abc123def456');
    expect(await resolve({}, { key: 'live' })).toBe('tpl_abc123def456');
  });

  it('is the scaffold of the platform in a test mode without a default', async () => {
    expect(await resolve({ 'workspace-default': 'none' }, {})).toBe('tpl_scaffold0000');
    expect(await resolve({ 'workspace-default': 'none' }, { key: 'live' })).toBe('422 validation_error');
  });

  it('is not named twice', async () => {
    const body = { template_id: 'tpl_mine', template_slug: 'plus' };
    expect(await resolve({}, { body })).toBe('422 validation_error');
    expect(await resolve({ 'both-templates': 'id-wins' }, { body })).toBe('tpl_mine');
  });
});

describe('an Idempotency-Key', () => {
  it('gets the first answer again for the same body', async () => {
    const { ask, provider } = createStand(kyve);
    const first = await ask('POST /v1/sessions', sample);
    const again = await ask('POST /v1/sessions', sample);
    expect(again.status).toBe(first.status);
    expect(again.text).toBe(first.text);
    expect(provider.subjects.list()).toHaveLength(1);
  });

  it('conflicts with another body', async () => {
    const { ask } = createStand(kyve);
    await ask('POST /v1/sessions', sample);
    const other = await ask('POST /v1/sessions', { ...sample, body: { metadata: { customer_id: 'cus_9' } } });
    expect([other.status, other.at('error.code')]).toEqual([409, 'idempotency_conflict']);
  });

  it('is forgotten after 24 hours', async () => {
    const { ask, clock } = createStand(kyve);
    const first = await ask('POST /v1/sessions', sample);
    await clock.advance(24 * HOUR - 1);
    expect((await ask('POST /v1/sessions', sample)).at('id')).toBe(first.at('id'));
    await clock.advance(1);
    expect((await ask('POST /v1/sessions', sample)).at('id')).not.toBe(first.at('id'));
  });

  it('belongs to one API key', async () => {
    const { ask } = createStand(kyve);
    const test = await ask('POST /v1/sessions', sample);
    const live = await ask('POST /v1/sessions', { ...sample, key: 'live' });
    expect(live.at('id')).not.toBe(test.at('id'));
  });

  it('belongs to one path, or is alone within the API key', async () => {
    const statuses = async (scope: string) => {
      const { ask } = createStand(kyve, { 'idempotency-scope': scope });
      const headers = { 'idempotency-key': uuid };
      const one = await ask('POST /v1/sessions', { headers });
      const canceled = await ask(`POST /v1/sessions/${one.at('id')}/cancel`, { headers });
      return [canceled.status, canceled.at('status')];
    };
    expect(await statuses('api-key-and-path')).toEqual([200, 'canceled']);
    expect(await statuses('api-key')).toEqual([201, 'created']);
  });

  it('keeps errors only under idempotency-errors: kept', async () => {
    const second = async (reading: string) => {
      const { ask } = createStand(kyve, { 'idempotency-errors': reading });
      const headers = { 'idempotency-key': uuid };
      const bad = await ask('POST /v1/sessions', { headers, body: { redirect_url: 7 } });
      expect(bad.status).toBe(422);
      return (await ask('POST /v1/sessions', { headers, body: {} })).status;
    };
    expect(await second('not-kept')).toBe(201);
    expect(await second('kept')).toBe(409);
  });
});

describe('a session left alone', () => {
  it('expires after 30 minutes of sandbox time and fires verification.updated', async () => {
    const { ask, clock, got } = createStand(kyve);
    const id = (await ask('POST /v1/sessions')).at('id');
    await clock.advance(30 * MINUTE - 1);
    expect((await ask(`GET /v1/sessions/${id}`)).at('status')).toBe('created');
    await clock.advance(1);
    expect((await ask(`GET /v1/sessions/${id}`)).at('status')).toBe('expired');
    expect(got.map(({ text }) => JSON.parse(text).type)).toEqual(['verification.created', 'verification.updated']);
  });

  it('does not expire once it has ended, or waits for a review', async () => {
    const { ask, clock, provider } = createStand(kyve);
    const one = String((await ask('POST /v1/sessions')).at('id'));
    const other = String((await ask('POST /v1/sessions')).at('id'));
    provider.decide('approved', { subject: one });
    provider.decide('review', { subject: other });
    await clock.advance(HOUR);
    expect(provider.subjects.get(one)?.status).toBe('completed');
    expect(provider.subjects.get(other)?.status).toBe('requires_review');
  });
});

describe('a test session under test-outcome: by-metadata', () => {
  const play = async (outcome: string, key: 'test' | 'live' = 'test') => {
    const { ask, clock } = createStand(kyve, { 'test-outcome': 'by-metadata' });
    const id = (await ask('POST /v1/sessions', { key, body: { metadata: { outcome } } })).at('id');
    const seen: unknown[] = [];
    for (let step = 0; step < 4; step++) {
      seen.push((await ask(`GET /v1/sessions/${id}`, { key })).at('status'));
      await clock.advance(2 * SECOND);
    }
    return seen;
  };

  it('plays itself to the outcome it was given', async () => {
    expect(await play('approved')).toEqual(['created', 'requires_input', 'in_progress', 'completed']);
    expect(await play('failed')).toEqual(['created', 'requires_input', 'in_progress', 'failed']);
    expect(await play('review')).toEqual(['created', 'requires_input', 'in_progress', 'requires_review']);
    expect(await play('canceled')).toEqual(['created', 'requires_input', 'in_progress', 'canceled']);
    expect(await play('expired')).toEqual(['created', 'created', 'created', 'created']);
  });

  it('leaves live sessions alone', async () => {
    expect(await play('approved', 'live')).toEqual(['created', 'created', 'created', 'created']);
  });

  it('stops when it is canceled on the way', async () => {
    const { ask, clock } = createStand(kyve, { 'test-outcome': 'by-metadata' });
    const id = (await ask('POST /v1/sessions', { body: { metadata: { outcome: 'approved' } } })).at('id');
    await clock.advance(3 * SECOND);
    await ask(`POST /v1/sessions/${id}/cancel`);
    await clock.advance(HOUR);
    expect((await ask(`GET /v1/sessions/${id}`)).at('status')).toBe('canceled');
  });

  it('is off by default', async () => {
    const { ask, clock } = createStand(kyve);
    const id = (await ask('POST /v1/sessions', { body: { metadata: { outcome: 'approved' } } })).at('id');
    await clock.advance(10 * SECOND);
    expect((await ask(`GET /v1/sessions/${id}`)).at('status')).toBe('created');
  });
});

describe('reading and canceling sessions', () => {
  it('cancels an open one, once', async () => {
    const { ask } = createStand(kyve);
    const id = (await ask('POST /v1/sessions')).at('id');
    const canceled = await ask(`POST /v1/sessions/${id}/cancel`);
    expect([canceled.status, canceled.at('status')]).toEqual([200, 'canceled']);
    const again = await ask(`POST /v1/sessions/${id}/cancel`);
    expect([again.status, again.at('error.code')]).toEqual([409, 'verification_not_cancelable']);
  });

  it('lists the newest first, a page at a time, by cursor', async () => {
    const { ask } = createStand(kyve);
    const ids: unknown[] = [];
    for (let count = 0; count < 3; count++) ids.unshift((await ask('POST /v1/sessions')).at('id'));
    const first = await ask('GET /v1/sessions?limit=2');
    expect([first.at('data.0.id'), first.at('data.1.id'), first.at('has_more')]).toEqual([ids[0], ids[1], true]);
    const second = await ask(`GET /v1/sessions?limit=2&starting_after=${ids[1]}`);
    expect([second.at('data.0.id'), second.at('data.length'), second.at('has_more')]).toEqual([ids[2], 1, false]);
    expect((await ask('GET /v1/sessions?limit=0')).at('error.code')).toBe('validation_error');
    expect((await ask('GET /v1/sessions?starting_after=ses_x')).at('error.code')).toBe('validation_error');
  });

  it('lists by numbered pages under pagination: numbered', async () => {
    const { ask } = createStand(kyve, { pagination: 'numbered' });
    for (let count = 0; count < 3; count++) await ask('POST /v1/sessions');
    const { json } = await ask('GET /v1/sessions?page=2&per_page=2');
    expect({ ...json, data: null }).toEqual({ data: null, page: 2, per_page: 2, total: 3 });
    expect((await ask('GET /v1/sessions?page=0')).at('error.fields')).toEqual({
      page: 'Expected a whole number from 1.',
    });
  });

  it('knows only the published paths under unpublished-paths: closed', async () => {
    const { ask } = createStand(kyve, { 'unpublished-paths': 'closed' });
    const id = (await ask('POST /v1/sessions')).at('id');
    expect((await ask(`GET /v1/verifications/${id}`)).status).toBe(200);
    expect((await ask('GET /v1/sessions')).status).toBe(405);
    expect((await ask(`GET /v1/sessions/${id}`)).status).toBe(404);
    expect((await ask(`POST /v1/sessions/${id}/cancel`)).status).toBe(404);
    expect((await ask('GET /v1/verifications')).status).toBe(404);
    expect((await ask('GET /v1/billing/wallet', { key: 'live' })).status).toBe(404);
  });
});
