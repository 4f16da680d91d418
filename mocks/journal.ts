// The append-only record of what happened: everything the mocks saw and did. Checks and reports read it, nothing else.
import type { Clock } from './clock.ts';
import type { JsonObject } from './json.ts';
import { createRedactor, type Redactor } from './redact.ts';

/** Bytes as text, bounded; `bytes` is the true length. */
export interface Body {
  readonly text: string;
  readonly bytes: number;
  readonly cut: boolean;
}

export type Headers = Readonly<Record<string, string>>;

/** Why an attempt got no answer. */
export type Silence = 'timeout' | 'connection' | 'reset' | 'outage';

/** What happened, in the past tense. `applicant` is the person's e-mail wherever one is known. */
export type Happening =
  | { readonly kind: 'sandbox.created'; readonly seed: number; readonly start: string; readonly provider: string }
  | { readonly kind: 'step.taken'; readonly step: JsonObject; readonly tells: string }
  | { readonly kind: 'time.moved'; readonly from: number; readonly ran: number }
  | { readonly kind: 'task.failed'; readonly label: string; readonly message: string }
  // The provider.
  | {
      readonly kind: 'endpoint.added';
      readonly endpoint: string;
      readonly url: string;
      readonly events: readonly string[] | 'all';
      readonly livemode: boolean;
    }
  | { readonly kind: 'endpoint.changed'; readonly endpoint: string; readonly enabled: boolean }
  | { readonly kind: 'secret.rotated'; readonly endpoint: string; readonly overlap: number }
  | { readonly kind: 'secret.expired'; readonly endpoint: string }
  | {
      readonly kind: 'subject.created';
      readonly subject: string;
      readonly applicant: string;
      readonly status: string;
      readonly livemode: boolean;
    }
  | {
      readonly kind: 'subject.moved';
      readonly subject: string;
      readonly applicant: string;
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly kind: 'event.created';
      readonly event: string;
      readonly type: string;
      readonly subject: string;
      readonly applicant: string;
      readonly outcome: string;
      readonly livemode: boolean;
      readonly deliveries: number;
    }
  | {
      readonly kind: 'delivery.created';
      readonly delivery: string;
      readonly event: string;
      readonly endpoint: string;
      readonly applicant: string;
      readonly due: number;
      readonly flaws: readonly string[];
    }
  | {
      readonly kind: 'attempt.sent';
      readonly delivery: string;
      readonly event: string;
      readonly endpoint: string;
      readonly applicant: string;
      readonly attempt: number;
      readonly copy: number;
      readonly manual: boolean;
      readonly url: string;
      readonly headers: Headers;
      readonly body: Body;
      readonly signed: string | null;
      readonly flaws: readonly string[];
    }
  | {
      readonly kind: 'attempt.answered';
      readonly delivery: string;
      readonly event: string;
      readonly applicant: string;
      readonly attempt: number;
      readonly copy: number;
      readonly status: number;
      readonly headers: Headers;
      readonly body: Body;
      readonly took: number;
      readonly discarded: boolean;
    }
  | {
      readonly kind: 'attempt.unanswered';
      readonly delivery: string;
      readonly event: string;
      readonly applicant: string;
      readonly attempt: number;
      readonly copy: number;
      readonly silence: Silence;
      readonly message: string;
      readonly took: number;
    }
  | {
      readonly kind: 'retry.scheduled';
      readonly delivery: string;
      readonly event: string;
      readonly applicant: string;
      readonly attempt: number;
      readonly due: number;
    }
  | {
      readonly kind: 'delivery.closed';
      readonly delivery: string;
      readonly event: string;
      readonly applicant: string;
      readonly state: string;
      readonly attempts: number;
    }
  | { readonly kind: 'outage.began'; readonly until: number }
  | { readonly kind: 'outage.ended' }
  // The issuer.
  | {
      readonly kind: 'token.accepted';
      readonly call: string;
      readonly applicant: string;
      readonly alg: string;
      readonly kid: string | null;
      readonly typ: string | null;
      readonly claims: JsonObject;
      readonly digest: string;
    }
  | {
      readonly kind: 'token.refused';
      readonly call: string;
      readonly reason: string;
      readonly alg: string | null;
      readonly kid: string | null;
      readonly typ: string | null;
      readonly claims: JsonObject | null;
      readonly digest: string | null;
    }
  | { readonly kind: 'user.created'; readonly user: string; readonly applicant: string }
  | {
      readonly kind: 'credential.issued';
      readonly hash: string;
      readonly applicant: string;
      readonly user: string;
      readonly program: string;
      readonly subject: JsonObject;
      readonly replaces: string | null;
    }
  | {
      readonly kind: 'credential.returned';
      readonly hash: string;
      readonly applicant: string;
      readonly program: string;
    }
  | {
      readonly kind: 'credential.moved';
      readonly hash: string;
      readonly applicant: string;
      readonly from: string;
      readonly to: string;
      readonly why: string;
    }
  | {
      readonly kind: 'mood.set';
      readonly mood: string;
      readonly applicant: string | null;
      readonly count: number | null;
      readonly until: number | null;
    }
  | { readonly kind: 'mood.met'; readonly mood: string; readonly call: string; readonly applicant: string | null }
  | { readonly kind: 'mood.ended'; readonly mood: string; readonly applicant: string | null }
  // Calls that reached one of our APIs.
  | {
      readonly kind: 'call.received';
      readonly side: 'provider' | 'issuer';
      readonly call: string;
      readonly applicant: string | null;
      readonly method: string;
      readonly path: string;
      readonly query: string;
      readonly headers: Headers;
      readonly body: Body;
    }
  | {
      readonly kind: 'call.answered';
      readonly side: 'provider' | 'issuer';
      readonly call: string;
      readonly applicant: string | null;
      readonly status: number | null;
      readonly body: Body;
    };

export type Entry = Happening & {
  readonly seq: number;
  /** Sandbox time, in ms since the sandbox began: the same seed and the same receiver give the same number. */
  readonly at: number;
  /** Wall time, ms since 1970. */
  readonly wall: number;
};

export type EntryKind = Happening['kind'];
export type EntryOf<Kind extends EntryKind> = Extract<Entry, { kind: Kind }>;

export interface EntryFilter {
  readonly kind?: EntryKind | readonly EntryKind[] | undefined;
  readonly applicant?: string | undefined;
  readonly event?: string | undefined;
  readonly delivery?: string | undefined;
  readonly call?: string | undefined;
  /** Only entries after this `seq`. */
  readonly after?: number | undefined;
}

export interface Journal {
  readonly redactor: Redactor;
  append(happening: Happening): Entry;
  entries(): readonly Entry[];
  entries<Kind extends EntryKind>(filter: EntryFilter & { readonly kind: Kind }): readonly EntryOf<Kind>[];
  entries(filter: EntryFilter): readonly Entry[];
  /** How many of the oldest entries have been let go to keep within the limit. */
  dropped(): number;
  /** Hears every entry from now on; returns the way to stop. */
  listen(hear: (entry: Entry) => void): () => void;
  /** The entries that match, then those to come, until the reader stops or the journal is closed. */
  stream(filter?: EntryFilter): AsyncIterable<Entry>;
  toNdjson(filter?: EntryFilter): string;
  close(): void;
}

/** Bodies are kept up to this many bytes. */
export const bodyLimit = 64 * 1024;

export function createJournal(clock: Pick<Clock, 'now' | 'wall' | 'start'>, limit = 100_000): Journal {
  const redactor = createRedactor();
  let kept: Entry[] = [];
  let seq = 0;
  let dropped = 0;
  const listeners = new Set<(entry: Entry) => void>();
  const closers = new Set<() => void>();
  let closed = false;

  function entries(filter: EntryFilter = {}): readonly Entry[] {
    const from = filter.after === undefined ? 0 : Math.max(0, filter.after - dropped);
    const candidates = from === 0 ? kept : kept.slice(from);
    return candidates.filter((entry) => matches(entry, filter));
  }

  /** By hand, not as a generator: a reader that leaves while it waits must be gone at once. */
  function read(filter: EntryFilter): AsyncIterator<Entry> {
    const queue: Entry[] = [...entries(filter)];
    let waiting: ((next: IteratorResult<Entry>) => void) | null = null;
    let open = !closed;
    const hear = (entry: Entry) => {
      if (!matches(entry, filter)) return;
      if (waiting === null) queue.push(entry);
      else answer({ done: false, value: entry });
    };
    const answer = (next: IteratorResult<Entry>) => {
      const resolve = waiting;
      waiting = null;
      resolve?.(next);
    };
    const end = () => {
      open = false;
      listeners.delete(hear);
      closers.delete(end);
      answer({ done: true, value: undefined });
    };
    if (open) {
      listeners.add(hear);
      closers.add(end);
    }
    return {
      next() {
        const entry = queue.shift();
        if (entry !== undefined) return Promise.resolve({ done: false, value: entry });
        if (!open) return Promise.resolve({ done: true, value: undefined });
        return new Promise((resolve) => {
          waiting = resolve;
        });
      },
      return() {
        queue.length = 0;
        end();
        return Promise.resolve({ done: true, value: undefined });
      },
    };
  }

  return {
    redactor,
    append(happening) {
      seq += 1;
      const entry = {
        seq,
        at: clock.now() - clock.start,
        wall: clock.wall(),
        ...redacted(happening, redactor),
      } as Entry;
      kept.push(entry);
      // A tenth at a time, so that the cost of letting go is spread thin.
      if (kept.length > limit * 1.1) {
        dropped += kept.length - limit;
        kept = kept.slice(kept.length - limit);
      }
      for (const hear of listeners) hear(entry);
      return entry;
    },
    entries: entries as Journal['entries'],
    dropped: () => dropped,
    listen(hear) {
      listeners.add(hear);
      return () => void listeners.delete(hear);
    },
    stream: (filter = {}) => ({ [Symbol.asyncIterator]: () => read(filter) }),
    toNdjson: (filter = {}) =>
      entries(filter)
        .map((entry) => `${JSON.stringify(entry)}\n`)
        .join(''),
    close() {
      closed = true;
      for (const end of closers) end();
    },
  };
}

export function toBody(bytes: Buffer): Body {
  const cut = bytes.length > bodyLimit;
  return { text: (cut ? bytes.subarray(0, bodyLimit) : bytes).toString('utf8'), bytes: bytes.length, cut };
}

function matches(entry: Entry, filter: EntryFilter): boolean {
  if (filter.after !== undefined && entry.seq <= filter.after) return false;
  if (filter.kind !== undefined) {
    if (typeof filter.kind === 'string' ? entry.kind !== filter.kind : !filter.kind.includes(entry.kind)) return false;
  }
  for (const field of ['applicant', 'event', 'delivery', 'call'] as const) {
    if (filter[field] !== undefined && (entry as unknown as Record<string, unknown>)[field] !== filter[field])
      return false;
  }
  return true;
}

/** Foreign text (headers, bodies, messages) passes the redactor; our own words need not. */
function redacted(happening: Happening, redactor: Redactor): Happening {
  const shown: Record<string, unknown> = { ...happening };
  if ('headers' in happening) shown.headers = redactor.headers(happening.headers);
  if ('body' in happening) shown.body = { ...happening.body, text: redactor.text(happening.body.text) };
  if ('message' in happening) shown.message = redactor.text(happening.message);
  for (const field of ['query', 'path', 'url'] as const) {
    if (field in happening)
      shown[field] = redactor.text((happening as unknown as Record<string, string>)[field] as string);
  }
  if ('step' in happening) shown.step = JSON.parse(redactor.text(JSON.stringify(happening.step)));
  return shown as unknown as Happening;
}
