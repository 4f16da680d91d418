// The usual slips in computing a signature. A MAC tells nothing of its making, so they are made on purpose until one or two
// of them give the same.
import { createHash, createHmac } from 'node:crypto';
import { readJson } from '../json.ts';
import type { Signature } from './attempt.ts';
import type { Material, Signing } from './signing.ts';

export interface Signed {
  readonly signature: Signature;
  /** The body that came, which a flaw may have changed after it was signed. */
  readonly sent: Buffer;
  /** Secrets of this endpoint that are no longer good, and those that are. */
  readonly others: readonly string[];
}

/** The fewest slips that together give this MAC. */
export function findSlip(mac: string, { signature, sent, others }: Signed): readonly string[] | null {
  const { signing, material, secrets } = signature;
  const came = {
    tells: 'takes the body that came, as it should: it was changed after it was signed',
    body: () => `${sent}`,
  };
  const bodies = sent.equals(material.body) ? bodySlips : [...bodySlips, came];
  const keys = [
    ...secrets.flatMap((secret) => keySlips.map((slip) => ({ tells: slip.tells, key: slip.key(secret, signing) }))),
    ...others.map((secret) => ({ tells: 'takes another secret of this endpoint', key: signing.key(secret) })),
  ];
  let best: readonly string[] | null = null;
  for (const string of stringSlips) {
    for (const body of bodies) {
      const made = body.body(material.body.toString('utf8'));
      const bytes = made === null ? null : string.string({ ...material, body: Buffer.from(made) }, signing);
      if (bytes === null) continue;
      for (const { tells, key } of keys) {
        for (const way of waySlips) {
          const slips = [string.tells, body.tells, tells, way.tells].filter((each) => each !== null);
          if (best !== null && best.length <= slips.length) continue;
          if (way.mac(key, bytes, signing).includes(mac)) best = slips;
        }
      }
    }
  }
  return best;
}

type Key = string | Buffer;
const withoutPrefix = (secret: string) => secret.replace(/^[a-z]+_/i, '');

/** The first of each table is no slip. */
const keySlips: readonly { tells: string | null; key: (secret: string, signing: Signing) => Key }[] = [
  { tells: null, key: (secret, { key }) => key(secret) },
  { tells: 'takes the whole secret as text', key: (secret) => secret },
  { tells: 'cuts the prefix off the secret', key: withoutPrefix },
  { tells: 'decodes the secret as base64', key: (secret) => Buffer.from(secret, 'base64') },
  {
    tells: 'decodes the secret after its prefix as base64',
    key: (secret) => Buffer.from(withoutPrefix(secret), 'base64'),
  },
  { tells: 'decodes the secret as hex', key: (secret) => Buffer.from(withoutPrefix(secret), 'hex') },
  { tells: 'has a line feed at the end of the secret', key: (secret) => `${secret}\n` },
  { tells: 'has quotes around the secret', key: (secret) => `"${secret}"` },
  { tells: 'has an empty secret', key: () => '' },
];

const stringSlips: readonly { tells: string | null; string: (material: Material, signing: Signing) => Buffer }[] = [
  { tells: null, string: (material, { signed }) => signed(material) },
  { tells: 'signs the body alone', string: ({ body }) => body },
  { tells: 'signs t and body with a dot between them', string: ({ t, body }) => joined(`${t}.`, body) },
  { tells: 'signs t and body with nothing between them', string: ({ t, body }) => joined(`${t}`, body) },
  { tells: 'signs "t=" before the time', string: ({ t, body }) => joined(`t=${t}.`, body) },
  { tells: 'takes t in milliseconds', string: ({ t, body }) => joined(`${t * 1000}.`, body) },
  { tells: 'signs the id, t and body', string: ({ id, t, body }) => joined(`${id}.${t}.`, body) },
  { tells: 'signs the literal text {body}', string: ({ t }) => Buffer.from(`${t}.{body}`) },
  { tells: 'signs an empty body', string: ({ t }) => Buffer.from(`${t}.`) },
];

const bodySlips: readonly { tells: string | null; body: (text: string) => string | null }[] = [
  { tells: null, body: (text) => text },
  { tells: 'parses the body and writes it again', body: (text) => rewritten(text) },
  { tells: 'writes the body again with indents', body: (text) => rewritten(text, 2) },
  { tells: 'writes the body again as Python does', body: (text) => spaced(rewritten(text)) },
  { tells: 'adds a line feed to the body', body: (text) => `${text}\n` },
  { tells: 'trims the body', body: (text) => text.trim() },
  { tells: 'signs [object Object] instead of the body', body: () => '[object Object]' },
];

const waySlips: readonly { tells: string | null; mac: (key: Key, bytes: Buffer, signing: Signing) => string[] }[] = [
  { tells: null, mac: (key, bytes, { algorithm, encoding }) => [hmac(algorithm, key, bytes).toString(encoding)] },
  {
    tells: 'writes the signature in another encoding',
    mac(key, bytes, { algorithm }) {
      const made = hmac(algorithm, key, bytes);
      const hex = made.toString('hex');
      return [hex, hex.toUpperCase(), made.toString('base64'), made.toString('base64url')];
    },
  },
  ...(['sha1', 'sha256', 'sha512'] as const).map((algorithm) => ({
    tells: `takes HMAC-${algorithm.toUpperCase()}`,
    mac: (key: Key, bytes: Buffer) => [hmac(algorithm, key, bytes).toString('hex')],
  })),
  {
    tells: 'hashes without a key',
    mac: (_key, bytes, { algorithm }) => [createHash(algorithm).update(bytes).digest('hex')],
  },
];

function joined(text: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(text), body]);
}

function hmac(algorithm: string, key: Key, bytes: Buffer): Buffer {
  return createHmac(algorithm, key).update(bytes).digest();
}

function rewritten(text: string, indent?: number): string | null {
  const read = readJson(text);
  return 'value' in read ? JSON.stringify(read.value, null, indent) : null;
}

/** `{"a": 1, "b": 2}`: outside of strings, a blank after each comma and colon. */
function spaced(text: string | null): string | null {
  return text === null
    ? null
    : text.replaceAll(/"(?:[^"\\]|\\.)*"|[,:]/g, (part) => (part.length > 1 ? part : `${part} `));
}
