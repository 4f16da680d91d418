// Where everything stands in the timeline: rows and marks in sandbox time, before any zoom.
import { type Outcome, outcomeOf, outcomeOfAttempt, type Tone } from './outcome.ts';
import type { Coming, Credential, Delivery, World } from './world.ts';

export type Lane = 'in' | 'out';
/** A sign of its own for each way of ending, so that no eye needs the colour. */
export type Shape = 'dot' | 'cross' | 'triangle' | 'ring' | 'diamond' | 'ghost';

export interface Mark {
  readonly at: number;
  readonly lane: Lane;
  readonly row: number;
  readonly shape: Shape;
  readonly tone: Tone;
  /** null for what is yet to come. */
  readonly seq: number | null;
  readonly applicant: string;
  readonly title: string;
}

export interface Bar {
  readonly from: number;
  /** null: as far as now. */
  readonly to: number | null;
  readonly lane: Lane;
  readonly row: number;
  readonly tone: Tone;
  readonly look: 'thread' | 'dashed' | 'band';
  readonly applicant: string;
}

export interface Layout {
  readonly marks: readonly Mark[];
  readonly bars: readonly Bar[];
  readonly rows: Readonly<Record<Lane, number>>;
  readonly labels: readonly { readonly lane: Lane; readonly row: number; readonly text: string }[];
  /** Stretches in which the receiver's network was down. */
  readonly outages: readonly { readonly from: number; readonly to: number }[];
  /** The last moment there is anything to see at, besides now. */
  readonly end: number;
}

interface Parts {
  readonly world: World;
  readonly seen: ReadonlySet<number>;
  readonly coming: ReadonlyMap<string, readonly Coming[]>;
  readonly nameOf: (email: string) => string;
}

/** More rows than this are folded into one another. */
const mostRows = 40;

export function layOut({ world, seen, coming, nameOf }: Parts): Layout {
  const marks: Mark[] = [];
  const bars: Bar[] = [];
  const labels: { lane: Lane; row: number; text: string }[] = [];

  const deliveries = [...world.deliveries.values()].filter(({ attempts, ...delivery }) =>
    attempts.length === 0 ? isWaitingSeen(delivery, world, seen) : attempts.some(({ sent }) => seen.has(sent.seq)),
  );
  const packed = deliveries.length > 12;
  const rowOf = packed ? createPacker() : null;
  for (const [nth, delivery] of deliveries.entries()) {
    const rungs = coming.get(delivery.id) ?? (delivery.due === null ? [] : [{ at: delivery.due, manual: false }]);
    const last = rungs.at(-1)?.at ?? delivery.attempts.at(-1)?.sent.at ?? delivery.createdAt;
    const row = rowOf?.(delivery.createdAt, last) ?? nth;
    const about = { lane: 'in' as const, row, applicant: delivery.applicant };
    if (!packed) labels.push({ lane: 'in', row, text: `${nameOf(delivery.applicant)} ${delivery.type}` });
    drawDelivery({ delivery, rungs, about, seen, marks, bars });
  }

  const people = new Map<string, number>();
  const personRow = (applicant: string) => {
    const known = people.get(applicant);
    if (known !== undefined) return known;
    const row = people.size % mostRows;
    if (people.size < 12) labels.push({ lane: 'out', row, text: nameOf(applicant) || 'nobody' });
    people.set(applicant, row);
    return row;
  };
  for (const { received } of world.calls.values()) {
    if (!seen.has(received.seq) || received.side !== 'issuer') continue;
    const applicant = received.applicant ?? '';
    const outcome = outcomeOf(world, received) as Outcome;
    const title = `${received.method} ${received.path}: ${outcome.text}`;
    const { at, seq } = received;
    const shape = outcome.id === 'ok' ? 'dot' : shapes[outcome.id];
    marks.push({ at, lane: 'out', row: personRow(applicant), shape, tone: outcome.tone, seq, applicant, title });
  }
  for (const credential of world.credentials.values()) {
    if (!seen.has(credential.issued.seq)) continue;
    drawCredential({ credential, row: personRow(credential.issued.applicant), marks, bars });
  }

  const outages: { from: number; to: number }[] = [];
  for (const entry of world.entries)
    if (entry.kind === 'outage.began') outages.push({ from: entry.at, to: entry.until });

  const ends = [world.latest, ...marks.map(({ at }) => at)];
  return {
    marks,
    bars,
    labels,
    outages,
    rows: {
      in: Math.max(1, Math.min(mostRows, rowOf === null ? deliveries.length : rowOf.count())),
      out: Math.max(1, Math.min(mostRows, people.size)),
    },
    end: ends.reduce((most, at) => Math.max(most, at), 0),
  };
}

const shapes = { ok: 'dot', refused: 'cross', failed: 'cross', silent: 'triangle', open: 'ring' } as const;

interface DeliveryDrawing {
  readonly delivery: Delivery;
  readonly rungs: readonly Coming[];
  readonly about: { readonly lane: Lane; readonly row: number; readonly applicant: string };
  readonly seen: ReadonlySet<number>;
  readonly marks: Mark[];
  readonly bars: Bar[];
}

function drawDelivery({ delivery, rungs, about, seen, marks, bars }: DeliveryDrawing): void {
  const first = delivery.attempts[0]?.sent.at ?? delivery.due ?? delivery.createdAt;
  const last = delivery.attempts.at(-1)?.sent.at ?? first;
  if (last > first) bars.push({ ...about, from: first, to: last, tone: 'calm', look: 'thread' });
  const end = rungs.at(-1)?.at;
  if (end !== undefined) bars.push({ ...about, from: last, to: end, tone: 'calm', look: 'dashed' });
  for (const attempt of delivery.attempts) {
    const { sent } = attempt;
    if (!seen.has(sent.seq)) continue;
    const outcome = outcomeOfAttempt(attempt);
    const title = `${delivery.type}, attempt ${sent.attempt}: ${outcome.text}`;
    marks.push({ ...about, at: sent.at, shape: shapes[outcome.id], tone: outcome.tone, seq: sent.seq, title });
  }
  for (const { at, manual } of rungs) {
    const title = `${delivery.type}: ${manual ? 'resend by hand' : 'attempt'} to come`;
    marks.push({ ...about, at, shape: 'ghost', tone: 'calm', seq: null, title });
  }
}

interface CredentialDrawing {
  readonly credential: Credential;
  readonly row: number;
  readonly marks: Mark[];
  readonly bars: Bar[];
}

const stateTones: Readonly<Record<string, Tone>> = { WAIT_ONCHAIN: 'warn', ONCHAIN: 'good' };

function drawCredential({ credential: { issued, states }, row, marks, bars }: CredentialDrawing): void {
  const about = { lane: 'out' as const, row, applicant: issued.applicant };
  for (const [nth, { state, at, seq }] of states.entries()) {
    const tone = stateTones[state] ?? 'calm';
    bars.push({ ...about, from: at, to: states[nth + 1]?.at ?? null, tone, look: 'band' });
    if (nth > 0) marks.push({ ...about, at, shape: 'diamond', tone, seq, title: `credential ${state}` });
  }
}

function isWaitingSeen(delivery: Pick<Delivery, 'event'>, world: World, seen: ReadonlySet<number>): boolean {
  return seen.has(world.events.get(delivery.event)?.seq ?? -1);
}

/** Puts stretches into the first row that is free by then. */
function createPacker() {
  const ends: number[] = [];
  const packer = (from: number, to: number): number => {
    const free = ends.findIndex((end) => end < from);
    const row = free >= 0 ? free : ends.length;
    if (row >= mostRows) return Math.floor((from / 7) % mostRows);
    ends[row] = to;
    return row;
  };
  packer.count = () => ends.length;
  return packer;
}
