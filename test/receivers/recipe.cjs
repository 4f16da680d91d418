// What a reader of the recipe "KYC credential on event" (https://docs.moca.network/recipes/kyc-credential-on-event) ends up
// with: Express with its JSON parser, jsonwebtoken, the global fetch, and the documented hosts written into the program. It
// knows nothing of doubleact: --intercept must be enough.
const { readFileSync } = require('node:fs');
const express = require('express');
const jwt = require('jsonwebtoken');

const { CREDENTIAL_ID, ISSUER_DID, KEY_ID, NODE_ENV, PARTNER_ID, PARTNER_PRIVATE_KEY_PATH, PORT } = process.env;
const host = NODE_ENV === 'production' ? 'https://api.mocachain.org' : 'https://api.sandbox.mocachain.org';
// The recipe waits a second first. Whoever tests cannot wait as long for what never comes.
const firstWait = Number(process.env.FIRST_WAIT ?? 1000);
const issuer = `${host}/v1/credentials`;
const key = readFileSync(PARTNER_PRIVATE_KEY_PATH);

const tokenFor = (email) =>
  jwt.sign({ partnerId: PARTNER_ID, scope: 'issue', email }, key, {
    algorithm: 'RS256',
    expiresIn: '5m',
    keyid: KEY_ID,
  });

async function issue(email, subject) {
  const response = await fetch(`${issuer}/issue-on-behalf`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'x-partner-auth': tokenFor(email) },
    body: JSON.stringify({
      issuerDid: ISSUER_DID,
      credentialId: CREDENTIAL_ID,
      credentialSubject: { kycVerified: true, ...subject },
      onDuplicate: 'revoke',
    }),
  });
  if (!response.ok) throw new Error(`the issue failed: ${response.status} ${await response.text()}`);
  return response.json();
}

async function confirmed(email, hash) {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const response = await fetch(`${issuer}/status?coreClaimHash=${encodeURIComponent(hash)}`, {
      headers: { 'x-partner-auth': tokenFor(email) },
    });
    const status = await response.json();
    if (status.vcStatus === 'ONCHAIN') return status;
    await new Promise((resolve) => setTimeout(resolve, firstWait * 2 ** attempt));
  }
  throw new Error('it never came on chain');
}

const app = express();
app.use(express.json());
app.post('/webhooks/kyc-complete', async (request, response) => {
  const { userEmail, kycLevel } = request.body;
  const { coreClaimHash } = await issue(userEmail, { kycLevel, verifiedAt: new Date().toISOString() });
  const { vcId } = await confirmed(userEmail, coreClaimHash);
  process.stdout.write(`Credential ${vcId} is on-chain for ${userEmail}\n`);
  response.json({ success: true, vcId });
});
app.listen(PORT);
