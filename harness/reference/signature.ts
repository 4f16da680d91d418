// Verifies a delivery: an HMAC over the raw bytes, compared in constant time; where a time is signed, good for five minutes
// both ways.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { isJsonObject, type JsonObject, readJson } from '../../mocks/json.ts';
import type { Switch } from './faults.ts';
import type { Seal } from './seal.ts';

export interface Sealed {
  readonly header: (name: string) => string | null;
  readonly body: Buffer;
}

export interface SealParts {
  /** null: this provider signs nothing. */
  readonly seal: Seal | null;
  /** Of the body, in the order in which they are declared: for a fault only. */
  readonly fields: readonly string[];
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

export function createSeal({
  seal,
  fields,
  secret,
  next,
  foreign,
  now,
  faulty,
}: SealParts): (sealed: Sealed) => Verdict {
  // Has a delivery come that the next secret alone had signed? Then the rotation is over, and the old one is worth nothing.
  let moved = false;

  function isOurs(fits: (secret: string) => boolean): boolean {
    const byOld = fits(secret);
    if (byOld && !moved) return true;
    const byNext = next !== null && fits(next) && (byOld || !faulty.on('ignores-the-next-secret'));
    const byOther = foreign !== null && fits(foreign);
    if (byNext) moved ||= !byOld;
    if (byNext) return true;
    if (byOld) return faulty.on('keeps-a-rotated-out-secret');
    return byOther && faulty.on('accepts-another-tenants-secret');
  }

  function judge({ header, body }: Sealed): Verdict {
    // Without signatures there is nothing to judge: whether it is true only the provider's API can say.
    if (seal === null) return 'good';
    const value = header(seal.header);
    if (value === null || value.trim() === '') return 'absent';
    const claim = seal.read(value, header);
    const { t, others } = claim;
    const macs = claim.macs.length === 0 && others.length > 0 && faulty.on('accepts-any-scheme') ? others : claim.macs;
    if ((seal.timed && t === null) || macs.length === 0) return 'malformed';
    const given = macs.length > 1 && faulty.on('reads-only-the-first-v1') ? macs.slice(0, 1) : macs;
    const whole = given.filter((mac) => shapeOf(seal).test(mac));
    const short = whole.length === 0 && given.every((mac) => beginningOf(seal).test(mac));
    const lenient = short && faulty.on('compares-only-a-prefix');
    if (whole.length === 0 && !lenient) return 'malformed';

    const signed = seal.signed(claim, bytesOf(body, fields, faulty));
    // The time first: a delivery of long ago says nothing about a rotation.
    if (seal.timed && !isNear(Math.floor(now() / 1000) - (t ?? 0), faulty)) return 'untimely';
    const own = (each: string) => createHmac(seal.algorithm, seal.key(each)).update(signed).digest();
    return isOurs((each) => (lenient ? isPrefix(own(each), seal, given) : isOneOf(own(each), seal, whole)))
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
function bytesOf(body: Buffer, fields: readonly string[], faulty: Switch): Buffer {
  if (!faulty.is('verifies-reserialised-json')) return body;
  const read = readJson(body.toString('utf8'));
  if ('complaint' in read || !isJsonObject(read.value)) return body;
  const written = Buffer.from(rewrite(read.value, fields));
  return !written.equals(body) && faulty.on('verifies-reserialised-json') ? written : body;
}

/** As a typed copy is written: fields in the order of its declaration, and nothing but ASCII. */
function rewrite(body: JsonObject, declared: readonly string[]): string {
  const rank = (key: string) => (declared.indexOf(key) + declared.length + 1) % (declared.length + 1);
  const ordered = Object.entries(body).sort(([one], [other]) => rank(one) - rank(other));
  return JSON.stringify(Object.fromEntries(ordered)).replace(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const lengths = { sha1: 20, sha256: 32, sha512: 64 } as const;

/** A whole MAC as this provider writes it. */
function shapeOf({ algorithm, encoding }: Seal): RegExp {
  const bytes = lengths[algorithm];
  if (encoding === 'hex') return new RegExp(`^[0-9a-f]{${2 * bytes}}$`, 'i');
  const [letters, filling] = [Math.ceil((bytes * 4) / 3), (3 - (bytes % 3)) % 3];
  return new RegExp(`^[A-Za-z0-9+/]{${letters}}={${filling}}$`);
}

/** What may be the first part of one, too short to be whole. */
function beginningOf({ algorithm, encoding }: Seal): RegExp {
  const bytes = lengths[algorithm];
  return encoding === 'hex' ? new RegExp(`^[0-9a-f]{8,${2 * bytes - 1}}$`, 'i') : /^[A-Za-z0-9+/]{8,}$/;
}

function isOneOf(own: Buffer, { encoding }: Seal, macs: readonly string[]): boolean {
  return macs.map((mac) => timingSafeEqual(Buffer.from(mac, encoding), own)).includes(true);
}

function isPrefix(own: Buffer, { encoding }: Seal, macs: readonly string[]): boolean {
  const text = own.toString(encoding);
  return macs.some((mac) => text.startsWith(encoding === 'hex' ? mac.toLowerCase() : mac));
}
