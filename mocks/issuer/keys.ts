// Keys for a partner who brings none, made when they are first asked for: an RSA key takes longer than all the rest of a
// sandbox, and most sandboxes in a test suite never see a token.
import { generateKeyPair, type KeyObject } from 'node:crypto';
import { alphabets, type Random } from '../random.ts';
import type { Jwk, Jwks } from './jwks.ts';

export type Algorithm = 'RS256' | 'ES256';

/** One key for each algorithm. May be shared by several sandboxes of a run. */
export interface GeneratedKeys {
  readonly generated: true;
  /** Known at once, before the keys are. */
  readonly kids: Readonly<Record<Algorithm, string>>;
  jwks(): Promise<Jwks>;
  /** PKCS#8 PEM. */
  privateKey(algorithm: Algorithm): Promise<string>;
}

export function generateKeys(random: Random): GeneratedKeys {
  const kids = {
    RS256: `key-${random.text(8, alphabets.lower, 'partner key', 'RS256')}`,
    ES256: `key-${random.text(8, alphabets.lower, 'partner key', 'ES256')}`,
  };
  const pairs = { RS256: once(rsa), ES256: once(ec) };
  const set = once(async () => {
    const [forRs, forEs] = await Promise.all([pairs.RS256(), pairs.ES256()]);
    return { keys: [toJwk(forRs.publicKey, kids.RS256, 'RS256'), toJwk(forEs.publicKey, kids.ES256, 'ES256')] };
  });

  return {
    generated: true,
    kids,
    jwks: set,
    async privateKey(algorithm) {
      const { privateKey } = await pairs[algorithm]();
      return privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    },
  };
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

interface Pair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

function rsa(): Promise<Pair> {
  return new Promise((resolve, reject) => {
    generateKeyPair('rsa', { modulusLength: 2048 }, (fault, publicKey, privateKey) =>
      fault === null ? resolve({ publicKey, privateKey }) : reject(fault),
    );
  });
}

function ec(): Promise<Pair> {
  return new Promise((resolve, reject) => {
    generateKeyPair('ec', { namedCurve: 'P-256' }, (fault, publicKey, privateKey) =>
      fault === null ? resolve({ publicKey, privateKey }) : reject(fault),
    );
  });
}

function toJwk(key: KeyObject, kid: string, alg: Algorithm): Jwk {
  const { kty, ...members } = key.export({ format: 'jwk' });
  return { kty: kty as string, ...members, kid, use: 'sig', alg };
}
