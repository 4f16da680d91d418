// Everything that looks random comes from one seed, and the only door to faker. A draw is keyed by what it is for, not by
// the order of calls, so that concurrency or one more step does not reshuffle the rest.
import { hash } from 'node:crypto';
import { createRequire } from 'node:module';
import type { Faker } from '@faker-js/faker';
import { memo } from './memo.ts';
import { createTurns } from './turns.ts';

export type Key = readonly (string | number)[];

export interface Person {
  readonly name: string;
  readonly email: string;
}

export interface Random {
  readonly seed: number;
  /** 32 bytes for this key. */
  bytes(...key: Key): Buffer;
  /** The same as 64 digits. */
  hex(...key: Key): string;
  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number, ...key: Key): number;
  pick<T>(from: readonly T[], ...key: Key): T;
  /** `length` characters of `alphabet`. */
  text(length: number, alphabet: string, ...key: Key): string;
  uuid(...key: Key): string;
  /** 26 characters that sort by time, as ULIDs do. */
  ulid(time: number, ...key: Key): string;
  person(...key: Key): Person;
  /** Counts the askings of one name: 1, 2, 3 … so that the n-th of a kind keeps its draws. */
  turn(...name: Key): number;
}

/** Bytes of a draw. */
const digestLength = 32;

export const alphabets = {
  hex: '0123456789abcdef',
  base62: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  base58: '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz',
  crockford: '0123456789ABCDEFGHJKMNPQRSTVWXYZ',
  lower: '0123456789abcdefghijklmnopqrstuvwxyz',
} as const;

/** `names`: how many names at least have their turns remembered; all of them unless given. */
export function createRandom(seed: number, scenario = '', names?: number): Random {
  const turns = createTurns(names);
  const world = JSON.stringify([seed, scenario]).slice(0, -1);

  function bytes(...key: Key): Buffer {
    // As a text and back: a buffer of `hash` has memory of its own, which costs more to clean up than to fill.
    return Buffer.from(hash('sha256', world + written(key), 'binary'), 'binary');
  }

  function hex(...key: Key): string {
    return hash('sha256', world + written(key), 'hex');
  }

  function between(min: number, max: number, ...key: Key): number {
    return min + (bytes(...key).readUIntBE(0, 6) % (max - min + 1));
  }

  function text(length: number, alphabet: string, ...key: Key): string {
    // Written as bytes: a text that is put together letter by letter stays in as many pieces.
    const made = Buffer.allocUnsafe(length);
    for (let block = 0; block * digestLength < length; block++) {
      const drawn = bytes(...key, block);
      const from = block * digestLength;
      for (let at = 0; at < digestLength && from + at < length; at++) {
        made[from + at] = alphabet.charCodeAt((drawn[at] as number) % alphabet.length);
      }
    }
    return made.toString('latin1');
  }

  return {
    seed,
    bytes,
    hex,
    between,
    text,
    pick: (from, ...key) => from[between(0, from.length - 1, ...key)] as (typeof from)[number],
    uuid(...key) {
      const drawn = hex(...key);
      const variant = alphabets.hex[8 + (Number.parseInt(drawn[16] as string, 16) % 4)];
      return `${drawn.slice(0, 8)}-${drawn.slice(8, 12)}-4${drawn.slice(13, 16)}-${variant}${drawn.slice(17, 20)}-${drawn.slice(20, 32)}`;
    },
    ulid: (time, ...key) => crockfordTime(time) + text(16, alphabets.crockford, ...key),
    person(...key) {
      const { first, last } = nameDrawn(bytes(...key).readUInt32BE(0));
      const handle = `${first}.${last}`.toLowerCase().replaceAll(/[^a-z.]/g, '');
      // `example.com` is reserved: no mail can ever reach a person. The tail keeps people apart.
      return { name: `${first} ${last}`, email: `${handle}.${text(6, alphabets.lower, ...key)}@example.com` };
    },
    turn: (...name) => turns(JSON.stringify(name)),
  };
}

/** The rest of a JSON list, to the byte. Most of what a draw is for is plain words and numbers. */
function written(key: Key): string {
  let text = '';
  for (const part of key) {
    text += typeof part === 'string' && /^[\w .@+:/-]*$/.test(part) ? `,"${part}"` : `,${JSON.stringify(part)}`;
  }
  return `${text}]`;
}

/** A seed for a run that was given none. */
export function freshSeed(): number {
  return Math.floor(Math.random() * 2 ** 31);
}

function crockfordTime(time: number): string {
  let rest = time;
  let text = '';
  for (let place = 0; place < 10; place++) {
    text = alphabets.crockford[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

interface Name {
  readonly first: string;
  readonly last: string;
}

// To seed faker takes longer than all the rest of an event, and the same world is often made again: the same draw has the
// same name.
const nameDrawn = memo(10_000, (seed: number): Name => {
  const { person } = fakerSeeded(seed);
  return { first: person.firstName(), last: person.lastName() };
});

// Loaded when the first person is drawn: faker is the slowest import of all, and many runs name their people themselves.
let faker: Faker | null = null;
function fakerSeeded(seed: number): Faker {
  faker ??= (createRequire(import.meta.url)('@faker-js/faker/locale/en') as { faker: Faker }).faker;
  faker.seed(seed);
  return faker;
}
