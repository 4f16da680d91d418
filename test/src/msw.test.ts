// A receiver written after the recipe "Issue a KYC Credential on a Backend Event", tested by its own developer: it calls the
// documented host, and there is no server anywhere.
import { createRequire } from 'node:module';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/index.ts';
import { issuerSandboxOrigin, toHandlers } from '../../src/msw.ts';
import { partnerKeys } from '../partner-keys.ts';
import { isGenuine } from '../receivers.ts';

const jwt = createRequire(import.meta.url)('jsonwebtoken') as {
  sign(claims: object, key: string, options: object): string;
};

const providerOrigin = 'https://api.kyve.test';
const secret = 'the-secret-they-share';
/** Calls that would have left the machine. */
const escaped: string[] = [];
const server = setupServer();
beforeAll(() =>
  server.listen({
    onUnhandledRequest({ url }) {
      escaped.push(url);
      throw new Error(`${url} would have left the machine`);
    },
  }),
);
afterAll(() => server.close());

let sandbox: Sandbox;
let privateKey: string;
beforeEach(async () => {
  sandbox = createSandbox({
    provider: 'recipe',
    seed: 1,
    secret,
    receiver: webhook,
    issuer: { partner: { jwks: partnerKeys } },
  });
  privateKey = (await sandbox.issuer.partner.privateKey())?.pem ?? '';
  server.use(...toHandlers(sandbox, { provider: providerOrigin }));
});
afterEach(async () => {
  server.resetHandlers();
  await sandbox.close();
});

// The program under test begins here. It knows nothing of doubleact.
const baseUrl = 'https://api.sandbox.mocachain.org/v1';
let confirmations: Promise<string>[] = [];

async function webhook(request: Request): Promise<Response> {
  const body = Buffer.from(await request.arrayBuffer());
  const now = Math.floor(sandbox.clock.wall() / 1000);
  const got = { headers: Object.fromEntries(request.headers), body };
  if (!isGenuine(got, { header: 'kyc-signature', secrets: [secret], now })) return new Response(null, { status: 401 });
  const { userEmail, kycLevel, verifiedAt } = JSON.parse(body.toString());
  const response = await fetch(`${baseUrl}/credentials/issue-on-behalf`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'x-partner-auth': partnerJwt(userEmail) },
    body: JSON.stringify({
      issuerDid: sandbox.issuer.partner.issuerDid,
      credentialId: sandbox.issuer.program.id,
      credentialSubject: { kycVerified: true, kycLevel, verifiedAt },
      onDuplicate: 'revoke',
    }),
  });
  if (!response.ok) return Response.json({ error: await response.text() }, { status: 500 });
  const { coreClaimHash } = (await response.json()) as { coreClaimHash: string };
  confirmations.push(waitForOnchain(userEmail, coreClaimHash));
  return Response.json({ success: true, coreClaimHash });
}

function partnerJwt(email: string): string {
  return jwt.sign({ partnerId: sandbox.issuer.partner.partnerId, scope: 'issue', email }, privateKey, {
    algorithm: 'RS256',
    expiresIn: '5m',
    header: { alg: 'RS256', kid: sandbox.issuer.partner.keyId, typ: 'JWT' },
  });
}

async function waitForOnchain(email: string, hash: string, left = 10): Promise<string> {
  const response = await fetch(`${baseUrl}/credentials/status?coreClaimHash=${encodeURIComponent(hash)}`, {
    headers: { 'x-partner-auth': partnerJwt(email) },
  });
  const { vcStatus, vcId } = (await response.json()) as { vcStatus: string; vcId: string };
  if (vcStatus === 'ONCHAIN') return vcId;
  if (left === 0) throw new Error('Timed out waiting for ONCHAIN status');
  // Where the recipe waits for real, this one waits in sandbox time.
  await new Promise<void>((resolve) => sandbox.clock.at(sandbox.clock.now() + 1_000, 'the next poll', resolve));
  return waitForOnchain(email, hash, left - 1);
}
// And ends here.

describe('a receiver with no server behind it', () => {
  beforeEach(() => {
    confirmations = [];
  });

  it('turns an event into a credential on chain', async () => {
    const { event, deliveries } = sandbox.emit('kyc.complete', {
      applicant: { email: 'ana@example.com', level: 'plus' },
    });
    await sandbox.settle();
    expect(sandbox.provider.deliveries.get(deliveries[0]?.id ?? '').state).toBe('delivered');
    expect(sandbox.issuer.credentials()).toEqual([expect.objectContaining({ applicant: 'ana@example.com' })]);

    // From here on time flows a thousand times as fast, and the program polls as it always does.
    sandbox.clock.setPace({ speed: 1000 });
    const [vcId] = await Promise.all(confirmations);
    expect(vcId).toMatch(/^c2\w{20}$/);
    const [credential] = sandbox.issuer.credentials({ applicant: 'ana@example.com' });
    expect(credential).toMatchObject({ state: 'ONCHAIN', vcId });
    const [issued] = sandbox.journal.entries({ kind: 'credential.issued' });
    expect(issued?.subject).toEqual({
      kycVerified: true,
      kycLevel: 'plus',
      verifiedAt: new Date(event.created).toISOString(),
    });
    expect(escaped).toEqual([]);
  });

  it('refuses a forgery, and no credential comes of it', async () => {
    sandbox.emit('kyc.complete', { applicant: 'ana', flaw: 'tampered-body' });
    await sandbox.settle();
    expect(sandbox.journal.entries({ kind: 'attempt.answered' })).toEqual([expect.objectContaining({ status: 401 })]);
    expect(sandbox.issuer.credentials()).toEqual([]);
  });

  it('meets the moods of the issuer: the provider tries again, and then it works', async () => {
    sandbox.issuer.setMood({ mood: 'error-500', count: 1 });
    sandbox.emit('kyc.complete', { applicant: 'ana' });
    await sandbox.advance(300_000);
    expect(sandbox.journal.entries({ kind: 'attempt.answered' }).map(({ status }) => status)).toEqual([500, 200]);
    expect(sandbox.issuer.credentials()).toHaveLength(1);
  });

  it('meets a broken connection as fetch does', async () => {
    sandbox.issuer.setMood({ mood: 'dropped', count: 1 });
    await expect(fetch(`${baseUrl}/credentials/status?coreClaimHash=ab`)).rejects.toThrow(TypeError);
    expect((await fetch(`${baseUrl}/credentials/status?coreClaimHash=ab`)).status).toBe(401);
  });
});

describe('a mocked origin', () => {
  it('answers 404 to unknown paths, and no call leaves the machine', async () => {
    const paths = [
      '/',
      '/nothing',
      '/v1',
      '/v1/',
      '/v1/v1/credentials/status',
      '/v1/credentials/status/',
      '/V1/credentials/status',
    ];
    for (const origin of [issuerSandboxOrigin, providerOrigin]) {
      for (const path of paths) {
        for (const method of ['GET', 'POST']) {
          const { status } = await fetch(`${origin}${path}`, { method });
          expect([method, origin + path, status]).toEqual([method, origin + path, 404]);
        }
      }
    }
    expect(escaped).toEqual([]);
  });

  it('is that origin alone: what only looks like it is none of ours', async () => {
    for (const url of ['https://api.sandbox.mocachain.org.example/v1', 'https://xapi.sandbox.mocachain.org/v1']) {
      // The error thrown by the listener above, as MSW shows it.
      expect((await fetch(url)).status).toBe(500);
      expect(escaped.pop()).toBe(url);
    }
  });

  it('may be any origin', async () => {
    const other = createSandbox({ provider: 'kyve', seed: 1 });
    server.use(...toHandlers(other, { issuer: 'http://localhost:9/anything', provider: 'https://api.kyve.test' }));
    expect((await fetch('http://localhost:9/v1/credentials/status')).status).toBe(401);
    const plans = await fetch('https://api.kyve.test/v1/billing/plans');
    expect(plans.status).toBe(200);
    expect(plans.headers.get('kyc-request-id')).toMatch(/^req_/);
    await other.close();
  });
});
