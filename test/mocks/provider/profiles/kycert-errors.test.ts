import { describe, expect, it } from 'vitest';
import { toCall } from '../../../../mocks/http/route.ts';
import type { Readings } from '../../../../mocks/provider/profile.ts';
import { errors } from '../../../../mocks/provider/profiles/kycert/errors.ts';
import { builtInTemplates } from '../../../../mocks/provider/profiles/kycert/fixtures.ts';
import { clean, createWorld, runs } from './kycert-world.ts';

const pf = (doc: unknown) => ({ template_id: 'kyc', subject: { type: 'pf', doc } });
const elevenKeys = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`k${index}`, 'v']));

type Case = [code: string, status: number, param: string | null, body: unknown, readings?: Readings];
const wrongBodies: Case[] = [
  ['invalid_json', 400, null, '{'],
  ['invalid_json', 400, null, '[]'],
  ['missing_template', 400, 'template_id', { subject: clean.subject }],
  ['invalid_parameter', 400, 'template_id', { ...clean, template_id: 7 }],
  ['missing_subject', 400, 'subject.type', { template_id: 'kyc' }],
  ['missing_subject', 400, 'subject.type', { template_id: 'kyc', subject: { doc: '1' } }],
  ['missing_subject', 400, 'subject.doc', { template_id: 'kyc', subject: { type: 'pf' } }],
  ['missing_subject', 400, 'parametros', { template_id: 'kyc', parametros: { nome: 'Ana' } }],
  ['missing_subject', 400, 'parametros', clean, { 'run-input': 'parametros' }],
  [
    'missing_subject',
    400,
    'subject.type',
    { template_id: 'kyc', parametros: { cpf: '1' } },
    { 'run-input': 'subject' },
  ],
  ['invalid_subject_type', 400, 'subject.type', { template_id: 'kyc', subject: { type: 'PF', doc: '1' } }],
  ['invalid_document', 400, 'subject.doc', pf('0000000019')],
  ['invalid_document', 400, 'subject.doc', pf('00000000000191')],
  ['invalid_document', 400, 'subject.doc', pf(191)],
  ['invalid_document', 400, 'parametros.cpf', { template_id: 'kyc', parametros: { cpf: '12' } }],
  ['invalid_document', 400, 'subject.doc', pf('000.000.001-91'), { 'document-mask': 'refused' }],
  ['subject_type_mismatch', 400, 'subject.type', { ...clean, template_id: builtInTemplates.pj }],
  ['template_not_found', 404, 'template_id', clean, { 'known-templates': 'built-in' }],
  ['invalid_parameter', 400, 'external_id', { ...clean, external_id: 7 }],
  ['invalid_metadata', 400, 'metadata', { ...clean, metadata: elevenKeys }],
  ['invalid_metadata', 400, 'metadata', { ...clean, metadata: { a: 'x'.repeat(501) } }],
  ['invalid_metadata', 400, 'metadata', { ...clean, metadata: { a: 1 } }],
  ['invalid_metadata', 400, 'metadata', { ...clean, metadata: 'a' }],
  ['invalid_webhook_url', 400, 'webhook_url', { ...clean, webhook_url: 7 }],
  ['invalid_webhook_url', 400, 'webhook_url', { ...clean, webhook_url: 'http://elsewhere.example' }],
];

describe('errors of kycert', () => {
  it.each(wrongBodies)('%s (%i, %s) for %j', (code, status, param, body, readings: Readings = {}) => {
    const { call } = createWorld(readings);
    const reply = call('POST', runs, body);
    expect([reply.status, reply.json.error.code, reply.json.error.param]).toEqual([status, code, param]);
    expect(call('GET', runs).json.data).toEqual([]);
  });

  it('have the documented envelope', () => {
    const { call } = createWorld();
    expect(call('POST', runs, pf('1')).json).toEqual({
      error: {
        type: 'invalid_request_error',
        code: 'invalid_document',
        message: 'CPF/CNPJ com quantidade de dígitos incorreta.',
        param: 'subject.doc',
      },
    });
  });

  it('are documented in four rows; only their codes are sure', () => {
    const documented = Object.entries(errors).filter(([, row]) => row.documented);
    expect(documented.map(([code]) => code)).toEqual([
      'missing_subject',
      'invalid_document',
      'invalid_subject_type',
      'subject_type_mismatch',
    ]);
    const { call } = createWorld({ 'error-codes': 'null' });
    expect(call('POST', runs, pf('1')).json.error.code).toBe('invalid_document');
    expect(call('POST', runs, {}).json.error.code).toBeNull();
  });

  it('never look at check digits, nor at the limits from inside', () => {
    const { call } = createWorld();
    const metadata = Object.fromEntries(
      Object.keys(elevenKeys)
        .slice(1)
        .map((key) => [key, 'x'.repeat(500)]),
    );
    expect(call('POST', runs, { ...pf('000.000.002-00'), metadata }).status).toBe(202);
    expect(call('POST', runs, { ...clean, template_id: builtInTemplates.pf }).status).toBe(202);
  });

  it.each([
    ['GET', '/api/v1/bureau/nothing', 404, 'not_found'],
    ['GET', `${runs}/nobody`, 404, 'not_found'],
    ['GET', `${runs}/%zz`, 400, 'invalid_parameter'],
    ['DELETE', runs, 405, 'method_not_allowed'],
  ])('%s %s is a %i %s', (method, path, status, code) => {
    const reply = createWorld().call(method, path);
    expect([reply.status, reply.json.error.code]).toEqual([status, code]);
    expect(reply.headers.Allow).toBe(status === 405 ? 'GET, HEAD, OPTIONS, POST' : undefined);
  });

  it('a body of more than a megabyte is too large', () => {
    const huge = JSON.stringify({ ...clean, padding: 'x'.repeat(1024 * 1024) });
    expect(createWorld().call('POST', runs, huge).status).toBe(413);
  });

  it('may keep to the statuses that the errors page lists', () => {
    const { call } = createWorld({ 'statuses-not-listed': 'listed-only' });
    expect(call('DELETE', runs).status).toBe(404);
    expect(call('POST', runs, 'x'.repeat(1024 * 1024 + 1)).status).toBe(400);
  });

  it('a fault of our own is a 500', () => {
    const { provider } = createWorld();
    const call = toCall('GET', '/', {}, Buffer.alloc(0));
    const reply = provider.service.refuse(call, { kind: 'fault', fault: new Error('x') });
    expect([reply.status, JSON.parse(String(reply.body)).error.code]).toEqual([500, 'internal_error']);
  });

  it.each([
    ['exhausted', 'insufficient_credits'],
    ['suspended', 'billing_suspended'],
  ])('credits %s refuse live runs with 402 %s, and sandbox runs never', (reading, code) => {
    const { call, keys } = createWorld({ credits: reading });
    const reply = call('POST', runs, clean, { 'x-api-key': keys.live });
    expect([reply.status, reply.json.error.code]).toEqual([402, code]);
    expect(call('POST', runs, clean).status).toBe(202);
  });
});

describe('access to kycert', () => {
  it('is by X-API-Key or Authorization: Bearer', () => {
    const { call, keys } = createWorld();
    expect(call('GET', runs).status).toBe(200);
    const bearer = { 'x-api-key': undefined as unknown as string, authorization: `Bearer ${keys.test}` };
    expect(call('GET', runs, undefined, bearer).status).toBe(200);
  });

  it('is refused with 401 without a good key', () => {
    const { call } = createWorld();
    for (const key of ['', 'sk_test_unknown']) {
      const reply = call('GET', runs, undefined, { 'x-api-key': key });
      expect([reply.status, reply.json.error.code]).toEqual([401, 'invalid_api_key']);
    }
  });

  it('has keys whose prefix tells the mode', () => {
    const { provider } = createWorld();
    for (const { value, livemode } of provider.keys) expect(value.startsWith('sk_live_')).toBe(livemode);
    expect(provider.keys.every(({ value }) => /^sk_(?:test|live)_[0-9A-Za-z]{32}$/.test(value))).toBe(true);
  });

  it('needs the scope of the route, or is refused with 403', () => {
    const { call, keys } = createWorld();
    const { run_id } = call('POST', runs, clean).json;
    const reader = { 'x-api-key': keys.reader };
    const status = (method: string, path: string) => call(method, path, undefined, reader).status;
    expect(status('POST', runs)).toBe(403);
    expect(status('GET', `${runs}/${run_id}/detail`)).toBe(403);
    expect(call('POST', runs, clean, reader).json.error).toMatchObject({ code: 'missing_scope', param: null });
    for (const path of [runs, `${runs}/${run_id}`, `${runs}/${run_id}/analysis`]) expect(status('GET', path)).toBe(200);
  });

  it.each([
    ['dated', '2026-01-01', 200],
    ['dated', 'v9', 400],
    ['v9', 'v9', 200],
    ['v9', '2026-01-01', 400],
  ])('when %s is known, pins %s with a %i', (reading, version, status) => {
    const { call } = createWorld({ 'api-versions': reading });
    expect(call('GET', runs, undefined, { 'x-kycert-api-version': version }).status).toBe(status);
  });
});

describe('rate limits of kycert', () => {
  const limits = (headers: Readonly<Record<string, string>>) =>
    ['X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset'].map((name) => headers[name]);
  const endOfMinute = String(Date.UTC(2026, 0, 1, 0, 1) / 1000);

  it('are on every response', () => {
    const { call } = createWorld();
    expect(limits(call('GET', runs).headers)).toEqual(['600', '599', endOfMinute]);
    expect(limits(call('POST', runs, {}).headers)).toEqual(['600', '598', endOfMinute]);
    expect(limits(call('GET', '/nowhere').headers)).toEqual(['600', '597', endOfMinute]);
    expect(limits(call('PUT', runs).headers)).toEqual(['600', '596', endOfMinute]);
    expect(limits(call('GET', '/nowhere', undefined, { 'x-api-key': '' }).headers)).toEqual([
      '600',
      '600',
      endOfMinute,
    ]);
  });

  it('are per key and minute: 429 with Retry-After beyond', async () => {
    const { call, clock, keys } = createWorld({ 'rate-limit': '2' });
    await clock.advance(15_500);
    expect([1, 2, 3].map(() => call('GET', runs).status)).toEqual([200, 200, 429]);
    const refused = call('GET', runs);
    expect(refused.json.error.code).toBe('rate_limited');
    expect(refused.headers['Retry-After']).toBe('45');
    expect(limits(refused.headers)).toEqual(['2', '0', endOfMinute]);
    expect(call('GET', runs, undefined, { 'x-api-key': keys.live }).status).toBe(200);

    await clock.advance(44_500);
    expect(call('GET', runs).status).toBe(200);
  });
});
