import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spec } from './pactum.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld('kycert');
});
afterAll(() => world.close());

const runs = '/api/v1/bureau/runs';
const template = '7d9c1d6e-5a52-4c1b-9c3a-1f0a2f0d2b11';
const api = (path: string) => `${world.served.provider}${path}`;
const call = (key = world.key()) => spec().withHeaders('X-API-Key', key);
const step = (taken: object) => spec().post(`${world.served.control}/steps`).withJson(taken).expectStatus(200).toss();

async function createRun(body: object = {}): Promise<string> {
  const whole = { template_id: template, subject: { type: 'pf', doc: '00000000191' }, ...body };
  return (await call().post(api(runs)).withJson(whole).expectStatus(202).toss()).json.run_id;
}

const limits = {
  'x-ratelimit-limit': '600',
  'x-ratelimit-remaining': expect.stringMatching(/^\d+$/),
  'x-ratelimit-reset': expect.stringMatching(/^\d{10}$/),
};

describe('kycert: runs over HTTP', () => {
  it('queues one with 202', async () => {
    const body = {
      template_id: template,
      subject: { type: 'pf', doc: '00000000191' },
      external_id: 'order-7',
      metadata: { email: 'ana@example.com' },
    };
    const { json, headers } = await call().post(api(runs)).withJson(body).expectStatus(202).toss();
    expect(json).toEqual({
      run_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      status: 'queued',
      estimated_seconds: 30,
      livemode: false,
      flags: { external_id: 'order-7' },
    });
    expect(headers).toMatchObject(limits);
  });

  it('takes the other header for the key, and the other form of the input', async () => {
    const bearer = spec().withBearerToken(world.key()).post(api(runs));
    await bearer
      .withJson({ template_id: template, parametros: { cnpj: '00000000000191' } })
      .expectStatus(202)
      .expectJsonLike({ status: 'queued' });
  });

  it('ends it as its document says within 30 seconds of sandbox time', async () => {
    const id = await createRun({ external_id: 'order-8', metadata: { email: 'bea@example.com' } });
    await call()
      .get(api(`${runs}/${id}`))
      .expectStatus(200)
      .expectJsonLike({ status: 'queued', decision: null });
    await step({ advance: '30s' });
    const { json } = await call()
      .get(api(`${runs}/${id}`))
      .expectStatus(200)
      .toss();
    expect(json).toEqual({
      object: 'run',
      run_id: id,
      status: 'completed',
      decision: 'APPROVED',
      risk_band: 'LOW',
      template_id: template,
      subject: { type: 'pf', doc: '00000000191' },
      flags: { external_id: 'order-8' },
      metadata: { email: 'bea@example.com' },
      livemode: false,
      created_at: expect.stringMatching(/Z$/),
      completed_at: expect.stringMatching(/Z$/),
    });
    await call()
      .get(api(`${runs}/${id}/analysis`))
      .expectStatus(200)
      .expectJsonLike({ run_id: id, status: 'completed' });
    const { json: list } = await call()
      .get(api(`${runs}?external_id=order-8`))
      .expectStatus(200)
      .toss();
    expect(list).toEqual({ data: [json], has_more: false, next_cursor: null });
  });

  it('gives the detail only to a key with its scope', async () => {
    const id = await createRun({ subject: { type: 'pf', doc: '00000000281' } });
    await step({ advance: '30s' });
    const { json } = await call()
      .get(api(`${runs}/${id}/detail`))
      .expectStatus(200)
      .toss();
    expect(json.sources).toContainEqual({ source: 'receita_federal_cpf', result: 'INVALID' });

    const reader = world.served.apiKeys.find(({ scopes }) => !scopes.includes('detail:read'))?.value ?? '';
    await call(reader)
      .get(api(`${runs}/${id}`))
      .expectStatus(200)
      .toss();
    const refused = await call(reader)
      .get(api(`${runs}/${id}/detail`))
      .expectStatus(403)
      .toss();
    expect(refused.json.error).toMatchObject({
      code: 'missing_scope',
      message: expect.stringContaining('(detail:read)'),
    });
    await call(reader)
      .post(api(runs))
      .withJson({})
      .expectStatus(403)
      .expectJsonLike({ error: { code: 'missing_scope' } });
  });

  it('redirects to a report that is good for one hour', async () => {
    const id = await createRun();
    const ask = (mode: string) => call().get(api(`${runs}/${id}/report${mode}`));
    await ask('?mode=resumido')
      .expectStatus(400)
      .expectJsonLike({ error: { code: 'run_not_finished' } });
    await step({ advance: '30s' });
    await ask('')
      .expectStatus(400)
      .expectJsonLike({ error: { code: 'invalid_report_mode', param: 'mode' } });
    await ask('?mode=pdf')
      .expectStatus(400)
      .expectJsonLike({ error: { code: 'invalid_report_mode' } });

    const { headers, body } = await ask('?mode=completo').expectStatus(302).toss();
    expect(body).toBe('');
    expect(headers.location).toMatch(
      new RegExp(`^/api/v1/reports/${id}\\.pdf\\?mode=completo&expires=\\d+&signature=`),
    );
    const link = api(headers.location);
    const file = await spec().get(link).expectStatus(200).expectHeader('content-type', 'application/pdf').toss();
    expect(String(file.body)).toMatch(/^%PDF-1\.4/);
    await step({ advance: '1h1s' });
    await spec()
      .get(link)
      .expectStatus(403)
      .expectJsonLike({ error: { code: 'expired_link' } });
  });

  it('answers a repeated Idempotency-Key with the first run', async () => {
    const make = (doc: string) =>
      call()
        .post(api(runs))
        .withHeaders('Idempotency-Key', 'one')
        .withJson({ template_id: template, subject: { type: 'pf', doc } })
        .expectStatus(202);
    const first = await make('00000000191').toss();
    await make('00000000191').expectJson(first.json);
    await make('00000000281').expectJson(first.json);
  });
});

describe('kycert: errors over HTTP', () => {
  const pf = { type: 'pf', doc: '00000000191' };
  const bodies: readonly (readonly [object | string, string, string | null])[] = [
    ['{', 'invalid_json', null],
    [{ subject: pf }, 'missing_template', 'template_id'],
    [{ template_id: template }, 'missing_subject', 'subject.type'],
    [{ template_id: template, subject: { type: 'pf' } }, 'missing_subject', 'subject.doc'],
    [{ template_id: template, subject: { type: 'pf', doc: '123' } }, 'invalid_document', 'subject.doc'],
    [{ template_id: template, subject: { type: 'xx', doc: '123' } }, 'invalid_subject_type', 'subject.type'],
    [{ template_id: '00000000-0000-4000-8000-0000000000f2', subject: pf }, 'subject_type_mismatch', 'subject.type'],
    [{ template_id: template, subject: pf, metadata: { a: 'x'.repeat(501) } }, 'invalid_metadata', 'metadata'],
    [{ template_id: template, subject: pf, webhook_url: 'http://example.com/' }, 'invalid_webhook_url', 'webhook_url'],
  ];

  it.each(bodies)('400 to %j: %s', async (body, code, param) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const { json, headers } = await call()
      .post(api(runs))
      .withHeaders('Content-Type', 'application/json')
      .withBody(text)
      .expectStatus(400)
      .toss();
    expect(json).toEqual({
      error: { type: 'invalid_request_error', code, message: expect.stringMatching(/\S/), param },
    });
    expect(headers).toMatchObject(limits);
  });

  it('the sample of the errors page, to the letter', async () => {
    await call()
      .post(api(runs))
      .withJson({ template_id: template, subject: { type: 'pf', doc: '1' } })
      .expectStatus(400)
      .expectJson({
        error: {
          type: 'invalid_request_error',
          code: 'invalid_document',
          message: 'CPF/CNPJ com quantidade de dígitos incorreta.',
          param: 'subject.doc',
        },
      });
  });

  it('401, 404, 405 and 413, each with the headers of the limit', async () => {
    const none = await spec()
      .get(api(runs))
      .expectStatus(401)
      .expectJsonLike({ error: { code: 'invalid_api_key' } })
      .toss();
    const unknown = await call()
      .get(api(`${runs}/no`))
      .expectStatus(404)
      .toss();
    const elsewhere = await call().get(api('/api/v1/nothing')).expectStatus(404).toss();
    const wrong = await call()
      .delete(api(runs))
      .expectStatus(405)
      .expectHeader('allow', 'GET, HEAD, OPTIONS, POST')
      .toss();
    const large = await call()
      .post(api(runs))
      .withBody('x'.repeat(1024 * 1024 + 1))
      .expectStatus(413)
      .toss();
    for (const { headers } of [none, unknown, elsewhere, wrong, large]) expect(headers).toMatchObject(limits);
  });

  it('an unknown version is a 400', async () => {
    const pinned = (version: string) => call().get(api(runs)).withHeaders('x-kycert-api-version', version);
    await pinned('2026-01-01').expectStatus(200).toss();
    await pinned('newest')
      .expectStatus(400)
      .expectJsonLike({ error: { code: 'unknown_api_version' } });
  });

  it('429 with Retry-After once the minute is used up, until the next minute', async () => {
    const other = await openWorld('kycert', { assume: { 'rate-limit': '2' }, start: '2026-01-01T00:00:15Z' });
    try {
      const list = () => spec().get(`${other.served.provider}${runs}`).withHeaders('X-API-Key', other.key());
      await list().expectStatus(200).expectHeader('x-ratelimit-remaining', '1');
      await list().expectStatus(200).expectHeader('x-ratelimit-remaining', '0');
      await list()
        .expectStatus(429)
        .expectHeader('retry-after', '45')
        .expectHeader('x-ratelimit-reset', String(Date.UTC(2026, 0, 1, 0, 1) / 1000))
        .expectJsonLike({ error: { code: 'rate_limited' } });
      await spec().post(`${other.served.control}/steps`).withJson({ advance: '45s' }).expectStatus(200).toss();
      await list().expectStatus(200).toss();
    } finally {
      await other.close();
    }
  });
});
