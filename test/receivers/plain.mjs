// A small receiver for the tests of the runner: answers at once, then issues and polls with real sleeps. It verifies
// nothing. `WAY` is how it behaves: well, or in one of a few bad ways.
import { createSign } from 'node:crypto';
import { createServer } from 'node:http';

const { WAY = 'well', PORT, PARTNER_ID, KEY_ID, ISSUER_DID, CREDENTIAL_ID, PARTNER_PRIVATE_KEY } = process.env;
const issuer = process.env.DOUBLEACT_ISSUER_URL;
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

process.stdout.write(`listening on ${PORT}, ${WAY}\n`);
if (WAY === 'dies-at-birth') {
  process.stderr.write('no such table: applicants\n');
  process.exit(7);
}
if (WAY === 'loud') {
  const lines = Array.from({ length: 20_000 }, (_, line) => `line ${line} of much\n`);
  await new Promise((resolve) => process.stdout.write(lines.join(''), resolve));
}

createServer(async (request, response) => {
  let text = '';
  for await (const piece of request) text += piece;
  if (request.method === 'GET') return response.end('up');
  if (WAY === 'hangs') return;
  if (WAY === 'dies') process.exit(3);
  response.end('{}');
  const object = JSON.parse(text).data?.object ?? JSON.parse(text);
  const email = object.metadata?.email ?? object.userEmail;
  if (email !== undefined) work(email).catch((fault) => process.stderr.write(`${fault.message}\n`));
}).listen(WAY === 'deaf' ? 0 : PORT, '127.0.0.1');

async function work(email) {
  const body = {
    issuerDid: ISSUER_DID,
    credentialId: CREDENTIAL_ID,
    credentialSubject: { kycVerified: true, kycLevel: 'basic', verifiedAt: new Date().toISOString() },
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
