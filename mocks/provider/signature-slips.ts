// "Why did verification fail?": what the user's code computed, held against what was signed. A MAC tells nothing of its
// making, so the usual slips are made on purpose until one of them gives the same.
import { createHash, createHmac } from 'node:crypto';
import { readJson } from '../json.ts';
import type { Signature } from './attempt.ts';
import type { Material, Signing } from './signing.ts';

export interface Comparison {
  readonly what: 'signature' | 'signed string' | 'body';
  readonly same: boolean;
  /** What follows from it, one sentence each. */
  readonly tells: readonly string[];
  /** Where the two part; null where they are the same. */
  readonly difference: Difference | null;
}

export interface Difference {
  /** Of the first byte that is not the same, from 0. */
  readonly at: number;
  readonly expected: string;
  readonly got: string;
  /** What the two have in common just before. */
  readonly before: string;
}

interface Signed {
  readonly signing: Signing;
  readonly signature: Signature;
  /** The body that came, which a flaw may have changed after it was signed. */
  readonly sent: Buffer;
  /** Secrets of this endpoint that are no longer good, and those that are. */
  readonly others: readonly string[];
}

export function compareComputed(computed: string, signed: Signed): Comparison {
  const { signing, signature } = signed;
  const mac = macIn(computed, signing);
  if (mac !== null) return compareMac(mac, signed);
  const string = signing.signed(signature.material);
  const body = signature.material.body;
  const given = Buffer.from(computed);
  // Whichever it has more in common with: a body does not begin as a signed string does.
  const isBody = commonLength(given, body) > commonLength(given, string);
  const expected = isBody ? body : string;
  const difference = differenceOf(expected, given);
  return {
    what: isBody ? 'body' : 'signed string',
    same: difference === null,
    tells:
      difference === null
        ? [`These are the very bytes ${isBody ? 'of the body' : 'that were signed'}. Look at the secret next.`]
        : causes.filter(({ fits }) => fits(computed, expected.toString('utf8'))).map(({ tells }) => tells),
    difference,
  };
}

function compareMac(mac: string, signed: Signed): Comparison {
  const { signing, signature } = signed;
  const { material, secrets } = signature;
  const expected = secrets.map((secret) =>
    createHmac(signing.algorithm, signing.key(secret)).update(signing.signed(material)).digest(signing.encoding),
  );
  if (expected.includes(mac)) {
    const tells = ['This is the right signature. If you refuse it, look at the comparison, the header or the clock.'];
    return { what: 'signature', same: true, tells, difference: null };
  }
  const slip = findSlip(mac, signed);
  return {
    what: 'signature',
    same: false,
    tells: [
      slip === null
        ? 'None of the usual slips gives this signature. Paste the string that your code signs, to see where it parts.'
        : `Your code gives this when it ${slip.join(' and ')}.`,
    ],
    difference: differenceOf(Buffer.from(expected[0] ?? ''), Buffer.from(mac)),
  };
}

/** The fewest slips that together give this MAC. */
function findSlip(mac: string, { signing, signature, sent, others }: Signed): readonly string[] | null {
  const { material, secrets } = signature;
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

/** What two texts that are not the same may still have in common. */
const causes: readonly { tells: string; fits: (got: string, expected: string) => boolean }[] = [
  {
    tells:
      'It is the same JSON in other bytes: it was parsed and written again. Sign the raw bytes, before any parser.',
    fits: (got, expected) => {
      const [a, b] = [got, expected].map((text) => sorted(jsonIn(text)));
      return a !== undefined && a === b;
    },
  },
  { tells: 'They differ in blanks at the ends only.', fits: (got, expected) => got.trim() === expected.trim() },
  {
    tells: 'They differ in line ends only.',
    fits: (got, expected) => got.replaceAll('\r\n', '\n') === expected.replaceAll('\r\n', '\n'),
  },
  { tells: 'There is a byte order mark at the beginning.', fits: (got) => got.startsWith('\ufeff') },
  {
    tells: 'The same letters are written in another Unicode form.',
    fits: (got, expected) => got !== expected && got.normalize() === expected.normalize(),
  },
  { tells: 'The time is in milliseconds; it must be in seconds.', fits: (got) => /^(?:t=)?\d{13}\b/.test(got) },
];

/** A digest as hex or base64, alone or in a signature header; null for everything else. */
function macIn(text: string, { algorithm }: Signing): string | null {
  const [, inHeader] = /\bv\d+=([\w+/=-]{20,})/.exec(text) ?? [];
  const word = inHeader ?? text.trim().replace(/^sha\d+=/i, '');
  const lengths = [20, 32, 64];
  if (/^[0-9a-f]+$/i.test(word) && lengths.includes(word.length / 2)) return inHeader ?? word;
  const isBase64 = /^[\w+/-]{26,}={0,2}$/.test(word) && lengths.includes(Buffer.from(word, 'base64').length);
  return isBase64 && algorithm !== undefined ? word : null;
}

function differenceOf(expected: Buffer, got: Buffer): Difference | null {
  if (expected.equals(got)) return null;
  const at = commonLength(expected, got);
  const shown = (bytes: Buffer) => bytes.subarray(at, at + 40).toString('utf8');
  return {
    at,
    expected: shown(expected),
    got: shown(got),
    before: expected.subarray(Math.max(0, at - 24), at).toString('utf8'),
  };
}

function commonLength(a: Buffer, b: Buffer): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}

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

function jsonIn(text: string): unknown {
  const start = text.search(/[[{]/);
  const read = readJson(start < 0 ? '' : text.slice(start));
  return 'value' in read ? read.value : undefined;
}

function sorted(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, below: unknown) =>
    typeof below === 'object' && below !== null && !Array.isArray(below)
      ? Object.fromEntries(Object.entries(below).sort(([a], [b]) => (a < b ? -1 : 1)))
      : below,
  );
}
