// Every mood, and how moods begin and end.
import { describe, expect, it } from 'vitest';
import { moodKinds } from '../../../mocks/issuer/moods.ts';
import { ada, createBench } from './bench.ts';

const bob = 'bob@example.com';

describe('a mood', () => {
  it.each([
    ['unauthorized-401', 401, 0],
    ['jwks-unreachable', 401, 0],
    ['rate-limited-429', 429, 0],
    ['error-500', 500, 0],
    ['unavailable-503', 503, 0],
    ['feature-off-403', 403, 0],
    ['unknown-404', 404, 0],
    ['consent-409', 409, 0],
    ['stuck-pending', 200, 1],
    ['revoked-later', 200, 1],
    ['expired-later', 200, 1],
    ['slow', 200, 1],
  ] as const)('%s answers %i', async (mood, status, issued) => {
    const bench = createBench();
    bench.issuer.setMood({ mood, count: 1 });
    expect((await bench.issue()).status).toBe(status);
    expect(bench.issuer.credentials()).toHaveLength(issued);
    expect(bench.journal.entries({ kind: 'mood.met' })).toMatchObject([{ mood, applicant: ada }]);
    expect((await bench.issue()).status).toBe(200);
  });

  it('has a test for each', () => {
    const named =
      'unauthorized-401 jwks-unreachable rate-limited-429 error-500 unavailable-503 feature-off-403 unknown-404';
    const more =
      'consent-409 stuck-pending revoked-later expired-later slow dropped committed-then-dropped hash-unknown';
    expect(Object.keys(moodKinds).sort()).toEqual(`${named} ${more}`.split(' ').sort());
  });

  it('tells when to come back, or sends a page of HTML', async () => {
    const bench = createBench();
    bench.issuer.setMood({ mood: 'rate-limited-429', retryAfter: '1500ms', count: 1 });
    const limited = await bench.issue();
    expect(limited.reply.headers?.['retry-after']).toBe('2');
    expect(limited.body).toEqual({ error: 429, message: 'Too Many Requests' });
    bench.issuer.setMood({ mood: 'unavailable-503', count: 1 });
    const down = await bench.issue();
    expect(down.reply.headers?.['content-type']).toBe('text/html');
    expect(down.body).toContain('<h1>503 Service Temporarily Unavailable</h1>');
  });

  it('drops the connection before or after the work', async () => {
    const bench = createBench();
    bench.issuer.setMood({ mood: 'dropped', count: 1 });
    expect((await bench.issue()).reply.dropped).toBe(true);
    expect(bench.issuer.credentials()).toEqual([]);
    bench.issuer.setMood({ mood: 'committed-then-dropped', count: 1 });
    expect((await bench.issue()).reply.dropped).toBe(true);
    expect(bench.issuer.credentials()).toHaveLength(1);
    expect(bench.journal.entries({ kind: 'call.answered' }).map(({ status }) => status)).toEqual([null, null]);
  });

  it('slow: the work is done, the answer waits in real time', async () => {
    const bench = createBench();
    bench.issuer.setMood({ mood: 'slow', delay: '10s' });
    expect((await bench.issue()).status).toBe(200);
    expect(bench.slept).toEqual([10_000]);
  });

  it('hash-unknown: 404 to the first polls of a new hash', async () => {
    const bench = createBench();
    bench.issuer.setMood({ mood: 'hash-unknown', polls: 2 });
    const { body } = await bench.issue();
    const seen: number[] = [];
    for (let poll = 0; poll < 4; poll++) seen.push((await bench.status(body.coreClaimHash)).status);
    expect(seen).toEqual([404, 404, 200, 200]);
  });

  it('stuck-pending: holds a credential until it is let go, and letting go is not forgotten time', async () => {
    const bench = createBench();
    bench.issuer.setMood({ mood: 'stuck-pending', applicant: ada, count: 1 });
    const { body } = await bench.issue();
    await bench.clock.advance(3_600_000);
    expect((await bench.status(body.coreClaimHash)).body.vcStatus).toBe('WAIT_ONCHAIN');
    bench.issuer.letGo(ada);
    expect((await bench.status(body.coreClaimHash)).body.vcStatus).toBe('ONCHAIN');
  });

  it('stuck-pending for a span ends by itself', async () => {
    const bench = createBench();
    bench.issuer.setMood({ mood: 'stuck-pending', for: '10m' });
    await bench.issue();
    await bench.clock.advance(599_000);
    expect(bench.issuer.credentials()[0]?.state).toBe('WAIT_ONCHAIN');
    await bench.clock.advance(1_000);
    expect(bench.issuer.credentials()[0]?.state).toBe('ONCHAIN');
    expect(bench.journal.entries({ kind: 'mood.set' })[0]?.until).toBe(600_000);
    expect(bench.journal.entries({ kind: 'mood.ended' })[0]?.at).toBe(600_000);
  });

  it('revoked-later and expired-later count from the issue', async () => {
    const bench = createBench();
    bench.issuer.setMood({ mood: 'revoked-later', after: '10s', applicant: ada });
    bench.issuer.setMood({ mood: 'expired-later', after: '1s', applicant: bob });
    await bench.issue();
    await bench.issue({}, bob);
    await bench.clock.advance(10_000);
    expect(bench.issuer.credentials().map(({ state }) => state)).toEqual(['REMOVE', 'EXPIRE']);
    expect(bench.moves()).toEqual([
      'WAIT_ONCHAIN → EXPIRE: mood expired-later',
      'WAIT_ONCHAIN → ONCHAIN: confirmed on chain',
      'ONCHAIN → WAIT_REMOVE: mood revoked-later',
      'WAIT_REMOVE → REMOVE: the removal is on chain',
    ]);
  });

  it('may concern one person, one kind of call, a number of times', async () => {
    const bench = createBench();
    bench.issuer.setMood({ mood: 'error-500', applicant: bob, on: 'status', count: 2 });
    const { body } = await bench.issue({}, bob);
    expect((await bench.status(body.coreClaimHash)).status).toBe(200);
    expect((await bench.status(body.coreClaimHash, bob)).status).toBe(500);
    expect(bench.issuer.moods()).toMatchObject([{ mood: 'error-500', applicant: bob, on: ['status'], left: 1 }]);
    expect((await bench.status(body.coreClaimHash, bob)).status).toBe(500);
    expect((await bench.status(body.coreClaimHash, bob)).status).toBe(200);
    expect(bench.issuer.moods()).toEqual([]);
  });

  it('ends when it is cleared', async () => {
    const bench = createBench();
    bench.issuer.setMood({ mood: 'error-500' });
    bench.issuer.setMood({ mood: 'slow', applicant: bob });
    expect(bench.issuer.clearMoods(bob)).toBe(1);
    expect(bench.issuer.moods().map(({ mood }) => mood)).toEqual(['error-500']);
    expect(bench.issuer.clearMoods()).toBe(1);
    expect((await bench.issue()).status).toBe(200);
  });

  it.each([
    [{ mood: 'eror-500' }, 'unknown-mood', 'Did you mean "error-500"?'],
    [{ mood: 'toString' }, 'unknown-mood', ''],
    [{ mood: 'slow', dellay: '1s' }, 'unknown-key', 'Did you mean "delay"?'],
    [{ mood: 'slow', delay: 5 }, 'bad-duration', 'Units are'],
    [{ mood: 'slow', delay: '10m' }, 'bad-value', 'at most 45s'],
    [{ mood: 'slow', count: 0 }, 'bad-value', 'a whole number above 0'],
    [{ mood: 'slow', applicant: '' }, 'bad-value', 'an e-mail address'],
    [{ mood: 'slow', for: 'ever' }, 'bad-duration', ''],
    [{ mood: 'hash-unknown', polls: 1.5 }, 'bad-value', 'a whole number above 0'],
    [{ mood: 'consent-409', on: 'status' }, 'bad-value', 'expected "issue"'],
  ] as const)('that is asked for wrongly is one clear error: %j', (wish, code, text) => {
    const { issuer } = createBench();
    expect(() => issuer.setMood(wish)).toThrow(
      expect.objectContaining({ code, sentence: expect.stringContaining(text) }),
    );
    expect(issuer.moods()).toEqual([]);
  });
});
