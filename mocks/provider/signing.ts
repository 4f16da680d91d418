// How a provider signs: a scheme as data, and the one function that applies it to the bytes that are sent.
import { type HmacAlgorithm, hmac } from './hmac.ts';

export interface Signing {
  readonly algorithm: HmacAlgorithm;
  readonly encoding: 'hex' | 'base64';
  /** The bytes that are signed. */
  readonly signed: (material: Material) => Buffer;
  /** The key that a secret stands for. */
  readonly key: (secret: string) => string | Buffer;
  /** The pieces of the signature in their order. A time is called `t`; whatever else there is is a MAC. */
  readonly parts: (t: number, macs: readonly string[], material: Material) => readonly Part[];
  /** The headers that carry those pieces. */
  readonly render: (parts: readonly Part[], material: Material) => Readonly<Record<string, string>>;
  /** The header whose value carries the signature. */
  readonly header: string;
  /** The name that a MAC goes under, such as v1, so that several fit in; null where the header is one bare MAC. */
  readonly scheme: string | null;
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
  readonly livemode?: boolean;
}

export interface Part {
  readonly name: string;
  readonly value: string;
}

export function macOf(signing: Signing, secret: string, material: Material): string {
  return hmac(signing.algorithm, signing.key(secret), signing.signed(material), signing.encoding);
}

/** Those of these secrets, the newest first, that sign. */
export function signersOf({ overlap }: Signing, secrets: readonly string[]): readonly string[] {
  return overlap === 'both' || secrets.length < 2 ? secrets : secrets.slice(0, 1);
}

/** A MAC for each of these secrets, the newest first, as far as the scheme lists them. */
export function macsOf(signing: Signing, secrets: readonly string[], material: Material): readonly string[] {
  return signersOf(signing, secrets).map((secret) => macOf(signing, secret, material));
}

/** Header pieces for these secrets, the newest first. */
export function signParts(signing: Signing, secrets: readonly string[], material: Material): readonly Part[] {
  return signing.parts(material.t, macsOf(signing, secrets, material), material);
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
    scheme: 'v1',
    tolerance: choices.tolerance,
    renews: choices.renews,
    overlap: choices.overlap,
  };
}

/** One MAC over the body and nothing else, in a header of its own: no time, so a replay looks like the first delivery. */
export function bareMac(choices: {
  readonly header: string;
  readonly algorithm?: Signing['algorithm'];
  readonly encoding?: Signing['encoding'];
  readonly key?: (secret: string) => string | Buffer;
  /** Headers beside the signature, such as one that names the algorithm. */
  readonly beside?: Readonly<Record<string, string>>;
}): Signing {
  const { header, algorithm = 'sha256', encoding = 'hex', key = (secret) => secret, beside = {} } = choices;
  return {
    algorithm,
    encoding,
    signed: ({ body }) => body,
    key,
    parts: (_t, macs) => macs.slice(0, 1).map((value) => ({ name: 'mac', value })),
    render: (parts) => ({ [header]: parts.map(({ value }) => value).join(','), ...beside }),
    header,
    scheme: null,
    tolerance: null,
    renews: true,
    overlap: 'newest',
  };
}

/** Id, time and a list of signatures in three headers, over `id.t.body`: Standard Webhooks 1.0.0. */
export function standardWebhook(choices: {
  /** Of the three headers: webhook, or svix. */
  readonly prefix?: string;
  /** Left to the receiver; the libraries take five minutes both ways. */
  readonly tolerance?: number;
}): Signing {
  const { prefix = 'webhook', tolerance = 300 } = choices;
  return {
    algorithm: 'sha256',
    encoding: 'base64',
    signed: ({ id, t, body }) => Buffer.concat([Buffer.from(`${id}.${t}.`), body]),
    key: (secret) => Buffer.from(secret.replace(/^whsec_/, ''), 'base64'),
    parts: (t, macs) => [{ name: 't', value: String(t) }, ...macs.map((value) => ({ name: 'v1', value }))],
    render(parts, { id }) {
      const times = parts.filter(({ name }) => name === 't').map(({ value }) => value);
      const macs = parts.filter(({ name }) => name !== 't').map(({ name, value }) => `${name},${value}`);
      return {
        [`${prefix}-id`]: id,
        // Two in one header, as a proxy writes what came in two.
        ...(times.length > 0 && { [`${prefix}-timestamp`]: times.join(', ') }),
        [`${prefix}-signature`]: macs.join(' '),
      };
    },
    header: `${prefix}-signature`,
    scheme: 'v1',
    tolerance,
    renews: true,
    overlap: 'both',
  };
}

function signedTimeAndBody({ t, body }: Material): Buffer {
  return Buffer.concat([Buffer.from(`${t}.`), body]);
}
