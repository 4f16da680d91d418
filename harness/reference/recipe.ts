// A receiver written after the recipe "Issue a KYC Credential on a Backend Event": its handler, its token, its issue call
// and its poller, step by step. It is what a reader of that page ends up with, and it is judged like any other.
import { createPrivateKey, sign } from 'node:crypto';
import { createClock } from '../../mocks/clock.ts';
import { isJsonObject, type JsonObject, readJson } from '../../mocks/json.ts';
import type { Surroundings } from '../target.ts';
import type { ReferenceOptions } from './receiver.ts';

export interface RecipeReceiver {
  (request: Request): Promise<Response>;
  /** Resolves when no request is under way. */
  idle(): Promise<void>;
}

export type RecipeOptions = Pick<ReferenceOptions, 'sleep' | 'fetch' | 'now'>;

export function createRecipeReceiver(told: Surroundings, options: RecipeOptions = {}): RecipeReceiver {
  const clock = createClock();
  const { now = clock.wall, sleep = clock.sleep } = options;
  const fetch: typeof globalThis.fetch = options.fetch ?? ((...call) => globalThis.fetch(...call));
  const base = told.DOUBLEACT_ISSUER_URL ?? 'https://api.sandbox.mocachain.org/v1';
  const key = createPrivateKey(told.PARTNER_PRIVATE_KEY ?? '');
  const running = new Set<Promise<Response>>();

  function partnerJwt(email: string): string {
    const iat = Math.floor(now() / 1000);
    const header = { alg: 'RS256', kid: told.KEY_ID, typ: 'JWT' };
    const claims = { partnerId: told.PARTNER_ID, scope: 'issue', email, iat, exp: iat + 5 * 60 };
    const text = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`;
  }

  async function issueKycCredential(userEmail: string, { kycLevel, verifiedAt }: JsonObject): Promise<JsonObject> {
    const response = await fetch(`${base}/credentials/issue-on-behalf`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'x-partner-auth': partnerJwt(userEmail) },
      body: JSON.stringify({
        issuerDid: told.ISSUER_DID,
        credentialId: told.CREDENTIAL_ID,
        credentialSubject: { kycVerified: true, kycLevel, verifiedAt: verifiedAt || new Date(now()).toISOString() },
        onDuplicate: 'revoke',
      }),
    });
    if (!response.ok) throw new Error(`Issue failed: ${response.status} ${await response.text()}`);
    return (await response.json()) as JsonObject;
  }

  async function waitForOnchain(userEmail: string, hash: string, maxAttempts = 10): Promise<JsonObject> {
    for (let attempt = 0; attempt < maxAttempts; attempt++) {
      const response = await fetch(`${base}/credentials/status?coreClaimHash=${encodeURIComponent(hash)}`, {
        headers: { 'x-partner-auth': partnerJwt(userEmail) },
      });
      const data = (await response.json()) as JsonObject;
      if (data.vcStatus === 'ONCHAIN') return data;
      await sleep(2 ** attempt * 1000, 'back-off');
    }
    throw new Error('Timed out waiting for ONCHAIN status');
  }

  async function handle(request: Request): Promise<Response> {
    // express.json(): what is not announced as JSON is not read, and the body is then empty.
    const announced = request.headers.get('content-type')?.includes('application/json') === true;
    const read = readJson(await request.text());
    if (announced && 'complaint' in read) return Response.json({ error: read.complaint }, { status: 400 });
    const body = announced && 'value' in read && isJsonObject(read.value) ? read.value : {};
    const { userEmail, kycLevel, verifiedAt } = body;
    if (typeof userEmail !== 'string' || userEmail === '') {
      return Response.json({ error: 'Missing userEmail' }, { status: 400 });
    }
    try {
      const issued = await issueKycCredential(userEmail, {
        kycLevel: kycLevel ?? null,
        verifiedAt: verifiedAt ?? null,
      });
      const confirmed = await waitForOnchain(userEmail, String(issued.coreClaimHash));
      return Response.json({ success: true, vcId: confirmed.vcId });
    } catch (fault) {
      return Response.json({ error: (fault as Error).message }, { status: 500 });
    }
  }

  const receive = (request: Request): Promise<Response> => {
    const answered = handle(request);
    running.add(answered);
    const over = () => void running.delete(answered);
    answered.then(over, over);
    return answered;
  };
  return Object.assign(receive, {
    async idle() {
      while (running.size > 0) await Promise.allSettled([...running]);
    },
  });
}
