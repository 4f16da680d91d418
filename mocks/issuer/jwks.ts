// Where the partner's public keys come from: a set that was given, or a URL that is fetched, bounded in time and size.
import type { Clock } from '../clock.ts';
import { SECOND } from '../duration.ts';
import { DoubleactError } from '../errors.ts';
import { isJsonObject, readJson } from '../json.ts';
import type { Soon } from '../soon.ts';

export interface Jwk {
  readonly kty: string;
  readonly kid?: string;
  readonly [member: string]: unknown;
}

export interface Jwks {
  readonly keys: readonly Jwk[];
}

export interface KeySource {
  /** Throws when the keys cannot be had. */
  all(): Promise<Jwks>;
  /** The key of that id, or null when there is none; at once where the keys are at hand. Throws when they cannot be had. */
  find(kid: string): Soon<Jwk | null>;
}

/** How long a JWKS server may take, in wall time, and how much it may say. Decisions of this sandbox. */
const jwksTimeout = 5 * SECOND;
const jwksLimit = 64 * 1024;

export function givenKeys(jwks: Jwks): KeySource {
  return { all: async () => toPublic(jwks), find: (kid) => pick(toPublic(jwks).keys, kid) };
}

/** Keys that are made when they are first asked for, and stay as they are then. */
export function comingKeys(coming: { all(): Promise<Jwks>; find(kid: string): Promise<Jwk> | null }): KeySource {
  const made = new Map<string, Jwk>();
  return {
    all: coming.all,
    find(kid) {
      const known = made.get(kid);
      if (known !== undefined) return known;
      const asked = coming.find(kid);
      if (asked === null) return null;
      return asked.then((jwk) => {
        made.set(kid, jwk);
        return jwk;
      });
    },
  };
}

export interface FetchOptions {
  readonly url: string;
  readonly clock: Pick<Clock, 'wall' | 'alarm'>;
  /** How long a fetched set is good, in ms of wall time. */
  readonly life: number;
  readonly fetch: typeof globalThis.fetch;
}

export function fetchedKeys({ url, clock, life, fetch }: FetchOptions): KeySource {
  checkUrl(url);
  let kept: { readonly jwks: Jwks; readonly until: number } | null = null;
  let underway: Promise<Jwks> | null = null;

  /** Callers that come while a fetch is under way share it. */
  function load(): Promise<Jwks> {
    underway ??= fetchJwks(url, clock, fetch)
      .then((jwks) => {
        kept = { jwks, until: clock.wall() + life };
        return jwks;
      })
      .finally(() => {
        underway = null;
      });
    return underway;
  }

  return {
    all: () => (kept !== null && clock.wall() < kept.until ? Promise.resolve(kept.jwks) : load()),
    async find(kid) {
      const before = kept;
      const found = pick((await this.all()).keys, kid);
      // A kid that the kept set does not have may be a new key: one more look, unless this one was fresh.
      if (found !== null || kept !== before) return found;
      return pick((await load()).keys, kid);
    },
  };
}

async function fetchJwks(url: string, clock: Pick<Clock, 'alarm'>, fetch: typeof globalThis.fetch): Promise<Jwks> {
  const cut = new AbortController();
  const alarm = clock.alarm(jwksTimeout, () => cut.abort());
  try {
    const response = await fetch(url, { headers: { accept: 'application/json' }, signal: cut.signal });
    if (!response.ok) throw new Error(`the JWKS server answered ${response.status}`);
    return toJwks(await readBounded(response));
  } finally {
    alarm.cancel();
  }
}

async function readBounded(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += piece.length;
    if (size > jwksLimit) throw new Error(`the JWKS is larger than ${jwksLimit} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function toJwks(text: string): Jwks {
  const read = readJson(text);
  const keys = 'value' in read && isJsonObject(read.value) ? read.value.keys : null;
  if (!Array.isArray(keys)) throw new Error('the JWKS has no list of keys');
  return toPublic({ keys: keys.filter((key) => isJsonObject(key) && typeof key.kty === 'string') as unknown as Jwk[] });
}

const publicSets = new WeakMap<Jwks, Jwks>();
const privateMembers = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']);

/** Some templates publish their private key by mistake. It is not needed here, so it is not kept. */
function toPublic(jwks: Jwks): Jwks {
  let shown = publicSets.get(jwks);
  if (shown === undefined) {
    shown = {
      keys: jwks.keys.map(
        (key) => Object.fromEntries(Object.entries(key).filter(([name]) => !privateMembers.has(name))) as Jwk,
      ),
    };
    publicSets.set(jwks, shown);
  }
  return shown;
}

function pick(keys: readonly Jwk[], kid: string): Jwk | null {
  for (const key of keys) if (key.kid === kid) return key;
  return null;
}

function checkUrl(url: string): void {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return;
  throw new DoubleactError('bad-url', {
    where: 'partner.jwks',
    expected: 'an http or https URL, or a key set',
    got: JSON.stringify(url),
  });
}
