// HMAC as RFC 2104 writes it: two plain digests. Node's own object for it takes longer to make than to use, and every attempt
// is signed anew.
import { hash } from 'node:crypto';
import { memo } from '../memo.ts';

/** With the bytes of a block. */
const blocks = { sha1: 64, sha256: 64, sha512: 128 } as const;

const digests = { sha1: 20, sha256: 32, sha512: 64 } as const;

export type HmacAlgorithm = keyof typeof blocks;

export function hmac(
  algorithm: HmacAlgorithm,
  key: string | Buffer,
  bytes: Buffer,
  encoding: 'hex' | 'base64',
): string {
  const { ofText, ofBytes } = padsFor[algorithm];
  const { inner, outer } = typeof key === 'string' ? ofText(key) : ofBytes(key.toString('latin1'));
  const block = inner.length;
  const size = block + bytes.length;
  if (size > scratch.length) scratch = Buffer.allocUnsafeSlow(size * 2);
  scratch.set(inner);
  scratch.set(bytes, block);
  outer.write(hash(algorithm, scratch.subarray(0, size), 'binary'), block, 'latin1');
  return hash(algorithm, outer, encoding);
}

/** Written over at each call, which ends before the next begins. */
let scratch = Buffer.allocUnsafeSlow(16 * 1024);

// A sandbox signs with a few secrets, which are padded once. A text and bytes that read alike are two keys.
const padsFor = { sha1: rememberPads('sha1'), sha256: rememberPads('sha256'), sha512: rememberPads('sha512') };

function rememberPads(algorithm: HmacAlgorithm) {
  return {
    ofText: memo(1000, (key: string) => toPads(algorithm, Buffer.from(key, 'utf8'))),
    ofBytes: memo(1000, (key: string) => toPads(algorithm, Buffer.from(key, 'latin1'))),
  };
}

/** The outer one has room behind it for the digest of what is inside. */
function toPads(algorithm: HmacAlgorithm, given: Buffer): { readonly inner: Buffer; readonly outer: Buffer } {
  const size = blocks[algorithm];
  const key = given.length > size ? Buffer.from(hash(algorithm, given, 'binary'), 'binary') : given;
  const pad = (byte: number, length: number) =>
    Buffer.alloc(length).map((_zero, at) => (at < size ? byte ^ (key[at] ?? 0) : 0));
  return { inner: Buffer.from(pad(0x36, size)), outer: Buffer.from(pad(0x5c, size + digests[algorithm])) };
}
