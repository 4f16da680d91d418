// Every way in which a partner token can be wrong: the wire says little, the journal says which.
import { createHmac } from 'node:crypto';
import { generateKeyPair } from 'jose';
import { describe, expect, it } from 'vitest';
import { ada, createBench, keys, start } from './bench.ts';

const now = start / 1000;
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const stranger = await generateKeyPair('ES256');

type Bench = ReturnType<typeof createBench>;

/** An issue call with this token: its answer and the reason in the journal. */
async function fate(bench: Bench, signed: string): Promise<[number, string]> {
  const { status } = await bench.issue({}, ada, signed);
  const [refused] = bench.journal.entries({ kind: 'token.refused' });
  return [status, refused?.reason ?? 'accepted'];
}

describe('a partner token', () => {
  it.each([
    ['missing', async () => ''],
    ['bearer-prefix', async (bench: Bench) => `Bearer ${await bench.token()}`],
    ['malformed', async () => 'not-a-token'],
    ['malformed', async (bench: Bench) => `${await bench.token()}.more`],
    ['typ', (bench: Bench) => bench.token(ada, { header: { typ: undefined } })],
    ['typ', (bench: Bench) => bench.token(ada, { header: { typ: 'at+jwt' } })],
    ['kid', (bench: Bench) => bench.token(ada, { header: { kid: 'nobody' } })],
    ['kid', (bench: Bench) => bench.token(ada, { header: { kid: undefined } })],
    ['algorithm', (bench: Bench) => bench.token(ada, { header: { kid: keys.kids.RS256 } })],
    ['signature', (bench: Bench) => bench.token(ada, { key: stranger.privateKey })],
    ['partner', (bench: Bench) => bench.token(ada, { claims: { partnerId: 'another' } })],
    ['expired', (bench: Bench) => bench.token(ada, { claims: { exp: now } })],
    ['life', (bench: Bench) => bench.token(ada, { claims: { exp: undefined } })],
    ['not-yet-valid', (bench: Bench) => bench.token(ada, { claims: { nbf: now + 1 } })],
    ['scope', (bench: Bench) => bench.token(ada, { claims: { scope: 'verify' } })],
    ['scope', (bench: Bench) => bench.token(ada, { claims: { scope: undefined } })],
    ['email', (bench: Bench) => bench.token(null)],
    ['email-shape', (bench: Bench) => bench.token('ada')],
  ] as const)('is refused for: %s (%#)', async (reason, sign) => {
    const bench = createBench();
    expect(await fate(bench, await sign(bench))).toEqual([401, reason]);
    expect(bench.issuer.credentials()).toEqual([]);
  });

  it('is refused when it is signed with "none", or with the public key as an HMAC secret', async () => {
    const bench = createBench();
    const claims = encode({ partnerId: bench.issuer.partner.partnerId, scope: 'issue', email: ada, exp: now + 300 });
    const none = `${encode({ alg: 'none', typ: 'JWT', kid: keys.kids.RS256 })}.${claims}.`;
    expect(await fate(bench, none)).toEqual([401, 'algorithm']);

    const text = `${encode({ alg: 'HS256', typ: 'JWT', kid: keys.kids.RS256 })}.${claims}`;
    const secret = JSON.stringify((await keys.jwks()).keys[0]);
    const forged = `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
    expect(await fate(createBench(), forged)).toEqual([401, 'algorithm']);
  });

  it('is judged by the clock of the receiver, not by sandbox time', async () => {
    const bench = createBench({ tokenNow: () => start });
    const signed = await bench.token();
    await bench.clock.advance(12 * 3_600_000);
    expect((await bench.issue({}, ada, signed)).status).toBe(200);
  });

  it('is read as the readings say', async () => {
    const under = async (readings: Record<string, string>, header: object, claims: object) => {
      const bench = createBench({ readings });
      return fate(bench, await bench.token(ada, { header: { ...header }, claims: { ...claims } }));
    };
    const good = [200, 'accepted'];
    expect(await under({}, {}, { scope: 'issue on-behalf' })).toEqual(good);
    expect(await under({ scope: 'issue' }, {}, { scope: 'issue on-behalf' })).toEqual([401, 'scope']);
    expect(await under({ scope: 'issue-on-behalf' }, {}, {})).toEqual([401, 'scope']);
    expect(await under({ scope: 'list' }, {}, { scope: 'verify issue' })).toEqual(good);
    expect(await under({ 'wrong-scope': 'forbidden-403' }, {}, { scope: 'x' })).toEqual([403, 'scope']);
    expect(await under({ typ: 'optional' }, { typ: undefined }, {})).toEqual(good);
    expect(await under({ typ: 'optional' }, { typ: 'at+jwt' }, {})).toEqual([401, 'typ']);
    expect(await under({ algorithms: 'rs256' }, {}, {})).toEqual([401, 'algorithm']);
    expect(await under({ 'token-life': '5m' }, {}, { exp: now + 301 })).toEqual([401, 'life']);
    expect(await under({ 'token-life': '15m' }, {}, { exp: now + 900 })).toEqual(good);
    expect(await under({ 'token-life': '5m' }, {}, { iat: undefined, exp: now + 301 })).toEqual([401, 'life']);
    expect(await under({ 'clock-skew': '30s' }, {}, { exp: now - 29 })).toEqual(good);
    expect(await under({ 'clock-skew': '30s' }, {}, { exp: now - 30 })).toEqual([401, 'expired']);
    expect(await under({ nbf: 'ignored' }, {}, { nbf: now + 60 })).toEqual(good);
    expect(await under({ 'email-shape': 'taken' }, {}, { email: 'ada' })).toEqual(good);
    expect(await under({ 'email-shape': 'refused-400' }, {}, { email: 'ada' })).toEqual([400, 'email-shape']);
  });

  it('may be required to serve only once', async () => {
    const bench = createBench({ readings: { 'token-reuse': 'refused-401' } });
    const signed = await bench.token();
    expect((await bench.issue({}, ada, signed)).status).toBe(200);
    expect(await fate(bench, signed)).toEqual([401, 'reused']);
  });

  it('of a status call may do without e-mail under one reading', async () => {
    const bench = createBench({ readings: { 'email-claim': 'issue-only' } });
    const { body } = await bench.issue();
    expect((await bench.status(body.coreClaimHash, ada, await bench.token(null))).status).toBe(200);
    expect(bench.journal.entries({ kind: 'token.accepted' }).at(-1)?.applicant).toBe(ada);
  });

  it('tells users apart by case unless addresses are folded', async () => {
    const exact = createBench();
    await exact.issue({}, 'Ada@example.com');
    await exact.issue();
    expect(exact.issuer.users()).toHaveLength(2);
    const folded = createBench({ readings: { 'email-case': 'folded' } });
    await folded.issue({}, 'Ada@example.com');
    await folded.issue();
    expect(folded.issuer.users().map(({ applicant }) => applicant)).toEqual([ada]);
  });

  it('is answered in the documented or the observed words', async () => {
    const documented = await createBench().issue({}, ada, 'x');
    expect(documented.body).toEqual({ error: 401, message: 'Invalid or expired Partner JWT, or JWKS mismatch.' });
    expect((await createBench().status('00', ada, 'x')).body.message).toBe('Invalid or expired Partner JWT.');
    const observed = await createBench({ readings: { 'error-texts': 'observed' } }).issue({}, ada, 'x');
    expect(observed.body).toEqual({ error: 401, message: 'Invalid x-partner-auth' });
  });
});
