// What small receivers of the tests do for a person who has passed.
import { createSign } from 'node:crypto';

const { PARTNER_ID, KEY_ID, ISSUER_DID, CREDENTIAL_ID, PARTNER_PRIVATE_KEY } = process.env;
const issuer = process.env.DOUBLEACT_ISSUER_URL;
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Issues, and polls with real sleeps until it is on chain. */
export async function work({ email, level = 'basic', at = new Date().toISOString() }) {
  const body = {
    issuerDid: ISSUER_DID,
    credentialId: CREDENTIAL_ID,
    credentialSubject: { kycVerified: true, kycLevel: level, verifiedAt: at },
    onDuplicate: 'ignore',
  };
  const issued = await fetch(`${issuer}/credentials/issue-on-behalf`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-partner-auth': token(email) },
    body: JSON.stringify(body),
  });
  const { coreClaimHash } = await issued.json();
  for (let wait = 150; ; wait *= 1.5) {
    await sleep(wait);
    const asked = await fetch(`${issuer}/credentials/status?coreClaimHash=${coreClaimHash}`, {
      headers: { 'x-partner-auth': token(email) },
    });
    const { vcStatus } = await asked.json();
    if (vcStatus === 'ONCHAIN') return;
  }
}

function token(email) {
  const now = Math.floor(Date.now() / 1000);
  const claims = { partnerId: PARTNER_ID, scope: 'issue', email, iat: now, exp: now + 300 };
  const parts = [{ alg: 'RS256', kid: KEY_ID, typ: 'JWT' }, claims];
  const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${text}.${createSign('RSA-SHA256').update(text).sign(PARTNER_PRIVATE_KEY, 'base64url')}`;
}
