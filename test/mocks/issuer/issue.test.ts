// The issue call: its body, its program, its subject, and paths beside it.
import { describe, expect, it } from 'vitest';
import type { FieldType } from '../../../mocks/issuer/program.ts';
import { ada, createBench, subject } from './bench.ts';

const json = { 'content-type': 'application/json' };

describe('the body of an issue call', () => {
  it.each([
    [{ issuerDid: undefined }, 'Missing required field: issuerDid'],
    [{ credentialId: '' }, 'Missing required field: credentialId'],
    [{ credentialSubject: null }, 'Missing required field: credentialSubject'],
    [{ issuerDid: 5 }, 'Invalid field: issuerDid must be a string'],
    [{ credentialSubject: [] }, 'Invalid field: credentialSubject must be an object'],
  ])('is refused with 400: %j', async (changes, message) => {
    expect((await createBench().issue(changes)).body).toEqual({ error: 400, message });
  });

  it('may have other keys, unless the reading refuses them', async () => {
    expect((await createBench().issue({ note: 'x' })).status).toBe(200);
    const strict = createBench({ readings: { 'unknown-keys': 'refused-400' } });
    expect((await strict.issue({ note: 'x' })).body.message).toBe('Unknown field: note');
  });

  it('must be JSON, be announced as JSON, and keep to the limit', async () => {
    const path = '/v1/credentials/issue-on-behalf';
    for (const [reading, expected] of [
      ['refused-400', 400],
      ['refused-415', 415],
    ] as const) {
      const bench = createBench({ readings: { 'content-type': reading } });
      const headers = { 'x-partner-auth': await bench.token() };
      expect((await bench.send('POST', path, headers, '{}')).status).toBe(expected);
      expect((await bench.send('POST', path, { ...headers, ...json }, '{')).body.message).toBe('Malformed JSON body');
      expect((await bench.send('POST', path, { ...headers, ...json }, '[]')).status).toBe(400);
      const large = await bench.send('POST', path, { ...headers, ...json }, 'x'.repeat(1024 * 1024 + 1));
      expect(large.body).toMatchObject({ error: 413 });
    }
  });
});

describe('the program of an issue call', () => {
  it('must be known, published and the partner’s own', async () => {
    const bench = createBench({
      programs: [
        { name: 'draft', schema: { fields: {} }, published: false },
        { name: 'foreign', schema: { fields: {} }, issuerDid: 'did:air:id:test:somebody' },
      ],
    });
    const idOf = (wanted: string) => bench.issuer.programs.find(({ name }) => name === wanted)?.id;
    const unknown = { error: 404, message: 'Unknown issuer DID or issuance program.' };
    expect((await bench.issue({ credentialId: 'c2nothing' })).body).toEqual(unknown);
    expect((await bench.issue({ credentialId: idOf('draft') })).body).toEqual(unknown);
    expect((await bench.issue({ issuerDid: 'did:air:id:test:nobody' })).body).toEqual(unknown);
    const notAllowed = { error: 403, message: 'Feature not enabled or schema not allowed for this partner.' };
    expect((await bench.issue({ credentialId: idOf('foreign') })).body).toEqual(notAllowed);
    expect((await bench.issue({ issuerDid: 'did:air:id:test:somebody' })).body).toEqual(notAllowed);
  });

  it('may be used up', async () => {
    for (const [reading, expected] of [
      ['forbidden-403', 403],
      ['conflict-409', 409],
    ] as const) {
      const bench = createBench({
        readings: { 'program-full': reading },
        programs: [{ name: 'kyc', schema: { fields: {} }, cap: 1 }],
      });
      expect((await bench.issue({ credentialSubject: {} })).status).toBe(200);
      expect((await bench.issue({ credentialSubject: {} })).status).toBe(expected);
      expect(bench.issuer.credentials({ live: true })).toHaveLength(1);
      expect((await bench.issue({ credentialSubject: {}, onDuplicate: 'ignore' })).status).toBe(200);
    }
  });

  it('that is written wrongly is one clear error', () => {
    const fields = { age: { type: 'text' as FieldType, required: true } };
    expect(() => createBench({ programs: [{ name: 'x', schema: { fields } }] })).toThrow(
      'programs.x.schema.fields.age.type: expected one of string,',
    );
    expect(() => createBench({ programs: [{ name: 'x', schema: { fields: {} }, cap: 0 }] })).toThrow('programs.x.cap');
    const wrong = { name: 'x', schema: { fields: {} }, onchain: { after: '3' } };
    expect(() => createBench({ programs: [wrong] })).toThrow('programs.x.onchain.after: expected a duration');
    expect(() => createBench({ programs: [{ ...wrong, publshed: true } as never] })).toThrow(
      'programs.x: expected one of',
    );
  });
});

describe('the subject', () => {
  const messageOf = async (credentialSubject: object) =>
    (await createBench().issue({ credentialSubject })).body.message;

  it('must have the fields of the schema, no more and no less', async () => {
    const { kycLevel: _left, ...less } = subject;
    expect(await messageOf(less)).toBe('credentialSubject.kycLevel is required');
    expect(await messageOf({ ...subject, name: 'Ada' })).toBe(
      'credentialSubject.name is not in the schema of this program',
    );
    expect(await messageOf({ ...subject, id: 'did:x' })).toContain('credentialSubject.id is not in the schema');
    expect(await messageOf({ ...subject, kycVerified: 'true' })).toBe(
      'credentialSubject.kycVerified must be of type boolean',
    );
    expect(await messageOf(JSON.parse('{"__proto__":1}'))).toContain('__proto__ is not in the schema');
  });

  it('may bring an id under one reading, which is not kept', async () => {
    const bench = createBench({ readings: { 'subject-id': 'ignored' } });
    expect((await bench.issue({ credentialSubject: { ...subject, id: 'did:x' } })).status).toBe(200);
    expect(bench.issuer.credentials()[0]?.subject).toEqual(subject);
  });

  it.each([
    ['integer', 1, 1.5],
    ['number', 2, '2'],
    ['date', '2026-01-19', '19 January 2026'],
    ['date', '2026-01-19T07:18:45.123Z', '2026-13-40'],
    ['date', '2026-01-19T07:18:45+08:00', 1_768_807_125],
    ['object', { a: 1 }, 'a'],
    ['string', '', null],
  ] as const)('of type %s takes %j and not %j', async (type, good, bad) => {
    const bench = createBench({ programs: [{ name: 'kyc', schema: { fields: { it: { type, required: true } } } }] });
    expect((await bench.issue({ credentialSubject: { it: good } })).status).toBe(200);
    expect((await bench.issue({ credentialSubject: { it: bad } })).status).toBe(400);
  });

  it('takes fractions and arrays only under the lenient reading', async () => {
    const fields = { score: { type: 'number', required: false }, tags: { type: 'array', required: false } } as const;
    for (const [reading, expected] of [
      ['documented', 400],
      ['lenient', 200],
    ] as const) {
      const bench = createBench({
        readings: { 'subject-types': reading, 'date-values': 'text' },
        programs: [{ name: 'kyc', schema: { fields } }],
      });
      expect((await bench.issue({ credentialSubject: { score: 1.5 } })).status).toBe(expected);
      expect((await bench.issue({ credentialSubject: { tags: ['a'] } })).status).toBe(expected);
      expect((await bench.issue({ credentialSubject: { score: null } })).status).toBe(400);
    }
  });
});

describe('the order of the checks', () => {
  it('is token, feature, body, ids, schema, consent', async () => {
    const bench = createBench();
    bench.issuer.setMood({ mood: 'feature-off-403' });
    bench.issuer.setMood({ mood: 'consent-409' });
    const worst = { issuerDid: undefined, credentialId: 'c2nothing', credentialSubject: {} };
    expect((await bench.issue(worst, ada, 'x')).status).toBe(401);
    expect((await bench.issue(worst)).status).toBe(403);
    bench.issuer.clearMoods();
    bench.issuer.setMood({ mood: 'consent-409' });
    expect((await bench.issue(worst)).status).toBe(400);
    expect((await bench.issue({ credentialId: 'c2nothing', credentialSubject: {} })).status).toBe(404);
    expect((await bench.issue({ credentialSubject: {} })).status).toBe(400);
    expect((await bench.issue()).status).toBe(409);
  });

  it('may look at the body before the feature', async () => {
    const bench = createBench({ readings: { 'order-of-checks': 'body-first', 'error-texts': 'observed' } });
    bench.issuer.setMood({ mood: 'feature-off-403' });
    expect((await bench.issue({ issuerDid: undefined })).status).toBe(400);
    expect((await bench.issue()).body).toEqual({ error: 403, message: 'issueOnBehalf is not allowed' });
  });
});

describe('a path that is not there', () => {
  it('is 404 with a hint where /v1 was doubled or forgotten', async () => {
    const { send, journal } = createBench();
    expect((await send('POST', '/v1/v1/credentials/issue-on-behalf', {})).body).toEqual({
      error: 404,
      message: 'Not Found: the base URL already ends in /v1',
    });
    expect((await send('GET', '/credentials/status', {})).body.message).toBe('Not Found: the base URL ends in /v1');
    expect((await send('GET', '/v1/catalog/schemas', {})).body).toEqual({ error: 404, message: 'Not Found' });
    expect(journal.entries({ kind: 'call.answered' }).map(({ status }) => status)).toEqual([404, 404, 404]);
  });

  it('is 405 for another method, with the methods there are', async () => {
    const { send } = createBench();
    const wrong = await send('GET', '/v1/credentials/issue-on-behalf', {});
    expect(wrong.body).toEqual({ error: 405, message: 'Method Not Allowed' });
    expect(wrong.reply.headers?.allow).toBe('OPTIONS, POST');
  });

  it('may be answered as a gateway would', async () => {
    const { send } = createBench({ readings: { 'undocumented-errors': 'html' } });
    const { body, reply } = await send('GET', '/v1/credentials/issue-on-behalf', {});
    expect(body).toContain('<title>405 Method Not Allowed</title>');
    expect(reply.headers).toMatchObject({ 'content-type': 'text/html', allow: 'OPTIONS, POST' });
  });
});
