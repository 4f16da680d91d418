// The moods of the issuer as anybody sets them: through the step.
import { importPKCS8, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { readStep } from '../../../harness/step.ts';
import { steps } from '../../../harness/steps/index.ts';
import { type Reply, toCall } from '../../../mocks/http/route.ts';
import { createSandbox, type Sandbox } from '../../../mocks/sandbox.ts';
import { partnerKeys } from '../../partner-keys.ts';

const [ana, bea] = ['ana@example.com', 'bea@example.com'];

interface Answer {
  readonly status: number;
  readonly reply: Reply;
  readonly hash: string;
  readonly vcStatus: string;
}

function createWorld() {
  const sandbox = createSandbox({ seed: 1, receiverTime: 'sandbox', issuer: { partner: { jwks: partnerKeys } } });
  const { partner, program } = sandbox.issuer;

  async function call(email: string, method: string, target: string, body: string): Promise<Answer> {
    const { kid = '', pem = '' } = (await partner.privateKey('ES256')) ?? {};
    const now = Math.floor(sandbox.clock.now() / 1000);
    const token = await new SignJWT({ partnerId: partner.partnerId, scope: 'issue', email, iat: now, exp: now + 300 })
      .setProtectedHeader({ alg: 'ES256', kid, typ: 'JWT' })
      .sign(await importPKCS8(pem, 'ES256'));
    const headers = { 'content-type': 'application/json', 'x-partner-auth': token };
    const reply = await sandbox.issuer.call(toCall(method, `/v1/credentials/${target}`, headers, Buffer.from(body)));
    const text = String(reply.body ?? '');
    const json = text.startsWith('{') ? JSON.parse(text) : {};
    return { status: reply.status, reply, hash: json.coreClaimHash, vcStatus: json.vcStatus };
  }

  return {
    sandbox,
    take: (step: object) => readStep(steps, step, 'step').take({ sandbox, target: null }),
    issue: (email = ana) =>
      call(
        email,
        'POST',
        'issue-on-behalf',
        JSON.stringify({
          issuerDid: partner.issuerDid,
          credentialId: program.id,
          credentialSubject: { kycVerified: true, kycLevel: 'basic', verifiedAt: '2026-01-01' },
        }),
      ),
    status: (hash: string, email = ana) => call(email, 'GET', `status?coreClaimHash=${hash}`, ''),
  };
}

const states = ({ issuer }: Sandbox) => issuer.credentials().map(({ state }) => state);

describe('the step issuer', () => {
  it.each([
    ['unauthorized-401', 401],
    ['jwks-unreachable', 401],
    ['error-500', 500],
    ['unavailable-503', 503],
    ['feature-off-403', 403],
    ['unknown-404', 404],
    ['consent-409', 409],
  ])('%s: %i until it calms down, and no credential', async (mood, status) => {
    const { sandbox, take, issue } = createWorld();
    await take({ issuer: mood });
    expect((await issue()).status).toBe(status);
    expect(states(sandbox)).toEqual([]);
    expect(await take({ issuer: 'calm' })).toEqual({ ended: 1 });
    expect((await issue()).status).toBe(200);
    const kinds = sandbox.journal.entries({ kind: ['mood.set', 'mood.met', 'mood.ended'] }).map(({ kind }) => kind);
    expect(kinds).toEqual(['mood.set', 'mood.met', 'mood.ended']);
  });

  it('rate-limited-429 for a count, with Retry-After', async () => {
    const { take, issue } = createWorld();
    await take({ issuer: { mood: 'rate-limited-429', count: 2, retryAfter: '7s' } });
    const [first, second, third] = [await issue(), await issue(), await issue()];
    expect([first.status, second.status, third.status]).toEqual([429, 429, 200]);
    expect(first.reply.headers).toMatchObject({ 'retry-after': '7' });
  });

  it('dropped breaks the connection before anything is done, committed-then-dropped after', async () => {
    const { sandbox, take, issue } = createWorld();
    await take({ issuer: { mood: 'dropped', count: 1 } });
    expect((await issue()).reply.dropped).toBe(true);
    expect(states(sandbox)).toEqual([]);
    await take({ issuer: { mood: 'committed-then-dropped', count: 1 } });
    expect((await issue()).reply.dropped).toBe(true);
    expect(states(sandbox)).toEqual(['WAIT_ONCHAIN']);
  });

  it('concerns one person alone where it is told so', async () => {
    const { take, issue } = createWorld();
    await take({ issuer: { mood: 'error-500', applicant: bea } });
    expect([(await issue(ana)).status, (await issue(bea)).status]).toEqual([200, 500]);
    expect(await take({ issuer: { calm: ana } })).toEqual({ ended: 0 });
    expect(await take({ issuer: { calm: bea } })).toEqual({ ended: 1 });
    expect((await issue(bea)).status).toBe(200);
  });

  it('knows people by the names that events know them by', async () => {
    const { sandbox, take, issue } = createWorld();
    sandbox.emit('verification.completed', { applicant: 'carla' });
    await take({ issuer: { mood: 'error-500', applicant: 'carla' } });
    expect((await issue(sandbox.provider.subjects.applicant('carla').email)).status).toBe(500);
  });

  it('lasts for a span of sandbox time: stuck-pending lets go at its end', async () => {
    const { sandbox, take, issue, status } = createWorld();
    await take({ issuer: { mood: 'stuck-pending', for: '10m' } });
    const { hash } = await issue();
    await sandbox.advance(9 * 60_000);
    expect((await status(hash)).vcStatus).toBe('WAIT_ONCHAIN');
    await sandbox.advance(60_000);
    expect((await status(hash)).vcStatus).toBe('ONCHAIN');
  });

  it('hash-unknown: the first polls find nothing', async () => {
    const { sandbox, take, issue, status } = createWorld();
    await take({ issuer: { mood: 'hash-unknown', polls: 2 } });
    const { hash } = await issue();
    await sandbox.advance(5_000);
    expect([(await status(hash)).status, (await status(hash)).status]).toEqual([404, 404]);
    expect(await status(hash)).toMatchObject({ status: 200, vcStatus: 'ONCHAIN' });
  });

  it.each([
    ['revoked-later', 'REMOVE'],
    ['expired-later', 'EXPIRE'],
  ])('%s: %s after a while', async (mood, state) => {
    const { sandbox, take, issue, status } = createWorld();
    await take({ issuer: { mood, after: '1h' } });
    const { hash } = await issue();
    await sandbox.advance(3_599_000);
    expect((await status(hash)).vcStatus).toBe('ONCHAIN');
    await sandbox.advance(1_000);
    expect((await status(hash)).vcStatus).toBe(state);
  });

  it('moves a credential by hand', async () => {
    const { sandbox, take, issue } = createWorld();
    await take({ issuer: { credential: 'hold', applicant: ana } });
    const { hash } = await issue();
    await sandbox.advance(60_000);
    expect(states(sandbox)).toEqual(['WAIT_ONCHAIN']);
    const by = async (credential: string) => (await take({ issuer: { credential, applicant: ana } })).credentials;
    expect(await by('let-go')).toEqual([{ hash, state: 'ONCHAIN' }]);
    await expect(by('confirm')).rejects.toMatchObject({ code: 'conflict' });
    expect(await by('revoke')).toEqual([{ hash, state: 'REMOVE' }]);
    await expect(by('expire')).rejects.toMatchObject({ code: 'conflict' });
    await issue();
    expect(await by('confirm')).toContainEqual(expect.objectContaining({ state: 'ONCHAIN' }));
    expect(await by('expire')).toContainEqual(expect.objectContaining({ state: 'EXPIRE' }));
  });
});
