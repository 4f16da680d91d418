// The issuer's moods: ways in which it answers differently from a good day. Data; temper.ts says which are in force.

import { parseDuration, SECOND } from '../duration.ts';
import { DoubleactError, unknownName } from '../errors.ts';
import type { Json } from '../json.ts';

const operations = ['issue', 'status'] as const;
export type Operation = (typeof operations)[number];

/** Where in a call a mood makes itself felt. */
export type Stage = 'token' | 'gateway' | 'feature' | 'lookup' | 'consent' | 'commit' | 'committed' | 'answer';

interface Parameter {
  readonly as: 'duration' | 'count';
  /** In ms, or a number. */
  readonly fallback: number;
  readonly most: number;
  readonly tells: string;
}

export interface MoodKind {
  readonly tells: string;
  readonly stage: Stage;
  /** The calls it can be felt in, and is unless told otherwise. */
  readonly on: readonly Operation[];
  readonly takes?: Readonly<Record<string, Parameter>>;
}

const longest = Number.MAX_SAFE_INTEGER;
const after: Parameter = {
  as: 'duration',
  fallback: 60 * SECOND,
  most: longest,
  tells: 'sandbox time from the issue on',
};
// Under the clock's patience of a minute: a slow answer holds sandbox time.
const delay: Parameter = {
  as: 'duration',
  fallback: 5 * SECOND,
  most: 45 * SECOND,
  tells: 'real time before the answer',
};
const polls: Parameter = {
  as: 'count',
  fallback: 2,
  most: longest,
  tells: 'how many polls of a new hash find nothing',
};
const retryAfter: Parameter = { as: 'duration', fallback: 2 * SECOND, most: longest, tells: 'the Retry-After header' };

export const moodKinds: Readonly<Record<string, MoodKind>> = {
  'unauthorized-401': { tells: 'good tokens are refused', stage: 'token', on: operations },
  'jwks-unreachable': { tells: 'the JWKS of the partner cannot be fetched: 401', stage: 'token', on: operations },
  'rate-limited-429': { tells: '429 with Retry-After', stage: 'gateway', on: operations, takes: { retryAfter } },
  'error-500': { tells: '500, and nothing is done', stage: 'gateway', on: operations },
  'unavailable-503': {
    tells: '503 with a page of HTML, as a load balancer sends it',
    stage: 'gateway',
    on: operations,
  },
  dropped: { tells: 'the connection breaks before anything is done', stage: 'gateway', on: operations },
  'feature-off-403': { tells: 'Issue on Behalf is not enabled', stage: 'feature', on: ['issue'] },
  'unknown-404': { tells: 'the program, or the hash, is unknown', stage: 'lookup', on: operations },
  'hash-unknown': {
    tells: 'a new hash is unknown to its first polls',
    stage: 'lookup',
    on: ['status'],
    takes: { polls },
  },
  'consent-409': { tells: 'the person has refused credentials', stage: 'consent', on: ['issue'] },
  'stuck-pending': { tells: 'what is issued stays WAIT_ONCHAIN until it is let go', stage: 'commit', on: ['issue'] },
  'revoked-later': { tells: 'what is issued is revoked later', stage: 'commit', on: ['issue'], takes: { after } },
  'expired-later': { tells: 'what is issued expires later', stage: 'commit', on: ['issue'], takes: { after } },
  'committed-then-dropped': {
    tells: 'the credential is issued, then the connection breaks',
    stage: 'committed',
    on: ['issue'],
  },
  slow: { tells: 'the work is done at once, the answer comes late', stage: 'answer', on: operations, takes: { delay } },
};

/** A mood as a user asks for it. Parameters (`retryAfter`, `polls`, `after`, `delay`) stand beside the rest. */
export interface MoodWish {
  readonly mood: string;
  /** The e-mail of the one person it concerns; everybody when not given. */
  readonly applicant?: string | undefined;
  readonly on?: string | undefined;
  /** How often it is felt. */
  readonly count?: number | undefined;
  /** For how much sandbox time, as "30s". */
  readonly for?: string | undefined;
  readonly [parameter: string]: Json | undefined;
}

export interface Mood {
  readonly mood: string;
  readonly stage: Stage;
  readonly applicant: string | null;
  readonly on: readonly Operation[];
  /** null for any number of times. */
  readonly count: number | null;
  /** ms of sandbox time; null until it is cleared. */
  readonly lasts: number | null;
  readonly parameters: Readonly<Record<string, number>>;
}

/** The wish with defaults filled in; whatever is wrong with it is one clear error. */
export function toMood(wish: MoodWish): Mood {
  const { mood: name, applicant, on, count, for: span, ...given } = wish;
  const kind = Object.hasOwn(moodKinds, name) ? moodKinds[name] : undefined;
  if (kind === undefined) throw unknownName('unknown-mood', 'mood', String(name), Object.keys(moodKinds));
  const where = `mood ${name}`;
  const takes = kind.takes ?? {};
  for (const key of Object.keys(given)) {
    if (!Object.hasOwn(takes, key))
      throw unknownName('unknown-key', where, key, [...Object.keys(takes), ...commonKeys]);
  }
  if (applicant !== undefined && (typeof applicant !== 'string' || applicant === '')) {
    throw bad(`${where}: applicant`, 'an e-mail address', applicant);
  }
  const parameters: Record<string, number> = {};
  for (const [key, parameter] of Object.entries(takes)) {
    parameters[key] = toParameter(parameter, given[key], `${where}: ${key}`);
  }
  return {
    mood: name,
    stage: kind.stage,
    applicant: applicant ?? null,
    on: toOperations(on, kind, where),
    count: count === undefined ? null : toCount(count, longest, `${where}: count`),
    lasts: span === undefined ? null : parseDuration(span, `${where}: for`),
    parameters,
  };
}

const commonKeys = ['applicant', 'on', 'count', 'for'];

function toOperations(on: unknown, kind: MoodKind, where: string): readonly Operation[] {
  if (on === undefined) return kind.on;
  const wanted: readonly string[] = on === 'both' ? operations : [String(on)];
  if (wanted.every((each) => (kind.on as readonly string[]).includes(each))) return wanted as readonly Operation[];
  const offered = kind.on.length === operations.length ? [...kind.on, 'both'] : kind.on;
  throw bad(`${where}: on`, offered.map((each) => `"${each}"`).join(' or '), on);
}

function toParameter({ as, fallback, most }: Parameter, given: unknown, where: string): number {
  if (given === undefined) return fallback;
  if (as === 'count') return toCount(given, most, where);
  const ms = parseDuration(given, where);
  if (ms > most) throw bad(where, `at most ${most / SECOND}s`, given);
  return ms;
}

function toCount(given: unknown, most: number, where: string): number {
  if (Number.isSafeInteger(given) && (given as number) > 0 && (given as number) <= most) return given as number;
  throw bad(where, 'a whole number above 0', given);
}

function bad(where: string, expected: string, got: unknown): DoubleactError {
  return new DoubleactError('bad-value', { where, expected, got: JSON.stringify(got) ?? 'nothing' });
}
