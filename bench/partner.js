// A partner with a key of its own, and tokens as its backend signs them.
import { createPublicKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { promisify } from 'node:util';

const signing = promisify(sign);

export function createPartner(algorithm = 'RS256') {
  const made =
    algorithm === 'RS256'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = made.privateKey;
  const kid = `bench-${algorithm}`;
  const partnerId = randomUUID();
  const jwk = { ...createPublicKey(key).export({ format: 'jwk' }), kid, use: 'sig', alg: algorithm };

  async function token(email) {
    const now = Math.floor(Date.now() / 1000);
    const head = encode({ alg: algorithm, kid, typ: 'JWT' });
    const claims = encode({ partnerId, scope: 'issue', email, iat: now, exp: now + 300 });
    const text = Buffer.from(`${head}.${claims}`);
    const how = algorithm === 'RS256' ? key : { key, dsaEncoding: 'ieee-p1363' };
    return `${text}.${(await signing('sha256', text, how)).toString('base64url')}`;
  }

  return { algorithm, partnerId, kid, jwk, token };
}

/** All different, each for another person. Signed by the thread pool: it is done before anything is measured. */
export function tokensFor(partner, count, prefix = 'person') {
  return Promise.all(Array.from({ length: count }, (_, at) => partner.token(`${prefix}${at}@example.com`)));
}

function encode(value) {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
