// A partner whose keys are at a URL.
import { describe, expect, it } from 'vitest';
import { ada, createBench, keys } from './bench.ts';

const url = 'http://localhost:9/jwks.json';

/** A JWKS server that says what it is told, and counts how often it is asked. */
function createServer(say: () => Promise<Response> | Response) {
  let asked = 0;
  const fetch = async () => {
    asked += 1;
    return say();
  };
  return { asked: () => asked, fetch: fetch as typeof globalThis.fetch };
}

describe('a JWKS URL', () => {
  it('is fetched once for calls that come together, and kept', async () => {
    const set = JSON.stringify(await keys.jwks());
    const server = createServer(() => new Response(set));
    const bench = createBench({ partner: { jwks: url }, fetch: server.fetch });
    const answers = await Promise.all([
      bench.issue(),
      bench.issue({}, 'bob@example.com'),
      bench.issue({}, 'eve@example.com'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await bench.issue();
    expect(server.asked()).toBe(1);
  });

  it('is fetched again for a kid that is not known yet: a rotation is seen at once', async () => {
    const { keys: all } = await keys.jwks();
    let shown = all.filter(({ kid }) => kid === keys.kids.RS256);
    const server = createServer(() => new Response(JSON.stringify({ keys: shown })));
    const bench = createBench({ partner: { jwks: url }, fetch: server.fetch });
    expect((await bench.issue()).status).toBe(401);
    expect(server.asked()).toBe(1);
    shown = [...all];
    expect((await bench.issue()).status).toBe(200);
    expect(server.asked()).toBe(2);
  });

  it('is fetched for every call under the other reading', async () => {
    const set = JSON.stringify(await keys.jwks());
    const server = createServer(() => new Response(set));
    const readings = { 'jwks-cache': 'none' };
    const bench = createBench({ partner: { jwks: url }, fetch: server.fetch, readings });
    await bench.issue();
    await bench.issue();
    expect(server.asked()).toBe(2);
  });

  it.each([
    ['refuses the connection', () => Promise.reject(new TypeError('fetch failed'))],
    ['answers 404', () => new Response('', { status: 404 })],
    ['says what is not JSON', () => new Response('<html>')],
    ['has no keys', () => new Response('{}')],
    ['never ends', () => new Response(`{"keys":[]${' '.repeat(70_000)}}`)],
  ] as const)('that %s means 401', async (_case, say) => {
    const bench = createBench({ partner: { jwks: url }, fetch: createServer(say).fetch });
    expect((await bench.issue()).status).toBe(401);
    expect(bench.journal.entries({ kind: 'token.refused' })[0]?.reason).toBe('jwks-unreachable');
  });

  it('is given up when its time is over', async () => {
    const hanging = ((_url: string, { signal }: RequestInit) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('aborted')));
      })) as typeof globalThis.fetch;
    const { clock } = createBench();
    const alarm = (_ms: number, ring: () => void) => {
      queueMicrotask(ring);
      return { cancel() {} };
    };
    const impatient = createBench({ partner: { jwks: url }, fetch: hanging, clock: { ...clock, alarm } });
    expect((await impatient.issue({}, ada)).status).toBe(401);
  });

  it('that leaks the private key works, and the leak is not kept', async () => {
    const { keys: all } = await keys.jwks();
    const set = JSON.stringify({ keys: all.map((key) => ({ ...key, d: 'secret-part' })) });
    const bench = createBench({ partner: { jwks: url }, fetch: createServer(() => new Response(set)).fetch });
    expect((await bench.issue()).status).toBe(200);
    expect(JSON.stringify(await bench.issuer.partner.jwks())).not.toContain('secret-part');
  });

  it('must be http or https', () => {
    expect(() => createBench({ partner: { jwks: 'file:///etc/keys' } })).toThrow('expected an http or https URL');
  });
});

describe('keys made here', () => {
  it.each(['nobody', 'constructor', 'toString', '__proto__'])('have no key of the id %s', async (kid) => {
    const bench = createBench();
    expect((await bench.issue({}, ada, await bench.token(ada, { header: { kid } }))).status).toBe(401);
    expect(bench.journal.entries({ kind: 'token.refused' }).map(({ reason }) => reason)).toEqual(['kid']);
  });

  it('are made one by one: one that nobody signs with is never made', async () => {
    const asked: string[] = [];
    const jwk = (kid: string) => {
      asked.push(kid);
      return keys.jwk(kid);
    };
    const jwks = () => Promise.reject(new Error('all of them were made'));
    const bench = createBench({ partner: { jwks: { ...keys, jwk, jwks } } });
    const known = await bench.token();
    for (const token of [known, await bench.token(), known, await bench.token(ada, { header: { kid: 'nobody' } })]) {
      await bench.issue({}, ada, token);
    }
    expect(asked).toEqual([keys.kids.ES256, 'nobody']);
    expect(bench.journal.entries({ kind: 'token.refused' }).map(({ reason }) => reason)).toEqual(['kid']);
  });
});
