// HMAC as RFC 2104 writes it: two plain digests. Node's own object for it takes longer to make than to use, and every attempt
// is signed anew.
import { hash } from 'node:crypto';
import { memo } from '../memo.ts';

/** With the bytes of a block. */
const blocks = { sha1: 64, sha256: 64, sha512: 128 } as const;

export type HmacAlgorithm = keyof typeof blocks;

export function hmac(
  algorithm: HmacAlgorithm,
  key: string | Buffer,
  bytes: Buffer,
  encoding: 'hex' | 'base64',
): string {
  const { inner, outer } = padsOf(`${algorithm} ${typeof key === 'string' ? `u${key}` : `b${key.toString('latin1')}`}`);
  const digest = hash(algorithm, Buffer.concat([inner, bytes]), 'binary');
  return hash(algorithm, Buffer.concat([outer, Buffer.from(digest, 'binary')]), encoding);
}

interface Pads {
  readonly inner: Buffer;
  readonly outer: Buffer;
}

// A sandbox signs with a few secrets. A text and bytes that read alike are two keys.
const padsOf = memo(1000, (name: string): Pads => {
  const [algorithm = ''] = name.split(' ', 1);
  const size = blocks[algorithm as HmacAlgorithm];
  const rest = name.slice(algorithm.length + 1);
  const given = Buffer.from(rest.slice(1), rest.startsWith('u') ? 'utf8' : 'latin1');
  const key = given.length > size ? Buffer.from(hash(algorithm, given, 'binary'), 'binary') : given;
  const pad = (byte: number) => Buffer.alloc(size).map((_zero, at) => byte ^ (key[at] ?? 0));
  return { inner: Buffer.from(pad(0x36)), outer: Buffer.from(pad(0x5c)) };
});
