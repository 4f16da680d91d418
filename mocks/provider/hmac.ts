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
  const { ofText, ofBytes } = padsFor[algorithm];
  const { inner, outer } = typeof key === 'string' ? ofText(key) : ofBytes(key.toString('latin1'));
  const digest = hash(algorithm, Buffer.concat([inner, bytes]), 'binary');
  return hash(algorithm, Buffer.concat([outer, Buffer.from(digest, 'binary')]), encoding);
}

// A sandbox signs with a few secrets, which are padded once. A text and bytes that read alike are two keys.
const padsFor = { sha1: rememberPads('sha1'), sha256: rememberPads('sha256'), sha512: rememberPads('sha512') };

function rememberPads(algorithm: HmacAlgorithm) {
  return {
    ofText: memo(1000, (key: string) => toPads(algorithm, Buffer.from(key, 'utf8'))),
    ofBytes: memo(1000, (key: string) => toPads(algorithm, Buffer.from(key, 'latin1'))),
  };
}

function toPads(algorithm: HmacAlgorithm, given: Buffer): { readonly inner: Buffer; readonly outer: Buffer } {
  const size = blocks[algorithm];
  const key = given.length > size ? Buffer.from(hash(algorithm, given, 'binary'), 'binary') : given;
  const pad = (byte: number) => Buffer.alloc(size).map((_zero, at) => byte ^ (key[at] ?? 0));
  return { inner: Buffer.from(pad(0x36)), outer: Buffer.from(pad(0x5c)) };
}
