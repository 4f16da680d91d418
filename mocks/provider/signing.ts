// How a provider signs: a scheme as data, and the one function that applies it to the bytes that are sent.
import { createHmac } from 'node:crypto';

export interface Signing {
  readonly algorithm: 'sha1' | 'sha256' | 'sha512';
  readonly encoding: 'hex' | 'base64';
  /** The bytes that are signed. */
  readonly signed: (material: Material) => Buffer;
  /** The key that a secret stands for. */
  readonly key: (secret: string) => string | Buffer;
  /** The pieces of the signature header in their order. */
  readonly parts: (t: number, macs: readonly string[]) => readonly Part[];
  /** The headers that carry those pieces. */
  readonly render: (parts: readonly Part[], material: Material) => Readonly<Record<string, string>>;
  /** The header whose value carries the signature. */
  readonly header: string;
  /** How far a timestamp may be from the receiver's clock, in seconds; null where none is signed. */
  readonly tolerance: number | null;
  /** Is the timestamp new on each attempt? */
  readonly renews: boolean;
  /** While two secrets are good: sign with both, or with the newest alone. */
  readonly overlap: 'both' | 'newest';
}

export interface Material {
  /** Unix seconds. */
  readonly t: number;
  readonly id: string;
  readonly body: Buffer;
}

export interface Part {
  readonly name: string;
  readonly value: string;
}

export function macOf(signing: Signing, secret: string, material: Material): string {
  return createHmac(signing.algorithm, signing.key(secret)).update(signing.signed(material)).digest(signing.encoding);
}

/** Header pieces for these secrets, the newest first. */
export function signParts(signing: Signing, secrets: readonly string[], material: Material): readonly Part[] {
  const used = signing.overlap === 'both' ? secrets : secrets.slice(0, 1);
  return signing.parts(
    material.t,
    used.map((secret) => macOf(signing, secret, material)),
  );
}

/** `t=<unix>,v1=<hex>[,v1=<hex>]` over `t.body`: the scheme that Stripe made common. */
export function timestampedHex(choices: {
  readonly header: string;
  readonly tolerance: number;
  readonly renews: boolean;
  readonly overlap: 'both' | 'newest';
  readonly key?: (secret: string) => string | Buffer;
  readonly signed?: (material: Material) => Buffer;
}): Signing {
  return {
    algorithm: 'sha256',
    encoding: 'hex',
    signed: choices.signed ?? signedTimeAndBody,
    key: choices.key ?? ((secret) => secret),
    parts: (t, macs) => [{ name: 't', value: String(t) }, ...macs.map((value) => ({ name: 'v1', value }))],
    render: (parts) => ({ [choices.header]: parts.map(({ name, value }) => `${name}=${value}`).join(',') }),
    header: choices.header,
    tolerance: choices.tolerance,
    renews: choices.renews,
    overlap: choices.overlap,
  };
}

function signedTimeAndBody({ t, body }: Material): Buffer {
  return Buffer.concat([Buffer.from(`${t}.`), body]);
}
