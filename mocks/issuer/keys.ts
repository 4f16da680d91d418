// Keys for a partner who brings none, made when they are first asked for: an RSA key takes longer than all the rest of a
// sandbox, and most sandboxes in a test suite never see a token.
import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { alphabets, type Random } from '../random.ts';
import type { Jwk, Jwks } from './jwks.ts';
import { takePrimes } from './primes.ts';

export type Algorithm = 'RS256' | 'ES256';

/** One key for each algorithm. May be shared by several sandboxes of a run. */
export interface GeneratedKeys {
  readonly generated: true;
  /** Known at once, before the keys are. */
  readonly kids: Readonly<Record<Algorithm, string>>;
  jwks(): Promise<Jwks>;
  /** The public key of that id, always the same object; null where none has it. The other one is not made for it. */
  jwk(kid: string): Promise<Jwk> | null;
  /** PKCS#8 PEM. */
  privateKey(algorithm: Algorithm): Promise<string>;
}

export function generateKeys(random: Random): GeneratedKeys {
  const kids = {
    RS256: `key-${random.text(8, alphabets.lower, 'partner key', 'RS256')}`,
    ES256: `key-${random.text(8, alphabets.lower, 'partner key', 'ES256')}`,
  };
  const pairs = { RS256: once(rsa), ES256: once(ec) };
  const publicKey = (algorithm: Algorithm) =>
    once(async () => toJwk((await pairs[algorithm]()).publicKey, kids[algorithm], algorithm));
  // A kid is whatever a caller writes into a token.
  const known = new Map((['RS256', 'ES256'] as const).map((algorithm) => [kids[algorithm], publicKey(algorithm)]));

  return {
    generated: true,
    kids,
    jwks: once(async () => ({ keys: await Promise.all([...known.values()].map((make) => make())) })),
    jwk: (kid) => known.get(kid)?.() ?? null,
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

/**
 * RFC 8017 3.2, from two primes that are looked for side by side: a third of the time that `generateKeyPair` takes, which
 * also tests what a key that guards something must be tested for. This one guards nothing.
 */
async function rsa(): Promise<Pair> {
  const [p, q] = await takePrimes();
  const e = 65_537n;
  const phi = (p - 1n) * (q - 1n);
  if (p === q || phi % e === 0n) return rsa();
  const d = inverse(e, phi);
  const numbers = { n: p * q, e, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) };
  const members = Object.entries(numbers).map(([name, value]) => [name, base64url(value)]);
  const privateKey = createPrivateKey({ format: 'jwk', key: { kty: 'RSA', ...Object.fromEntries(members) } });
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

/** Euclid's: x for which a·x = 1 modulo `modulus`. */
function inverse(a: bigint, modulus: bigint): bigint {
  let [rest, next] = [modulus, a % modulus];
  let [x, step] = [0n, 1n];
  while (next !== 0n) {
    const times = rest / next;
    [rest, next] = [next, rest - times * next];
    [x, step] = [step, x - times * step];
  }
  return x < 0n ? x + modulus : x;
}

function base64url(value: bigint): string {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url');
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
