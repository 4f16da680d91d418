// One simulated world: a clock, a journal, a provider and an issuer. Two sandboxes share nothing.
import { type Assumed, type Readings, toAssumed } from './assumption.ts';
import { type Clock, createClock, type Move, type Pace } from './clock.ts';
import { DoubleactError } from './errors.ts';
import { createIssuer, type Issuer, type IssuerOptions } from './issuer/issuer.ts';
import { createJournal, type Journal } from './journal.ts';
import type { EndpointDraft } from './provider/endpoints.ts';
import type { Profile } from './provider/profile.ts';
import { profileNamed } from './provider/profiles/index.ts';
import { createProvider, type EmitDetails, type Emitted, type Provider } from './provider/provider.ts';
import { createHttpSender } from './provider/send.ts';
import { createLocalSender } from './provider/send-locally.ts';
import type { Receiver } from './provider/shot.ts';
import { createRandom, freshSeed } from './random.ts';
import { createReceiverNow, type ReceiverTime } from './receiver-time.ts';
import type { Wall } from './wall.ts';

export interface SandboxOptions {
  /** Whose webhooks: the id of a profile, or a profile of your own. */
  readonly provider?: string | Profile | undefined;
  readonly seed?: number | undefined;
  /** Keeps the draws of one scenario apart from another's under the same seed. */
  readonly scenario?: string | undefined;
  /** Sandbox time at the beginning, ms since 1970. */
  readonly start?: number | undefined;
  readonly pace?: Pace | undefined;
  /** How many deliveries may be under way side by side at one instant of still time. */
  readonly parallel?: number | undefined;
  /** Most tasks one move of the clock may run. */
  readonly skipCap?: number | undefined;
  /** Where events go: a URL, or a function in this process. More endpoints can be added. */
  readonly receiver?: string | Receiver | undefined;
  /** The URL that a receiver in this process is called under. */
  readonly receiverUrl?: string | undefined;
  readonly secret?: string | undefined;
  readonly endpoints?: readonly EndpointDraft[] | undefined;
  readonly allowHosts?: readonly string[] | undefined;
  /** Wall-time ms to wait for an answer, if not as long as the profile says. */
  readonly timeout?: number | undefined;
  readonly receiverTime?: ReceiverTime | undefined;
  /** Readings of assumptions: the provider's by their id, the issuer's as `issuer.<id>`. */
  readonly assume?: Readings | undefined;
  readonly issuer?: Pick<IssuerOptions, 'partner' | 'programs'> | undefined;
  /** Whose real time it lives in, if not the machine's. */
  readonly wall?: Wall | undefined;
  /**
   * Most entries the journal keeps (100 000), and most credentials that nothing more happens to. Of deliveries, events, decided
   * sessions or runs, and people a tenth as many are kept. What must be judged must not be dropped: a judge gives `Infinity`.
   */
  readonly journalLimit?: number | undefined;
}

export interface Sandbox {
  readonly seed: number;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly provider: Provider;
  readonly issuer: Issuer;
  /** Every assumption that this sandbox rests on. */
  readonly assumed: readonly Assumed[];
  emit(type: string, details?: EmitDetails): Emitted;
  /** By so many ms, to the next due task, or until nothing is due any more. */
  advance(by: number | 'next' | 'idle'): Promise<Move>;
  settle(): Promise<void>;
  /** Loads what the first delivery would have to wait for. */
  warm(): Promise<void>;
  close(): Promise<void>;
}

/** About 100 MB of entries, and the last three minutes at 100 events a second. */
const usualJournalLimit = 100_000;

/** The default beginning: fixed, so that the same seed gives the same bytes. */
export const defaultStart = Date.UTC(2026, 0, 1);

export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const seed = options.seed ?? freshSeed();
  const profile =
    typeof options.provider === 'object' ? options.provider : profileNamed(options.provider ?? 'kyve', 'provider');
  const journalLimit = options.journalLimit ?? usualJournalLimit;
  const keep = journalLimit / 10;
  const random = createRandom(seed, options.scenario, keep);
  const { pace, parallel, skipCap } = options;
  const clock = createClock({
    start: options.start ?? defaultStart,
    ...(pace !== undefined && { pace }),
    ...(parallel !== undefined && { parallel }),
    ...(skipCap !== undefined && { skipCap }),
    wall: options.wall,
    onFault: (label, fault) => journal.append({ kind: 'task.failed', label, message: String(fault) }),
  });
  const journal = createJournal(clock, journalLimit);
  journal.append({
    kind: 'sandbox.created',
    seed,
    start: new Date(clock.start).toISOString(),
    provider: profile.revision,
  });
  const local = typeof options.receiver === 'function' ? options.receiver : null;
  const receiverNow = createReceiverNow(options.receiverTime ?? 'wall', clock);
  const sender = local === null ? createHttpSender(clock) : createLocalSender(local, clock);
  const { providerReadings, issuerReadings } = split(options.assume ?? {});

  const provider = createProvider({
    profile,
    readings: providerReadings,
    clock,
    journal,
    random,
    sender,
    receiverNow,
    endpoints: firstEndpoints(options, local !== null),
    allowHosts: options.allowHosts,
    timeout: options.timeout,
    keep,
  });
  const issuer = createIssuer({
    ...options.issuer,
    readings: issuerReadings,
    clock,
    journal,
    random,
    tokenNow: receiverNow,
    keep: journalLimit,
  });
  let closed = false;

  return {
    seed,
    clock,
    journal,
    provider,
    issuer,
    assumed: [
      ...provider.assumed,
      ...toAssumed(issuer.assumes, issuer.readings).map((each) => ({ ...each, id: `issuer.${each.id}` })),
    ],
    emit(type, details) {
      if (closed)
        throw new DoubleactError('closed', { where: 'emit', expected: 'an open sandbox', got: 'a closed one' });
      return provider.emit(type, details);
    },
    async advance(by) {
      const move = await moveBy(by, clock);
      journal.append({ kind: 'time.moved', from: move.from - clock.start, ran: move.ran });
      return move;
    },
    settle: clock.settle,
    async warm() {
      await sender.warm();
      // Whoever is drawn first loads faker.
      random.person('nobody');
    },
    async close() {
      closed = true;
      clock.close();
      journal.close();
      await sender.close();
    },
  };
}

function firstEndpoints(options: SandboxOptions, local: boolean): readonly EndpointDraft[] {
  const { receiver, receiverUrl = 'http://localhost/', secret, endpoints = [] } = options;
  if (receiver === undefined) return endpoints;
  const url = local ? receiverUrl : (receiver as string);
  return [{ url, secret }, ...endpoints];
}

function moveBy(by: number | 'next' | 'idle', clock: Clock): Promise<Move> {
  if (by === 'next') return clock.advanceToNext();
  return by === 'idle' ? clock.runUntilIdle() : clock.advance(by);
}

function split(readings: Readings): { providerReadings: Readings; issuerReadings: Readings } {
  const providerReadings: Record<string, string> = {};
  const issuerReadings: Record<string, string> = {};
  for (const [id, reading] of Object.entries(readings)) {
    if (id.startsWith('issuer.')) issuerReadings[id.slice('issuer.'.length)] = reading;
    else providerReadings[id] = reading;
  }
  return { providerReadings, issuerReadings };
}
