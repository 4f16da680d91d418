// The issuer as the recipe "Issue a KYC Credential on a Backend Event" calls it: its own library, its own steps.
import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spec } from './pactum.ts';
import { openWorld, type World } from './world.ts';

const jwt = createRequire(import.meta.url)('jsonwebtoken') as {
  sign(claims: object, key: string | KeyObject, options: object): string;
};

let world: World;
let pem: string;
beforeAll(async () => {
  world = await openWorld('recipe');
  pem = readFileSync(world.served.partner.privateKeyPath ?? '', 'utf8');
});
afterAll(() => world.close());

const base = (path: string) => `${world.served.issuer}${path}`;
const step = (taken: object) => spec().post(`${world.served.control}/steps`).withJson(taken).expectStatus(200).toss();

/** Step 2 of the recipe, with the identity that the server tells. */
function partnerJwt(
  email: string,
  claims: object = {},
  header: object = {},
  expiresIn: number | string = '5m',
): string {
  const { id: partnerId, keyId: kid } = world.served.partner;
  return jwt.sign({ partnerId, scope: 'issue', email, ...claims }, pem, {
    algorithm: 'RS256',
    expiresIn,
    header: { alg: 'RS256', kid, typ: 'JWT', ...header },
  });
}

/** What an attacker who knows the published key can make: HS256 with the PEM of the public key as its secret. */
function confusedToken(): string {
  const { id: partnerId, keyId: kid } = world.served.partner;
  const secret = createSecretKey(Buffer.from(createPublicKey(pem).export({ type: 'spki', format: 'pem' }) as string));
  return jwt.sign({ partnerId, scope: 'issue', email: 'ada@example.com' }, secret, {
    algorithm: 'HS256',
    expiresIn: '5m',
    header: { alg: 'HS256', kid, typ: 'JWT' },
  });
}

const kyc = { kycVerified: true, kycLevel: 'basic', verifiedAt: '2026-01-19T07:18:45.000Z' };

/** Step 3: `changes` to the body. */
function issue(email: string, changes: object = {}, token = partnerJwt(email)) {
  const { issuerDid, credentialId } = world.served.partner;
  return spec()
    .post(base('/credentials/issue-on-behalf'))
    .withHeaders({ 'Content-Type': 'application/json', 'x-partner-auth': token })
    .withBody(JSON.stringify({ issuerDid, credentialId, credentialSubject: kyc, onDuplicate: 'revoke', ...changes }));
}

/** Step 4, once. */
function status(email: string, hash: string, token = partnerJwt(email)) {
  return spec()
    .get(base('/credentials/status'))
    .withQueryParams('coreClaimHash', hash)
    .withHeaders('x-partner-auth', token);
}

describe('issuer: the steps of the recipe over HTTP', () => {
  it('issues, is WAIT_ONCHAIN, and ONCHAIN a few seconds of sandbox time later', async () => {
    const email = 'ana@example.com';
    const { json } = await issue(email).expectStatus(200).toss();
    expect(json).toEqual({
      coreClaimHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      credentialId: world.served.partner.credentialId,
      userUuid: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4/),
    });
    const { coreClaimHash } = json;
    const { issuerDid } = world.served.partner;
    await status(email, coreClaimHash)
      .expectStatus(200)
      .expectJson({ coreClaimHash, issuerDid, vcStatus: 'WAIT_ONCHAIN' });

    await step({ advance: '5s' });
    const confirmed = await status(email, coreClaimHash).expectStatus(200).toss();
    expect(confirmed.json).toEqual({
      coreClaimHash,
      issuanceDate: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      issuerDid,
      vcId: expect.stringMatching(/^c2\w{20}$/),
      vcStatus: 'ONCHAIN',
    });
  });

  it('revokes and issues again on "revoke", and gives the same one back on "ignore"', async () => {
    const email = 'bea@example.com';
    const first = (await issue(email).expectStatus(200).toss()).json.coreClaimHash;
    await issue(email, { onDuplicate: 'ignore' }).expectStatus(200).expectJsonLike({ coreClaimHash: first });
    const second = (await issue(email).expectStatus(200).toss()).json.coreClaimHash;
    expect(second).not.toBe(first);
    await status(email, first).expectStatus(200).expectJsonLike({ vcStatus: 'REMOVE' });
    await status(email, second).expectStatus(200).expectJsonLike({ vcStatus: 'WAIT_ONCHAIN' });
  });

  it('takes a token of either documented scope', async () => {
    const token = partnerJwt('cy@example.com', { scope: 'issue on-behalf' });
    await issue('cy@example.com', {}, token).expectStatus(200).toss();
  });
});

const unauthorized = { error: 401, message: 'Invalid or expired Partner JWT, or JWKS mismatch.' };

describe('issuer: refusals over HTTP', () => {
  const ada = 'ada@example.com';
  const tokens: readonly (readonly [string, () => string])[] = [
    ['no token', () => ''],
    ['a Bearer prefix', () => `Bearer ${partnerJwt(ada)}`],
    ['no JWT', () => 'not-a-token'],
    ['an unknown key id', () => partnerJwt(ada, {}, { kid: 'key-nobody' })],
    ['another partner', () => partnerJwt(ada, { partnerId: 'someone-else' })],
    ['an expired token', () => partnerJwt(ada, {}, {}, -1)],
    ['a wrong scope', () => partnerJwt(ada, { scope: 'verify' })],
    ['another type', () => partnerJwt(ada, {}, { typ: 'at+jwt' })],
    ['a forged signature', () => `${partnerJwt(ada).slice(0, -6)}AAAAAA`],
    ['the public key used as an HMAC secret', confusedToken],
  ];

  it.each(tokens)('401 to %s', async (_what, token) => {
    await issue(ada, {}, token()).expectStatus(401).expectJson(unauthorized);
    expect(world.sandbox().issuer.credentials({ applicant: ada })).toEqual([]);
  });

  it('401 of the status call has its own text', async () => {
    await status(ada, 'ab', 'no')
      .expectStatus(401)
      .expectJson({ error: 401, message: 'Invalid or expired Partner JWT.' });
  });

  const bodies: readonly (readonly [string, object, number, string])[] = [
    ['no issuerDid', { issuerDid: undefined }, 400, 'Missing required field: issuerDid'],
    [
      'a subject with more than the schema',
      { credentialSubject: { ...kyc, age: 25 } },
      400,
      'credentialSubject.age is not in the schema of this program',
    ],
    [
      'a subject of the wrong type',
      { credentialSubject: { ...kyc, kycVerified: 'yes' } },
      400,
      'credentialSubject.kycVerified must be of type boolean',
    ],
    ['an unknown program', { credentialId: 'c2unknown' }, 404, 'Unknown issuer DID or issuance program.'],
    ['another onDuplicate', { onDuplicate: 'keep' }, 400, 'Invalid field: onDuplicate must be "ignore" or "revoke"'],
  ];

  it.each(bodies)('%s', async (_what, changes, code, message) => {
    await issue(ada, changes).expectStatus(code).expectJson({ error: code, message });
  });

  it('an unknown hash is 404, none at all 400', async () => {
    const unknown = 'No credential found for the given hash.';
    await status(ada, 'ab'.repeat(32)).expectStatus(404).expectJson({ error: 404, message: unknown });
    await status(ada, '')
      .expectStatus(400)
      .expectJson({ error: 400, message: 'Missing required parameter: coreClaimHash' });
  });

  it('hints where /v1 was joined twice, or left out', async () => {
    const origin = world.served.issuer.replace(/\/v1$/, '');
    await spec()
      .post(base('/v1/credentials/issue-on-behalf'))
      .expectStatus(404)
      .expectJson({ error: 404, message: 'Not Found: the base URL already ends in /v1' });
    await spec()
      .post(`${origin}/credentials/issue-on-behalf`)
      .expectStatus(404)
      .expectJson({ error: 404, message: 'Not Found: the base URL ends in /v1' });
    await spec().get(`${origin}/nothing`).expectStatus(404).expectJson({ error: 404, message: 'Not Found' });
  });

  it('405 names the methods, and 413 the limit', async () => {
    await spec()
      .get(base('/credentials/issue-on-behalf'))
      .expectStatus(405)
      .expectHeader('allow', 'OPTIONS, POST')
      .expectJson({ error: 405, message: 'Method Not Allowed' });
    await spec()
      .post(base('/credentials/status'))
      .expectStatus(405)
      .expectHeader('allow', 'GET, HEAD, OPTIONS')
      .expectJson({ error: 405, message: 'Method Not Allowed' });
    await issue(ada, { credentialSubject: { note: 'x'.repeat(1024 * 1024) } })
      .expectStatus(413)
      .expectJson({ error: 413, message: 'The body is larger than 1048576 bytes' });
  });
});
