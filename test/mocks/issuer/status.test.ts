// The status call: who may ask, what is shown in which state.
import { describe, expect, it } from 'vitest';
import { ada, createBench } from './bench.ts';

const unknown = { error: 404, message: 'No credential found for the given hash.' };

describe('the status call', () => {
  it('needs a hash that exists', async () => {
    const bench = createBench();
    expect((await bench.status('')).body).toEqual({ error: 400, message: 'Missing required parameter: coreClaimHash' });
    expect((await bench.status('f'.repeat(64))).body).toEqual(unknown);
    const other = createBench({ readings: { 'missing-hash': 'not-found-404' } });
    expect((await other.status('')).body).toEqual(unknown);
  });

  it('answers anyone of the partner, or the holder only', async () => {
    for (const [reading, expected] of [
      ['anyone', 200],
      ['same-email', 404],
    ] as const) {
      const bench = createBench({ readings: { 'status-owner': reading } });
      const { body } = await bench.issue();
      expect((await bench.status(body.coreClaimHash, 'bob@example.com')).status).toBe(expected);
      expect((await bench.status(body.coreClaimHash)).status).toBe(200);
    }
  });

  it('shows a pending credential in three ways', async () => {
    const bodyUnder = async (reading: string) => {
      const bench = createBench({ readings: { 'pending-body': reading } });
      return (await bench.status((await bench.issue()).body.coreClaimHash)).body;
    };
    expect(Object.keys(await bodyUnder('minimal'))).toEqual(['coreClaimHash', 'issuerDid', 'vcStatus']);
    expect(await bodyUnder('full')).toMatchObject({ issuanceDate: '2026-01-19 07:18:45', vcStatus: 'WAIT_ONCHAIN' });
    expect(await bodyUnder('nulls')).toMatchObject({ issuanceDate: null, vcId: null, vcStatus: 'WAIT_ONCHAIN' });
  });

  it('shows all nine fields under one reading, dates in the zone of another', async () => {
    const bench = createBench({
      readings: { 'onchain-body': 'full', 'date-zone': '+08:00' },
      programs: [{ name: 'kyc', schema: { fields: {} }, expiresAfter: 86_400_000 }],
    });
    const { body } = await bench.issue({ credentialSubject: {} });
    bench.issuer.confirm(body.coreClaimHash);
    const shown = (await bench.status(body.coreClaimHash)).body;
    expect(Object.keys(shown)).toHaveLength(9);
    expect(shown).toMatchObject({ issuanceDate: '2026-01-19 15:18:45', expirationDate: '2026-01-20 15:18:45' });
    await bench.clock.advance(86_400_000);
    expect((await bench.status(body.coreClaimHash)).body.vcStatus).toBe('EXPIRE');
  });

  it('shows an ended credential as the readings say', async () => {
    const shownUnder = async (readings: Record<string, string>, end: 'revoke' | 'expire') => {
      const bench = createBench({ readings });
      const { body } = await bench.issue();
      bench.issuer.confirm(body.coreClaimHash);
      bench.issuer[end](body.coreClaimHash);
      const answer = await bench.status(body.coreClaimHash);
      return answer.status === 200 ? answer.body.vcStatus : answer.status;
    };
    expect(await shownUnder({}, 'revoke')).toBe('REMOVE');
    expect(await shownUnder({}, 'expire')).toBe('EXPIRE');
    expect(await shownUnder({ 'revoke-pace': 'delayed' }, 'revoke')).toBe('WAIT_REMOVE');
    expect(await shownUnder({ 'revoked-status': 'last-documented' }, 'revoke')).toBe('ONCHAIN');
    expect(await shownUnder({ 'revoked-status': 'not-found' }, 'revoke')).toBe(404);
    expect(await shownUnder({ 'expired-status': 'not-found' }, 'expire')).toBe(404);
  });
});

describe('the way to ONCHAIN', () => {
  it('may take a time, a number of polls, or for ever', async () => {
    const bench = createBench({
      readings: { 'onchain-after': '90s' },
      programs: [
        { name: 'polled', schema: { fields: {} }, onchain: { polls: 2 } },
        { name: 'never', schema: { fields: {} }, onchain: 'never' },
      ],
    });
    const hashes: Record<string, string> = {};
    for (const { id, name } of bench.issuer.programs) {
      const issued = await bench.issue({ credentialId: id, ...(name !== 'kyc' && { credentialSubject: {} }) });
      hashes[name] = issued.body.coreClaimHash;
    }
    const seen = async (name: string) => (await bench.status(hashes[name] as string)).body.vcStatus;
    expect([await seen('polled'), await seen('polled'), await seen('polled')]).toEqual([
      'WAIT_ONCHAIN',
      'WAIT_ONCHAIN',
      'ONCHAIN',
    ]);
    await bench.clock.advance(89_999);
    expect(await seen('kyc')).toBe('WAIT_ONCHAIN');
    await bench.clock.advance(1);
    expect(await seen('kyc')).toBe('ONCHAIN');
    await bench.clock.runUntilIdle();
    expect(await seen('never')).toBe('WAIT_ONCHAIN');
    bench.issuer.confirm(hashes.never as string);
    expect(await seen('never')).toBe('ONCHAIN');
  });

  it('is closed while a person is held, and open once let go', async () => {
    const bench = createBench();
    const { body } = await bench.issue();
    bench.issuer.hold(ada);
    await bench.clock.advance(60_000);
    expect((await bench.status(body.coreClaimHash)).body.vcStatus).toBe('WAIT_ONCHAIN');
    bench.issuer.clearMoods();
    expect((await bench.status(body.coreClaimHash)).body.vcStatus).toBe('WAIT_ONCHAIN');
    bench.issuer.letGo(ada);
    expect(bench.moves()).toEqual(['WAIT_ONCHAIN → ONCHAIN: let go after it was held back']);
  });

  it('leaves nothing to wait for once a credential is revoked', async () => {
    const bench = createBench({ programs: [{ name: 'kyc', schema: { fields: {} }, expiresAfter: '365d' }] });
    const { body } = await bench.issue({ credentialSubject: {} });
    bench.issuer.revoke(body.coreClaimHash);
    expect(await bench.clock.runUntilIdle()).toMatchObject({ ran: 0 });
  });

  it('by hand goes only where the table leads', async () => {
    const { issuer, issue } = createBench();
    const hash = (await issue()).body.coreClaimHash;
    expect(issuer.revoke(hash).state).toBe('REMOVE');
    expect(() => issuer.confirm(hash)).toThrow(expect.objectContaining({ code: 'conflict' }));
    expect(() => issuer.confirm('00')).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});
