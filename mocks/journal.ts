// The append-only record of what happened: everything the mocks saw and did. Checks and reports read it, nothing else.
import type { Clock } from './clock.ts';
import type { Body, Entry, EntryKind, EntryOf, Happening } from './entry.ts';
import { createRedactor, type Redactor } from './redact.ts';

export type { Body, Effect, Entry, EntryKind, EntryOf, Happening, Headers, Silence } from './entry.ts';

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
  /** What is handed over is the journal's from now on. */
  append(happening: Happening): void;
  /** For what is to be told of something that is kept anyway. `tell` is asked later, or never: nothing it tells may change. */
  appendTold<Source extends object>(source: Source, tell: (source: Source) => Happening): void;
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

export function createJournal(clock: Pick<Clock, 'now' | 'wall' | 'start'>, limit = Number.POSITIVE_INFINITY): Journal {
  const redactor = createRedactor();
  // Side by side, so that what nobody reads costs no more than to be kept: an entry is written out, with everything secret
  // blacked out, when somebody first listens or asks. The first `written` of `kept` are entries, the rest what is to be
  // told by `tells`.
  const kept: object[] = [];
  const tells: Tell[] = [];
  const ats: number[] = [];
  const walls: number[] = [];
  let written = 0;
  let dropped = 0;
  const listeners = new Set<(entry: Entry) => void>();
  const closers = new Set<() => void>();
  let closed = false;

  function entries(filter: EntryFilter = {}): readonly Entry[] {
    writeOut();
    const from = filter.after === undefined ? 0 : Math.max(0, filter.after - dropped);
    const candidates = (from === 0 ? kept : kept.slice(from)) as Entry[];
    return candidates.filter((entry) => matches(entry, filter));
  }

  function writeOut(): void {
    for (; written < kept.length; written += 1) {
      const entry = {
        seq: dropped + written + 1,
        at: ats[written] as number,
        wall: walls[written] as number,
        ...(tells[written] as Tell)(kept[written] as object),
      };
      redact(entry, redactor);
      kept[written] = entry;
      tells[written] = itself;
    }
  }

  /** A tenth at a time, so that the cost of letting go is spread thin. */
  function letGo(): void {
    const gone = kept.length - limit;
    for (const each of [kept, tells, ats, walls]) each.splice(0, gone);
    dropped += gone;
    written = Math.max(0, written - gone);
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

  function add(source: object, tell: Tell): void {
    kept.push(source);
    tells.push(tell);
    const wall = clock.wall();
    ats.push(clock.now(wall) - clock.start);
    walls.push(wall);
    if (kept.length > limit * 1.1) letGo();
    if (listeners.size === 0) return;
    writeOut();
    const entry = kept[kept.length - 1] as Entry;
    for (const hear of listeners) hear(entry);
  }

  return {
    redactor,
    append: (happening) => add(happening, itself),
    appendTold: (source, tell) => add(source, tell as Tell),
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

type Tell = (source: object) => Happening;

const itself: Tell = (happening) => happening as Happening;

const emptyBody: Body = { text: '', bytes: 0, cut: false };

export function toBody(content: Buffer | string): Body {
  if (content.length === 0) return emptyBody;
  // Most answers are texts, and short ones: no need to make bytes of them and a text again.
  if (typeof content === 'string' && content.length * 3 <= bodyLimit) {
    return { text: content, bytes: Buffer.byteLength(content), cut: false };
  }
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
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
function redact(entry: Entry, redactor: Redactor): void {
  const shown = entry as unknown as Record<string, unknown>;
  if ('headers' in entry && entry.headers !== undefined) shown.headers = redactor.headers(entry.headers);
  if ('body' in entry && entry.body.text !== '') {
    const text = redactor.text(entry.body.text);
    if (text !== entry.body.text) shown.body = { ...entry.body, text };
  }
  for (const field of ['message', 'query', 'path'] as const) {
    if (field in entry) shown[field] = redactor.text(shown[field] as string);
  }
  if ('url' in entry) shown.url = redactor.url(entry.url);
  // What somebody told us to do names addresses too.
  const told = (text: string) => redactor.text(text).replace(/\bhttps?:\/\/[^\s"]+/g, redactor.url);
  if ('tells' in entry) shown.tells = told(entry.tells);
  if ('effects' in entry && entry.effects !== null) {
    const foreign = (text: string | null) => (text === null ? null : redactor.text(text));
    shown.effects = entry.effects.map(({ id, level, ...each }) => ({
      ...each,
      id: foreign(id),
      level: foreign(level),
    }));
  }
  if ('step' in entry) shown.step = JSON.parse(told(JSON.stringify(entry.step)));
}
