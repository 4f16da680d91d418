// What is still alive after so many events, each signed, delivered and journaled: `live.js <events> again|new [journalLimit]`.
// "again" is a thousand people who come again and again; "new" is somebody else for every event, and each is given a
// credential. Prints MB after each tenth, heap and buffers, when the garbage has been collected.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createPartner } from '../partner.js';

const events = Number(process.argv[2]);
const everybodyIsNew = process.argv[3] === 'new';
const journalLimit = process.argv[4] === undefined ? undefined : Number(process.argv[4]);
const { createSandbox, toCall } = await import(
  pathToFileURL(join(process.env.DOUBLEACT_BENCH_ROOT, 'dist/src/index.js')).href
);
const partner = createPartner('ES256');
const sandbox = createSandbox({
  provider: 'kyve',
  seed: 1,
  parallel: 50,
  skipCap: 1e9,
  journalLimit,
  receiver: everybodyIsNew ? issueTo : () => new Response(null, { status: 200 }),
  issuer: { partner: { partnerId: partner.partnerId, keyId: partner.kid, jwks: { keys: [partner.jwk] } } },
});
const { issuer } = sandbox;
const sizes = [];
for (let event = 1; event <= events; event++) {
  const applicant = { email: `p${everybodyIsNew ? event : event % 1000}@example.com`, name: 'Ana Lima' };
  sandbox.emit('verification.completed', { applicant });
  if (event % 100 === 0) await sandbox.advance(60_000);
  if (event % (events / 10) !== 0) continue;
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  sizes.push((heapUsed + external) / 1e6);
}
const issued = issuer.credentials().length + issuer.dropped();
if (everybodyIsNew && issued !== events) throw new Error(`${issued} credentials for ${events} people`);
process.stdout.write(`${JSON.stringify({ sizes, dropped: sandbox.journal.dropped() })}\n`);
process.exit();

async function issueTo(request) {
  const { metadata } = (await request.json()).data.object;
  const { id: credentialId } = issuer.program;
  const credentialSubject = { kycVerified: true, kycLevel: 'basic', verifiedAt: '2026-01-19T07:18:45.000Z' };
  const body = { issuerDid: issuer.partner.issuerDid, credentialId, credentialSubject };
  const headers = { 'content-type': 'application/json', 'x-partner-auth': await partner.token(metadata.email) };
  const path = '/v1/credentials/issue-on-behalf';
  const { status } = await issuer.call(toCall('POST', path, headers, Buffer.from(JSON.stringify(body))));
  return new Response(null, { status });
}
