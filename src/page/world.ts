// What a journal tells, put together: attempts with their answers, calls with theirs, credentials with their states.
// It takes one entry at a time, so that a live stream costs what came, not what is there already.
import type { Entry, EntryOf } from '../../harness/result.ts';

export interface Attempt {
  readonly sent: EntryOf<'attempt.sent'>;
  back: EntryOf<'attempt.answered'> | EntryOf<'attempt.unanswered'> | null;
}

export interface Delivery {
  readonly id: string;
  readonly event: string;
  readonly type: string;
  readonly applicant: string;
  readonly endpoint: string;
  readonly createdAt: number;
  readonly attempts: Attempt[];
  /** When the next attempt is due, as far as the journal tells. */
  due: number | null;
  closed: string | null;
  closedAt: number | null;
}

/** An attempt that is still to be made. */
export interface Coming {
  readonly at: number;
  readonly manual: boolean;
}

export interface Call {
  readonly received: EntryOf<'call.received'>;
  answered: EntryOf<'call.answered'> | null;
}

export interface Credential {
  readonly issued: EntryOf<'credential.issued'>;
  readonly states: { readonly state: string; readonly at: number; readonly why: string; readonly seq: number }[];
  /** How often the issuer gave this one instead of another. */
  returned: number;
}

export interface World {
  readonly entries: Entry[];
  readonly bySeq: Map<number, Entry>;
  readonly deliveries: Map<string, Delivery>;
  readonly events: Map<string, EntryOf<'event.created'>>;
  readonly calls: Map<string, Call>;
  readonly credentials: Map<string, Credential>;
  readonly people: Set<string>;
  /** E-mails by the names that steps use for the people. */
  readonly names: Map<string, string>;
  readonly endpoints: Map<string, string>;
  /** Sandbox time at the beginning, ms since 1970. */
  start: number;
  provider: string;
  latest: number;
  /** Whom the last event or session was about. */
  lastNamed: string;
}

export function createWorld(entries: readonly Entry[] = []): World {
  const world: World = {
    entries: [],
    bySeq: new Map(),
    deliveries: new Map(),
    events: new Map(),
    calls: new Map(),
    credentials: new Map(),
    people: new Set(),
    names: new Map(),
    endpoints: new Map(),
    start: 0,
    provider: '',
    latest: 0,
    lastNamed: '',
  };
  for (const entry of entries) addEntry(world, entry);
  return world;
}

export function addEntry(world: World, entry: Entry): void {
  world.entries.push(entry);
  world.bySeq.set(entry.seq, entry);
  world.latest = Math.max(world.latest, entry.at);
  if ('applicant' in entry && typeof entry.applicant === 'string' && entry.applicant !== '')
    world.people.add(entry.applicant);
  (takers[entry.kind] as ((world: World, entry: Entry) => void) | undefined)?.(world, entry);
}

export function attemptOf(world: World, entry: Entry): Attempt | null {
  if (!('copy' in entry)) return null;
  const { attempts = [] } = world.deliveries.get(entry.delivery) ?? {};
  return attempts.find(({ sent }) => sent.attempt === entry.attempt && sent.copy === entry.copy) ?? null;
}

export function stateOf({ states }: Credential): string {
  return states.at(-1)?.state ?? 'WAIT_ONCHAIN';
}

/** Held by its person and not given up. */
export function isLive(credential: Credential): boolean {
  const state = stateOf(credential);
  return state === 'WAIT_ONCHAIN' || state === 'ONCHAIN';
}

type Takers = { readonly [Kind in Entry['kind']]?: (world: World, entry: EntryOf<Kind>) => void };

const takers: Takers = {
  'sandbox.created'(world, { start, provider }) {
    world.start = Date.parse(start);
    world.provider = provider;
  },
  'endpoint.added': (world, { endpoint, url }) => void world.endpoints.set(endpoint, url),
  // A step is written down after what it did: the person it names is the one that was just spoken of.
  'step.taken'(world, { step }) {
    const { applicant } = (step.emit ?? step.decide ?? {}) as { applicant?: string | { key?: string } };
    const name = typeof applicant === 'object' ? applicant.key : applicant;
    if (name !== undefined && world.lastNamed !== '') world.names.set(world.lastNamed, name);
  },
  'subject.created': (world, { applicant }) => {
    world.lastNamed = applicant;
  },
  'event.created'(world, entry) {
    world.lastNamed = entry.applicant;
    world.events.set(entry.event, entry);
  },
  'delivery.created'(world, { delivery, event, endpoint, applicant, due, at }) {
    world.deliveries.set(delivery, {
      id: delivery,
      event,
      type: world.events.get(event)?.type ?? '',
      applicant,
      endpoint,
      createdAt: at,
      attempts: [],
      due,
      closed: null,
      closedAt: null,
    });
  },
  'attempt.sent'(world, sent) {
    const delivery = world.deliveries.get(sent.delivery);
    if (delivery === undefined) return;
    delivery.attempts.push({ sent, back: null });
    if (!sent.manual) delivery.due = null;
  },
  'attempt.answered': answer,
  'attempt.unanswered': answer,
  'retry.scheduled'(world, { delivery, due }) {
    const found = world.deliveries.get(delivery);
    if (found !== undefined) found.due = due;
  },
  'delivery.closed'(world, { delivery, state, at }) {
    const found = world.deliveries.get(delivery);
    if (found !== undefined) Object.assign(found, { closed: state, closedAt: at, due: null });
  },
  'call.received': (world, received) => void world.calls.set(received.call, { received, answered: null }),
  'call.answered'(world, answered) {
    const call = world.calls.get(answered.call);
    if (call !== undefined) call.answered = answered;
  },
  'credential.issued'(world, issued) {
    const first = { state: 'WAIT_ONCHAIN', at: issued.at, why: 'issued', seq: issued.seq };
    world.credentials.set(issued.hash, { issued, states: [first], returned: 0 });
  },
  'credential.returned'(world, { hash }) {
    const found = world.credentials.get(hash);
    if (found !== undefined) found.returned += 1;
  },
  'credential.moved': (world, { hash, to, at, why, seq }) =>
    void world.credentials.get(hash)?.states.push({ state: to, at, why, seq }),
};

function answer(world: World, entry: EntryOf<'attempt.answered'> | EntryOf<'attempt.unanswered'>): void {
  const attempt = attemptOf(world, entry);
  if (attempt !== null) attempt.back = entry;
}
