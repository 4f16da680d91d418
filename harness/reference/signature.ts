// Verifies a delivery: an HMAC over the time and the raw bytes, compared in constant time, good for five minutes both ways.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { isJsonObject, type JsonObject, readJson } from '../../mocks/json.ts';
import type { Switch } from './faults.ts';

export interface Sealed {
  readonly header: string | null;
  readonly body: Buffer;
}

export interface SealParts {
  readonly secret: string;
  /** The one that takes its place in a rotation. */
  readonly next: string | null;
  /** A secret that this receiver holds for another tenant, who has an address of its own. */
  readonly foreign: string | null;
  /** ms since 1970. */
  readonly now: () => number;
  readonly faulty: Switch;
}

const tolerance = 300;

export type Verdict = 'good' | 'absent' | 'malformed' | 'untimely' | 'wrong';

export function createSeal({ secret, next, foreign, now, faulty }: SealParts): (sealed: Sealed) => Verdict {
  // Has a delivery come that the next secret alone had signed? Then the rotation is over, and the old one is worth nothing.
  let moved = false;

  function isOurs(fits: (secret: string) => boolean): boolean {
    const byOld = fits(secret);
    const byNext = next !== null && fits(next) && (byOld || !faulty.on('ignores-the-next-secret'));
    const byOther = foreign !== null && fits(foreign);
    if (byNext) moved ||= !byOld;
    if (byNext || (byOld && !moved)) return true;
    if (byOld) return faulty.on('keeps-a-rotated-out-secret');
    return byOther && faulty.on('accepts-another-tenants-secret');
  }

  function judge({ header, body }: Sealed): Verdict {
    if (header === null || header.trim() === '') return 'absent';
    const { t, v1, others } = parse(header);
    const macs = v1.length === 0 && others.length > 0 && faulty.on('accepts-any-scheme') ? others : v1;
    if (t === null || macs.length === 0) return 'malformed';
    const given = macs.length > 1 && faulty.on('reads-only-the-first-v1') ? macs.slice(0, 1) : macs;
    const whole = given.filter((mac) => /^[0-9a-f]{64}$/i.test(mac));
    const short = whole.length === 0 && given.every((mac) => /^[0-9a-f]{8,63}$/i.test(mac));
    const lenient = short && faulty.on('compares-only-a-prefix');
    if (whole.length === 0 && !lenient) return 'malformed';

    const signed = Buffer.concat([Buffer.from(`${t}.`), bytesOf(body, faulty)]);
    // The time first: a delivery of long ago says nothing about a rotation.
    if (!isNear(Math.floor(now() / 1000) - t, faulty)) return 'untimely';
    return isOurs((each) => (lenient ? isPrefix(each, signed, given) : isOneOf(each, signed, whole)))
      ? 'good'
      : 'wrong';
  }

  return (sealed) => {
    const verdict = judge(sealed);
    if (verdict === 'good') return verdict;
    if (faulty.on('no-verification')) return 'good';
    if (verdict === 'absent' && faulty.on('accepts-an-absent-header')) return 'good';
    if (verdict === 'malformed' && faulty.on('crashes-on-a-malformed-header')) {
      throw new RangeError('Input buffers must have the same byte length');
    }
    return verdict;
  };
}

/** Is it near enough, `age` in seconds (negative where the time lies ahead)? */
function isNear(age: number, faulty: Switch): boolean {
  if (Math.abs(age) > tolerance) return (age < 0 && faulty.on('refuses-only-old')) || faulty.on('no-tolerance');
  return !(Math.abs(age) > tolerance / 5 && faulty.on('tolerates-one-minute-only'));
}

/** The bytes that are verified: those that came, never those of a parsed and written copy. */
function bytesOf(body: Buffer, faulty: Switch): Buffer {
  if (!faulty.is('verifies-reserialised-json')) return body;
  const read = readJson(body.toString('utf8'));
  if ('complaint' in read || !isJsonObject(read.value)) return body;
  const written = Buffer.from(rewrite(read.value));
  return !written.equals(body) && faulty.on('verifies-reserialised-json') ? written : body;
}

/** As a typed copy is written: fields in the order of its declaration, and nothing but ASCII. */
function rewrite(body: JsonObject): string {
  const rank = (key: string) => (declared.indexOf(key) + declared.length + 1) % (declared.length + 1);
  const ordered = Object.entries(body).sort(([one], [other]) => rank(one) - rank(other));
  return JSON.stringify(Object.fromEntries(ordered)).replace(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const declared = [
  ...['id', 'object', 'type', 'event', 'api_version', 'created', 'livemode', 'data'],
  ...['userEmail', 'kycLevel', 'verifiedAt'],
];

function isOneOf(secret: string, signed: Buffer, macs: readonly string[]): boolean {
  const own = createHmac('sha256', secret).update(signed).digest();
  return macs.map((mac) => timingSafeEqual(Buffer.from(mac, 'hex'), own)).includes(true);
}

function isPrefix(secret: string, signed: Buffer, macs: readonly string[]): boolean {
  const own = createHmac('sha256', secret).update(signed).digest('hex');
  return macs.some((mac) => own.startsWith(mac.toLowerCase()));
}

interface Parsed {
  /** null where it is missing, no whole number, or said twice in different ways. */
  readonly t: number | null;
  readonly v1: readonly string[];
  readonly others: readonly string[];
}

function parse(header: string): Parsed {
  const pairs = header.split(',').map((part) => {
    const [name = '', ...rest] = part.trim().split('=');
    return { name, value: rest.join('=') };
  });
  const of = (name: string) => pairs.filter((pair) => pair.name === name).map(({ value }) => value);
  const times = new Set(of('t'));
  const [time = ''] = times;
  return {
    t: times.size === 1 && /^\d{1,12}$/.test(time) ? Number(time) : null,
    v1: of('v1'),
    others: pairs.filter(({ name }) => name !== 't' && name !== 'v1').map(({ value }) => value),
  };
}
