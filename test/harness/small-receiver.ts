// The smallest receiver in process: it believes everything, issues once a person, and polls as it is told.
import { createKeyRing } from '../../harness/reference/signing-key.ts';
import type { Surroundings } from '../../harness/target.ts';
import type { Ways } from '../../harness/targets/choose.ts';
import type { Receiver } from '../../mocks/provider/shot.ts';
import { realWall, type Wall } from '../../mocks/wall.ts';

const openKey = createKeyRing();

export interface Habits {
  /** Real ms between polls; none at all unless given. */
  readonly poll?: number;
  /** Each time twice as long as the time before. */
  readonly doubling?: boolean;
  /** Polls no more after so many. */
  readonly polls?: number;
  /** Issues for this person instead of the one it was told about. */
  readonly instead?: string;
  /** Answers before it issues. */
  readonly late?: boolean;
  /** Real ms before it issues. */
  readonly start?: number;
  /** Whose real time it lives in, if not the machine's. */
  readonly wall?: Wall;
}

export function smallReceiver(told: Surroundings, { fetch }: Ways, habits: Habits = {}): Receiver {
  const done = new Set<string>();
  const { wall = realWall } = habits;

  async function issue(email: string): Promise<string> {
    const response = await fetch(`${told.DOUBLEACT_ISSUER_URL}/credentials/issue-on-behalf`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-partner-auth': tokenFor(email, told, wall) },
      body: JSON.stringify({
        issuerDid: told.ISSUER_DID,
        credentialId: told.CREDENTIAL_ID,
        credentialSubject: { kycVerified: true, kycLevel: 'basic', verifiedAt: '2026-01-01T00:00:00Z' },
        onDuplicate: 'ignore',
      }),
    });
    const { coreClaimHash } = (await response.json()) as { coreClaimHash: string };
    return coreClaimHash;
  }

  async function poll(email: string, hash: string): Promise<void> {
    for (let turn = 0; turn < (habits.polls ?? 200); turn++) {
      await wall.sleep((habits.poll as number) * (habits.doubling === true ? 2 ** turn : 1));
      const response = await fetch(`${told.DOUBLEACT_ISSUER_URL}/credentials/status?coreClaimHash=${hash}`, {
        headers: { 'x-partner-auth': tokenFor(email, told, wall) },
      });
      const { vcStatus } = (await response.json()) as { vcStatus: string };
      if (vcStatus === 'ONCHAIN') return;
    }
  }

  return async (request) => {
    const body = (await request.json()) as { data: { object: { metadata?: { email?: string } } } };
    const email = habits.instead ?? body.data.object.metadata?.email;
    if (email === undefined || done.has(email)) return new Response();
    done.add(email);
    const issued = habits.start === undefined ? issue(email) : wall.sleep(habits.start).then(() => issue(email));
    const worked = issued.then((hash) => (habits.poll === undefined ? undefined : poll(email, hash)));
    worked.catch(() => {});
    if (habits.late !== true) await issued;
    return new Response();
  };
}

export function tokenFor(email: string, told: Surroundings, wall: Wall = realWall): string {
  const now = Math.floor(wall.now() / 1000);
  const claims = { partnerId: told.PARTNER_ID, scope: 'issue', email, iat: now, exp: now + 300 };
  const { alg, sign } = openKey(told.PARTNER_PRIVATE_KEY as string);
  const text = [{ alg, kid: told.KEY_ID, typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${text}.${sign(text, 'sha256')}`;
}
