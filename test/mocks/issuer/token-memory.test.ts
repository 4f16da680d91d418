// A token that was checked before is not checked again, and gets the same answer as one that never was.
import crypto from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generateKeys } from '../../../mocks/issuer/keys.ts';
import { noToken } from '../../../mocks/issuer/token.ts';
import { createTokenMemory } from '../../../mocks/issuer/token-memory.ts';
import { createRandom } from '../../../mocks/random.ts';
import { ada, createBench, keys } from './bench.ts';

const refusals = (bench: ReturnType<typeof createBench>) =>
  bench.journal.entries({ kind: 'token.refused' }).map(({ reason }) => reason);

describe('a token that was good before', () => {
  it('is refused once it has expired', async () => {
    const bench = createBench();
    const token = await bench.token();
    expect((await bench.issue({}, ada, token)).status).toBe(200);
    await bench.clock.advance(299_000);
    expect((await bench.issue({}, ada, token)).status).toBe(200);
    await bench.clock.advance(30 * 60_000);
    expect((await bench.issue({}, ada, token)).status).toBe(401);
    expect(refusals(bench)).toEqual(['expired']);
  });

  it("is judged by the receiver's clock, also when that goes back and forth", async () => {
    let now = 0;
    const bench = createBench({ tokenNow: () => now });
    now = bench.clock.now();
    const token = await bench.token();
    const statuses: number[] = [];
    for (const shift of [0, 3_600_000, 0]) {
      now = bench.clock.now() + shift;
      statuses.push((await bench.issue({}, ada, token)).status);
    }
    expect(statuses).toEqual([200, 401, 200]);
  });

  it('is refused once its key has been taken out of the JWKS, and once another stands under its kid', async () => {
    const own = await keys.jwks();
    const other = await generateKeys(createRandom(8)).jwks();
    const kid = keys.kids.ES256;
    const usurper = other.keys.filter(({ alg }) => alg === 'ES256').map((key) => ({ ...key, kid }));
    let shown: readonly object[] = own.keys;
    const fetch = (async () => new Response(JSON.stringify({ keys: shown }))) as typeof globalThis.fetch;
    const bench = createBench({
      partner: { jwks: 'http://localhost:9/jwks.json' },
      readings: { 'jwks-cache': 'none' },
      fetch,
    });
    const token = await bench.token();
    const statuses: number[] = [];
    for (const set of [own.keys, [], own.keys, usurper, own.keys]) {
      shown = set;
      statuses.push((await bench.issue({}, ada, token)).status);
    }
    expect(statuses).toEqual([200, 401, 200, 401, 200]);
    expect(refusals(bench)).toEqual(['kid', 'signature']);
  });

  it('is refused by an issuer that has the same keys and reads the documents more strictly', async () => {
    const lenient = createBench({ readings: { typ: 'optional' } });
    const strict = createBench();
    const token = await lenient.token(ada, { header: { typ: undefined } });
    expect((await lenient.issue({}, ada, token)).status).toBe(200);
    expect((await strict.issue({}, ada, token)).status).toBe(401);
    expect(refusals(strict)).toEqual(['typ']);
  });

  it('meets every mood', async () => {
    const bench = createBench();
    const token = await bench.token();
    await bench.issue({}, ada, token);
    bench.issuer.setMood({ mood: 'jwks-unreachable', count: 1 });
    expect((await bench.issue({}, ada, token)).status).toBe(401);
    bench.issuer.setMood({ mood: 'unavailable-503', count: 1 });
    expect((await bench.issue({}, ada, token)).status).toBe(503);
    expect((await bench.issue({}, ada, token)).status).toBe(200);
  });

  it('is refused the second time where a token is good only once', async () => {
    const bench = createBench({ readings: { 'token-reuse': 'refused-401' } });
    const token = await bench.token();
    expect((await bench.issue({}, ada, token)).status).toBe(200);
    expect((await bench.issue({}, ada, token)).status).toBe(401);
  });

  it('does not make a changed one good: one letter of the signature, of the claims, of the header', async () => {
    const bench = createBench();
    const token = await bench.token();
    await bench.issue({}, ada, token);
    const [head = '', claims = '', signature = ''] = token.split('.');
    const eve = Buffer.from(claims, 'base64url').toString().replace(ada, 'eve@example.com');
    const forged = [
      `${head}.${claims}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
      `${head}.${Buffer.from(eve).toString('base64url')}.${signature}`,
      `${head}.${claims}.${signature}=`,
      `${head}.${claims}.${signature}A`,
    ];
    for (const each of forged) expect((await bench.issue({}, ada, each)).status, each).toBe(401);
  });
});

it('a header that says of something that it is critical is left to jose, though the key signed it', async () => {
  const bench = createBench();
  const good = await bench.token();
  const plain = JSON.parse(Buffer.from(good.split('.')[0] ?? '', 'base64url').toString());
  const head = Buffer.from(JSON.stringify({ ...plain, crit: ['exp'], exp: 1 })).toString('base64url');
  const signed = `${head}.${good.split('.')[1]}`;
  const key = crypto.createPrivateKey(await keys.privateKey('ES256'));
  const signature = crypto.sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
  expect((await bench.issue({}, ada, `${signed}.${signature.toString('base64url')}`)).status).toBe(401);
  expect(refusals(bench)).toEqual(['malformed']);
});

it('forgets the oldest token first', () => {
  const memory = createTokenMemory(2);
  const known = { view: noToken, signedBy: { kty: 'EC' } };
  for (const token of ['a', 'b', 'c']) memory.keep(token, known);
  expect(['a', 'b', 'c'].map((token) => memory.find(token) !== undefined)).toEqual([false, true, true]);
});
