// "Why did verification fail?": what the user's code computed, held against what was signed.
import { readJson } from '../json.ts';
import { findSlip, type Signed } from './signature-slips.ts';
import { macOf, type Signing } from './signing.ts';

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

export function compareComputed(computed: string, signed: Signed): Comparison {
  const { signing, material } = signed.signature;
  const mac = macIn(computed, signing);
  if (mac !== null) return compareMac(mac, signed);
  const string = signing.signed(material);
  const { body } = material;
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
  const { signing, material, secrets } = signed.signature;
  const expected = secrets.map((secret) => macOf(signing, secret, material));
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
    // Where two digests part says nothing.
    difference: null,
  };
}

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
  const [, inHeader] = /\bv\d+[=,]([\w+/=-]{20,})/.exec(text) ?? [];
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
