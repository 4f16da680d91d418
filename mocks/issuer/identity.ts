// The shapes of the issuer's identifiers, as its published samples show them.
import { alphabets, type Key, type Random } from '../random.ts';

/** 22 characters that begin with "c2", like the samples `c21s70g0i54sn0023172Cv` and `c28t30c048pe502a3713w0`. */
export function toShortId(random: Random, ...key: Key): string {
  return `c2${random.text(18, alphabets.lower, ...key)}${random.text(2, alphabets.base62, ...key, 'tail')}`;
}

/**
 * 64 lower-case hex digits. Read big-endian the sample is below the modulus of the BN254 scalar field, as a Poseidon hash
 * must be. That is a number of 254 bits: two are taken off, and the few draws that are still above it are thrown away.
 */
export function toClaimHash(random: Random, ...key: Key): string {
  for (let draw = 0; ; draw++) {
    const drawn = random.hex('claim hash', ...key, draw);
    const hex = `${Number.parseInt(drawn[0] as string, 16) % 4}${drawn.slice(1)}`;
    if (hex < bn254) return hex;
  }
}

/**
 * `did:air:id:test:` and 31 bytes in base58, laid out as iden3 identifiers: type, genesis, checksum. All partner DIDs in
 * public code validate so; the sample in the documents does not, hence a DID is never refused for its checksum.
 */
export function toIssuerDid(random: Random, ...key: Key): string {
  const id = Buffer.concat([Buffer.from('03d2', 'hex'), random.bytes('did', ...key).subarray(0, 27), Buffer.alloc(2)]);
  let sum = 0;
  for (const byte of id) sum += byte;
  id.writeUInt16LE(sum & 0xffff, 29);
  return `did:air:id:test:${base58(id)}`;
}

/** Of the same length as a draw, so that texts compare as numbers do. */
const bn254 = '30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001';

function base58(bytes: Buffer): string {
  let rest = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (; rest > 0n; rest /= 58n) text = alphabets.base58[Number(rest % 58n)] + text;
  return text;
}
