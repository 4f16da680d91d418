// Whether a key of the partner signed a token, and the only door to jose. jose is the judge; but its way leads through
// WebCrypto's thread pool, which takes four times as long as the check itself. So the common token is first checked at
// once, and that quick way only ever says yes: whatever it does not say yes to is judged by jose.
import { type AsymmetricKeyDetails, KeyObject, type VerifyKeyObjectInput, verify, type webcrypto } from 'node:crypto';
import { compactVerify, errors, importJWK } from 'jose';
import { isJsonObject, readJson } from '../json.ts';
import { memo } from '../memo.ts';
import type { Soon } from '../soon.ts';
import type { Jwk } from './jwks.ts';
import type { TokenFault } from './token.ts';

/** null when this key signed it. Nothing here depends on the time or on claims. */
export function signatureFault(token: string, jwk: Jwk, alg: string): Soon<TokenFault | null> {
  const key = imported.get(jwk);
  return key !== undefined && isPlainlySigned(token, key, alg) ? null : judgedByJose(token, jwk, alg);
}

interface Imported {
  readonly key: Awaited<ReturnType<typeof importJWK>>;
  /** What the quick way checks with; null for a key that is left to jose. */
  readonly plain: VerifyKeyObjectInput | null;
}

// A fetched or given set keeps its objects, so a key is imported once.
const imported = new WeakMap<Jwk, Imported>();

async function judgedByJose(token: string, jwk: Jwk, alg: string): Promise<TokenFault | null> {
  try {
    const key = imported.get(jwk) ?? (await importKey(jwk, alg));
    if (isPlainlySigned(token, key, alg)) return null;
    await compactVerify(token, key.key, { algorithms: [alg] });
    return null;
  } catch (fault) {
    if (fault instanceof errors.JWSSignatureVerificationFailed) return 'signature';
    return fault instanceof errors.JOSEError ? 'malformed' : 'kid';
  }
}

async function importKey(jwk: Jwk, alg: string): Promise<Imported> {
  const key = await importJWK(jwk, alg);
  const made = { key, plain: toPlain(key, alg) };
  imported.set(jwk, made);
  return made;
}

/** A key that jose would take for this algorithm, and whose signatures have one length. */
function toPlain(key: Imported['key'], alg: string): VerifyKeyObjectInput | null {
  if (key instanceof Uint8Array || !(key as webcrypto.CryptoKey).usages.includes('verify')) return null;
  const object = KeyObject.from(key as webcrypto.CryptoKey);
  if (schemes[alg]?.takes(object.asymmetricKeyDetails ?? {}) !== true) return null;
  return { key: object, dsaEncoding: 'ieee-p1363' };
}

/** A header with nothing unusual, a signature of the one right length. */
function isPlainlySigned(token: string, { plain }: Imported, alg: string): boolean {
  const scheme = schemes[alg];
  if (scheme === undefined || plain === null) return false;
  const end = token.lastIndexOf('.');
  const signature = token.slice(end + 1);
  if (signature.length !== scheme.length || !/^[\w-]+$/.test(signature)) return false;
  if (!isPlain(token.slice(0, token.indexOf('.')))) return false;
  const signed = Buffer.from(token.slice(0, end), 'latin1');
  return verify('sha256', signed, plain, Buffer.from(signature, 'base64url'));
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

/** Members such as `crit` and `b64` change what is signed. A partner's tokens have one and the same header, or a few. */
const isPlain = memo(100, (header: string): boolean => {
  const read = readJson(Buffer.from(header, 'base64url').toString('utf8'));
  return 'value' in read && isJsonObject(read.value) && Object.keys(read.value).every((name) => plainMembers.has(name));
});
