// The page as it is served: it follows the journal's stream, notices when the run is another one, and takes steps.
import type { Entry } from '../../harness/result.ts';
import { entryKinds } from '../../harness/steps/entry-kinds.ts';
import type { Json, JsonObject } from '../../mocks/json.ts';
import { every, gathered, later, wallNow } from './browser.ts';
import { ask, Refused } from './control.ts';
import { addEntries, coming, present, showWorld, world } from './state.ts';
import { batch, effect, signal } from './ui.ts';
import { createWorld } from './world.ts';

export interface Clock {
  readonly now: string;
  readonly pace: 'still' | number;
  readonly pending: number;
  readonly next: { readonly due: string; readonly label: string } | null;
  readonly holders: readonly string[];
}

export interface Verb {
  readonly verb: string;
  readonly tells: string;
  readonly schema: JsonObject;
  readonly examples: readonly JsonObject[];
}

export interface Named {
  readonly id: string;
  readonly tells: string;
}

/** What can be asked for, read once for each run. */
export interface Offer {
  readonly doubleact: string;
  readonly provider: string;
  readonly seed: number;
  readonly steps: readonly Verb[];
  readonly events: readonly { readonly type: string; readonly tells: string }[];
  readonly flaws: readonly Named[];
  readonly moods: readonly Named[];
}

export const link = signal<'connecting' | 'live' | 'lost'>('connecting');
export const clock = signal<Clock | null>(null);
export const offer = signal<Offer | null>(null);
/** What the user is told, until it is put away. */
export const notice = signal<{ readonly text: string; readonly tone: 'good' | 'bad' | 'calm' } | null>(null);

let run: string | null = null;
let source: EventSource | null = null;
let waiting: Entry[] = [];
let last = 0;
let clockRead = 0;

export function goLive(): void {
  connect();
  every(250, flow);
  // Good news need nobody to put them away.
  effect(() => {
    const told = notice.value;
    return told?.tone === 'good' ? later(6000, () => (notice.value = null)) : undefined;
  });
  every(1000, () => {
    if (clock.value !== null && clock.value.pace !== 'still' && !document.hidden) readClock();
  });
}

/** Takes a step as a scenario would; says what was done, or why not. */
export async function take(step: Json): Promise<JsonObject | null> {
  try {
    const done = await ask<JsonObject>('steps', step);
    const hint = typeof done.hint === 'string' ? ` ${done.hint}` : '';
    notice.value = { text: `Done: ${done.step}.${hint}`, tone: hint === '' ? 'good' : 'bad' };
    return done;
  } catch (fault) {
    tellFault(fault);
    return null;
  } finally {
    readClock();
  }
}

/** In the server's own sentence, if it gave one. */
export function tellFault(fault: unknown): void {
  notice.value = { text: fault instanceof Refused ? fault.message : 'The server cannot be reached.', tone: 'bad' };
}

export async function startAnew(): Promise<void> {
  await ask('reset', {}).catch(() => {});
}

function connect(): void {
  source?.close();
  source = new EventSource('journal/stream');
  source.addEventListener('run', (event) => meet((JSON.parse(event.data) as { run: string }).run));
  for (const kind of entryKinds) {
    source.addEventListener(kind, (event) => {
      waiting.push(JSON.parse(event.data) as Entry);
      flush();
    });
  }
  source.addEventListener('error', () => {
    link.value = 'lost';
    // A browser that gives up altogether is asked again.
    if (source?.readyState === EventSource.CLOSED) later(1000, connect);
  });
}

/** After a break the stream goes on after the last entry, if it is still the same run. */
function meet(met: string): void {
  const first = run === null;
  const again = run === met;
  run = met;
  link.value = 'live';
  if (again) return;
  waiting = [];
  last = 0;
  batch(() => {
    showWorld(createWorld());
    clock.value = null;
    if (!first) notice.value = { text: 'This is a new run: the server was started again or reset.', tone: 'calm' };
  });
  void readOffer();
  readClock();
  // The browser asked for what follows the old run's last entry; a fresh stream begins at the beginning.
  if (!first) connect();
}

const flush = gathered(16, () => {
  const fresh = waiting.filter(({ seq }) => seq > last);
  waiting = [];
  last = fresh.at(-1)?.seq ?? last;
  if (fresh.length === 0) return;
  batch(() => addEntries(fresh));
  readClock();
  readComing();
});

const readClock = gathered(60, () => {
  ask<Clock>('clock').then(
    (read) => {
      clock.value = read;
      clockRead = wallNow();
      flow();
    },
    () => {},
  );
});

/** Between readings time flows on, but never past what is due next. */
function flow(): void {
  const read = clock.value;
  if (read === null) return;
  const { start } = world.value.now;
  const speed = read.pace === 'still' ? 0 : read.pace;
  const reached = Date.parse(read.now) + (wallNow() - clockRead) * speed;
  const limit = read.next === null ? reached : Math.max(Date.parse(read.now), Date.parse(read.next.due));
  present.value = Math.min(reached, limit) - start;
}

const readComing = gathered(150, () => {
  interface Waiting {
    readonly id: string;
    readonly coming: readonly { readonly at: string; readonly manual: boolean }[];
  }
  ask<{ deliveries: readonly Waiting[] }>('deliveries?coming=yes').then(
    ({ deliveries }) => {
      const { start } = world.value.now;
      coming.value = new Map(
        deliveries.map(({ id, coming: rungs }) => [
          id,
          rungs.map(({ at, manual }) => ({ at: Date.parse(at) - start, manual })),
        ]),
      );
    },
    () => {},
  );
});

async function readOffer(): Promise<void> {
  try {
    const [ready, { steps }, { events }, { flaws }, { moods }] = await Promise.all([
      ask<Pick<Offer, 'doubleact' | 'provider' | 'seed'>>('ready'),
      ask<Pick<Offer, 'steps'>>('steps'),
      ask<Pick<Offer, 'events'>>('events'),
      ask<Pick<Offer, 'flaws'>>('flaws'),
      ask<Pick<Offer, 'moods'>>('moods'),
    ]);
    offer.value = { ...ready, steps, events, flaws, moods };
  } catch {
    later(1000, () => void readOffer());
  }
}
