// The recipe "KYC credential on event", step by step, with the recipe's own JWT library.
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { ada, createBench, keys, start } from './bench.ts';

const jsonwebtoken = createRequire(import.meta.url)('jsonwebtoken') as {
  sign(claims: object, key: string, options: object): string;
};

describe('the recipe', () => {
  it('signs with RS256, issues, polls and finds the credential ONCHAIN', async () => {
    const bench = createBench();
    const pem = await keys.privateKey('RS256');
    const now = start / 1000;
    const token = jsonwebtoken.sign(
      { partnerId: bench.issuer.partner.partnerId, scope: 'issue', email: ada, iat: now, exp: now + 5 * 60 },
      pem,
      { algorithm: 'RS256', header: { kid: bench.issuer.partner.keyId, typ: 'JWT' } },
    );

    const issued = await bench.issue({ onDuplicate: 'revoke' }, ada, token);
    expect(issued.status).toBe(200);
    expect(Object.keys(issued.body)).toEqual(['coreClaimHash', 'credentialId', 'userUuid']);
    expect(issued.body.credentialId).toBe(bench.issuer.program.id);
    expect(issued.body.coreClaimHash).toMatch(/^[0-9a-f]{64}$/);
    expect(issued.body.userUuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);

    const { issuerDid } = bench.issuer.partner;
    const { coreClaimHash } = issued.body;
    const pending = await bench.status(coreClaimHash, ada, token);
    expect(pending.body).toEqual({ coreClaimHash, issuerDid, vcStatus: 'WAIT_ONCHAIN' });

    await bench.clock.advance(3_000);
    const confirmed = await bench.status(coreClaimHash, ada, token);
    expect(confirmed.body).toEqual({
      coreClaimHash,
      issuanceDate: '2026-01-19 07:18:45',
      issuerDid,
      vcId: expect.stringMatching(/^c2[0-9A-Za-z]{20}$/),
      vcStatus: 'ONCHAIN',
    });
    expect(bench.kinds()).toEqual([
      'call.received',
      'token.accepted',
      'user.created',
      'credential.issued',
      'call.answered',
      'call.received',
      'token.accepted',
      'call.answered',
      'credential.moved',
      'call.received',
      'token.accepted',
      'call.answered',
    ]);
  });

  it('gives the same ids for the same seed, and journals whose call it was without the signature', async () => {
    const [one, two] = [createBench(), createBench()];
    const [first, second] = [await one.issue(), await two.issue()];
    expect(second.body).toEqual(first.body);
    const [received] = one.journal.entries({ kind: 'call.received', applicant: ada });
    expect(received?.headers['x-partner-auth']).toMatch(/\.\[redacted\]$/);
    const [accepted] = one.journal.entries({ kind: 'token.accepted' });
    expect(accepted).toMatchObject({ applicant: ada, alg: 'ES256', typ: 'JWT', kid: keys.kids.ES256 });
    expect(accepted?.digest).toMatch(/^[0-9a-f]{16}$/);
  });

  it('has identifiers in the shapes of the published samples', async () => {
    const { issuer } = createBench();
    expect(issuer.partner.issuerDid).toMatch(/^did:air:id:test:[1-9A-HJ-NP-Za-km-z]{42}$/);
    expect(issuer.program.id).toMatch(/^c2[0-9A-Za-z]{20}$/);
    expect(issuer.partner.partnerId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('hands out its own keys only when the partner brought none', async () => {
    const { issuer } = createBench();
    expect((await issuer.partner.privateKey())?.pem).toContain('BEGIN PRIVATE KEY');
    const own = createBench({ partner: { jwks: await keys.jwks() } });
    expect(await own.issuer.partner.privateKey()).toBeNull();
    expect(own.issuer.partner.keyId).toBe(keys.kids.RS256);
    expect((await own.issue()).status).toBe(200);
  });
});
