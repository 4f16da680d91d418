// Whether a key of the partner signed a token, and the only door to jose. jose is the judge; but its way leads through
// WebCrypto's thread pool, which takes four times as long as the check itself. So the common token is first checked at
// once, and that quick way only ever says yes: whatever it does not say yes to is judged by jose.
import { type AsymmetricKeyDetails, KeyObject, verify, type webcrypto } from 'node:crypto';
import { compactVerify, errors, importJWK } from 'jose';
import { isJsonObject, readJson } from '../json.ts';
import type { Jwk } from './jwks.ts';
import type { TokenFault } from './token.ts';

type Key = Awaited<ReturnType<typeof importJWK>>;

/** null when this key signed it. Nothing here depends on the time or on claims. */
export async function signatureFault(token: string, jwk: Jwk, alg: string): Promise<TokenFault | null> {
  try {
    const key = await importKey(jwk, alg);
    if (isPlainlySigned(token, key, alg)) return null;
    await compactVerify(token, key, { algorithms: [alg] });
    return null;
  } catch (fault) {
    if (fault instanceof errors.JWSSignatureVerificationFailed) return 'signature';
    return fault instanceof errors.JOSEError ? 'malformed' : 'kid';
  }
}

/** A header with nothing unusual, a signature of the one right length, a key that jose would take. */
function isPlainlySigned(token: string, key: Key, alg: string): boolean {
  const scheme = schemes[alg];
  if (scheme === undefined || key instanceof Uint8Array || !(key as webcrypto.CryptoKey).usages.includes('verify'))
    return false;
  const object = KeyObject.from(key as webcrypto.CryptoKey);
  const [header = '', , signature = ''] = token.split('.');
  if (!scheme.takes(object.asymmetricKeyDetails ?? {}) || !isPlain(header)) return false;
  if (signature.length !== scheme.length || !/^[\w-]+$/.test(signature)) return false;
  const signed = Buffer.from(token.slice(0, -signature.length - 1), 'latin1');
  return verify('sha256', signed, { key: object, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
}

interface Scheme {
  /** Of the signature in base64url. */
  readonly length: number;
  takes(details: AsymmetricKeyDetails): boolean;
}

const schemes: Readonly<Record<string, Scheme>> = {
  RS256: { length: 342, takes: ({ modulusLength }) => modulusLength === 2048 },
  ES256: { length: 86, takes: ({ namedCurve }) => namedCurve === 'prime256v1' },
};

const plainMembers = new Set(['alg', 'kid', 'typ']);

/** Members such as `crit` and `b64` change what is signed. */
function isPlain(header: string): boolean {
  const read = readJson(Buffer.from(header, 'base64url').toString('utf8'));
  return 'value' in read && isJsonObject(read.value) && Object.keys(read.value).every((name) => plainMembers.has(name));
}

// A fetched or given set keeps its objects, so a key is imported once.
const imported = new WeakMap<Jwk, Promise<Key>>();

function importKey(jwk: Jwk, alg: string): Promise<Key> {
  let key = imported.get(jwk);
  if (key === undefined) {
    key = importJWK(jwk, alg);
    imported.set(jwk, key);
  }
  return key;
}
