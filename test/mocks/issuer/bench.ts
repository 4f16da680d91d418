// What every issuer test begins with: an issuer in its own sandbox, and calls as the recipe makes them.

import { importPKCS8, SignJWT } from 'jose';
import { createClock } from '../../../mocks/clock.ts';
import { type Reply, toCall } from '../../../mocks/http/route.ts';
import { createIssuer, type Issuer, type IssuerOptions } from '../../../mocks/issuer/issuer.ts';
import { generateKeys } from '../../../mocks/issuer/keys.ts';
import { createJournal } from '../../../mocks/journal.ts';
import { createRandom } from '../../../mocks/random.ts';
import { realWall } from '../../../mocks/wall.ts';

export const start = Date.UTC(2026, 0, 19, 7, 18, 45);
/** One set of keys for a test file: an RSA key takes its time. */
export const keys = generateKeys(createRandom(7));
export const ada = 'ada@example.com';
export const subject = { kycVerified: true, kycLevel: 'basic', verifiedAt: '2026-01-19T07:18:45.000Z' };

export interface TokenChanges {
  readonly header?: Record<string, unknown>;
  readonly claims?: Record<string, unknown>;
  readonly key?: Parameters<SignJWT['sign']>[0];
}

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look at what came, whatever it is.
  readonly body: any;
  readonly reply: Reply;
}

export function createBench(options: Partial<Omit<IssuerOptions, 'journal' | 'random'>> = {}) {
  const slept: number[] = [];
  const clock = {
    ...createClock({ start, wall: { ...realWall, now: () => start } }),
    sleep: async (ms: number) => void slept.push(ms),
  };
  const journal = createJournal(clock);
  const random = createRandom(1);
  const issuer: Issuer = createIssuer({
    clock,
    journal,
    random,
    tokenNow: () => clock.now(),
    partner: { jwks: keys },
    ...options,
  });

  /** A token as the recipe signs it; ES256 because it is quick. */
  async function token(email: string | null = ada, { header, claims, key }: TokenChanges = {}): Promise<string> {
    const now = Math.floor(clock.now() / 1000);
    const own = { partnerId: issuer.partner.partnerId, scope: 'issue', ...(email !== null && { email }) };
    return new SignJWT({ ...own, iat: now, exp: now + 300, ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: keys.kids.ES256, typ: 'JWT', ...header })
      .sign(key ?? (await importPKCS8(await keys.privateKey('ES256'), 'ES256')));
  }

  async function send(method: string, target: string, headers: Record<string, string>, body = ''): Promise<Answer> {
    const reply = await issuer.call(toCall(method, target, headers, Buffer.from(body)));
    const text = String(reply.body ?? '');
    return { status: reply.status, body: text.startsWith('{') ? JSON.parse(text) : text, reply };
  }

  return {
    clock,
    journal,
    issuer,
    slept,
    token,
    send,
    async issue(changes: object = {}, email = ada, signed?: string): Promise<Answer> {
      const body = {
        issuerDid: issuer.partner.issuerDid,
        credentialId: issuer.program.id,
        credentialSubject: subject,
        ...changes,
      };
      const headers = { 'content-type': 'application/json', 'x-partner-auth': signed ?? (await token(email)) };
      return send('POST', '/v1/credentials/issue-on-behalf', headers, JSON.stringify(body));
    },
    async status(hash: string, email = ada, signed?: string): Promise<Answer> {
      const headers = { 'x-partner-auth': signed ?? (await token(email)) };
      return send('GET', `/v1/credentials/status?coreClaimHash=${encodeURIComponent(hash)}`, headers);
    },
    /** The history in short. */
    kinds: () => journal.entries().map(({ kind }) => kind),
    moves: () => journal.entries({ kind: 'credential.moved' }).map(({ from, to, why }) => `${from} → ${to}: ${why}`),
  };
}
