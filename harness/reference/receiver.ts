// The reference receiver: does everything right for each provider it knows, or one thing wrong by the switch of a fault.
// It verifies, writes down what it owes, acknowledges, and works afterwards.
import { createHash } from 'node:crypto';
import { createClock } from '../../mocks/clock.ts';
import { DoubleactError } from '../../mocks/errors.ts';
import type { Reply } from '../../mocks/http/route.ts';
import { isJsonObject, readJson } from '../../mocks/json.ts';
import type { Delivered } from '../../mocks/provider/shot.ts';
import type { DirectCall } from '../direct-call.ts';
import type { Surroundings } from '../target.ts';
import { answer, refusalOf } from './answers.ts';
import { type Architecture, architectures } from './architectures.ts';
import { readBody } from './body.ts';
import { createDesk } from './decide.ts';
import { createSwitch, type FaultId, type Switch } from './faults.ts';
import { createIssuerClient } from './issuer.ts';
import { readNotice } from './notice.ts';
import { onTheWeb } from './on-the-web.ts';
import { overFetch } from './over-fetch.ts';
import { createProviderApi } from './provider-api.ts';
import { readingOf } from './providers/index.ts';
import type { Notice } from './reading.ts';
import { createSeal } from './signature.ts';
import { type OpenKey, openKey } from './signing-key.ts';
import { createStore, type Job, type Store } from './store.ts';
import { createTokenMaker } from './token.ts';
import { createWork, type Why } from './work.ts';

export interface ReferenceOptions {
  readonly architecture?: Architecture | undefined;
  readonly fault?: FaultId | undefined;
  /** Told what the wait is for: a back-off may be shortened, what the issuer asked for may not. */
  readonly sleep?: ((ms: number, why: Why) => Promise<void>) | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Instead of `fetch`, where there is a way without web objects. */
  readonly call?: DirectCall | undefined;
  readonly openKey?: OpenKey | undefined;
  /** ms since 1970. */
  readonly now?: (() => number) | undefined;
  readonly alarm?: ((ms: number, ring: () => void) => { cancel(): void }) | undefined;
  /** What it knew before it was restarted. */
  readonly store?: Store | undefined;
  /** The switch of the receiver before, in place of `fault`. */
  readonly faulty?: Switch | undefined;
}

export interface Reference {
  (request: Request): Promise<Response>;
  plainly(delivered: Delivered): Promise<Reply>;
  /** Resolves when no work is under way. */
  idle(): Promise<void>;
  /** The fault had an occasion to show. */
  reached(): boolean;
  /** As if it had been killed: nothing more is done or written down. */
  stop(): void;
}

const bodyLimit = 1024 * 1024;

export function createReference(told: Surroundings, options: ReferenceOptions = {}): Reference {
  const clock = createClock();
  const { now = clock.wall, sleep = clock.sleep, alarm = clock.alarm, store = createStore() } = options;
  const faulty = options.faulty ?? createSwitch(options.fault ?? null);
  const reading = readingOf(told.DOUBLEACT_PROVIDER ?? 'kyve');
  const call = options.call ?? overFetch(options.fetch ?? ((...request) => globalThis.fetch(...request)));
  const providerApi = createProviderApi(told, call, now);
  const judgeSignature = createSeal({
    seal: reading.seal,
    fields: reading.fields,
    secret: needed(told, 'DOUBLEACT_WEBHOOK_SECRET'),
    next: told.DOUBLEACT_NEXT_WEBHOOK_SECRET ?? null,
    foreign: told.DOUBLEACT_OTHER_TENANT_SECRET ?? null,
    now,
    faulty,
  });
  const tokens = createTokenMaker({
    partnerId: needed(told, 'PARTNER_ID'),
    keyId: needed(told, 'KEY_ID'),
    key: (options.openKey ?? openKey)(needed(told, 'PARTNER_PRIVATE_KEY')),
    now,
    unique: (email) => `${email} ${store.turn(email)}`,
    faulty,
  });
  const issuer = createIssuerClient({
    base: needed(told, 'DOUBLEACT_ISSUER_URL'),
    issuerDid: needed(told, 'ISSUER_DID'),
    credentialId: needed(told, 'CREDENTIAL_ID'),
    tokens,
    call,
    now,
    alarm,
    faulty,
  });
  let stopped = false;
  const isStopped = () => stopped;
  const work = createWork(issuer, store, faulty, isStopped);
  const driver = architectures[options.architecture ?? 'inline']({ work, sleep, isStopped });
  const desk = createDesk(store, now, faulty);

  for (const job of Object.values(store.memory.jobs)) {
    if (job.state !== 'owed') continue;
    if (faulty.on('loses-work-on-restart')) job.state = 'ended';
    else begin(job);
  }

  function begin(job: Job): void {
    void driver.take(job);
  }

  async function accept(body: Buffer, headers: Delivered['headers']): Promise<Reply> {
    const read = readJson(body.toString('utf8'));
    if ('complaint' in read || !isJsonObject(read.value)) return answer(400, { error: 'not a JSON object' });
    const stated = readNotice(reading, read.value, (name) => headers[name.toLowerCase()] ?? null);
    const ofOtherMode = ({ livemode }: Notice) => livemode && !faulty.on('ignores-livemode');
    // Before anybody is looked up: the API may refuse to speak of the other mode.
    if (stated.known && ofOtherMode(stated)) return answer(200, { received: true });
    const asks = reading.lookUp !== undefined && stated.known && stated.about !== '';
    const found = asks ? await reading.lookUp(stated, read.value, providerApi()) : stated;
    const doubtful = reading.seal === null && stated.type === reading.approval && !found.approves;
    const unconfirmed = reading.seal === null && stated.id !== found.id;
    const believed = doubtful && faulty.on('believes-hearsay') ? taken(stated, found) : found;
    const notice = unconfirmed && faulty.on('marks-hearsay-as-seen') ? { ...believed, id: stated.id } : believed;
    if (!notice.known) return answer(faulty.on('answers-5xx-to-unknown-events') ? 500 : 200, { received: true });
    if (ofOtherMode(notice)) return answer(200, { received: true });

    if (!notice.approves && faulty.on('answers-4xx-to-what-approves-nobody'))
      return answer(422, { error: 'no approval' });
    if (desk.knows(notice) && faulty.on('answers-4xx-to-duplicates')) return answer(409, { error: 'seen before' });
    const job = desk.rule(notice, createHash('sha256').update(body).digest('hex'));
    if (job !== null && !faulty.on('never-does-the-work')) {
      const failed = await workBeforeAnswering(job);
      if (failed && faulty.on('answers-4xx-on-its-own-outage')) {
        desk.forget(notice);
        job.state = 'ended';
        return answer(422, { error: 'the credential could not be issued' });
      }
      if (failed && faulty.on('marks-before-the-work')) {
        job.state = 'ended';
        return answer(503, { error: 'the credential could not be issued' });
      }
      if (faulty.on('waits-for-onchain')) await driver.take(job);
      else begin(job);
    }
    store.save();
    return answer(200, { received: true });
  }

  /** Faultless, nothing. */
  async function workBeforeAnswering(job: Job): Promise<boolean> {
    const impatient = (
      ['answers-4xx-on-its-own-outage', 'marks-before-the-work', 'marks-after-the-work'] as const
    ).some(faulty.is);
    if (!impatient || job.hash !== null || job.unsure) return false;
    // Long enough for whatever comes at the same time.
    if (faulty.is('marks-after-the-work')) await sleep(100, 'back-off');
    await work.step(job);
    return job.failures > 0 || job.state !== 'owed';
  }

  async function receive(delivered: Delivered): Promise<Reply> {
    const { method, headers } = delivered;
    if (method !== 'POST') return answer(405, { error: 'POST only' }, { allow: 'POST' });
    const body = await readBody(delivered, alarm, faulty);
    if (!Buffer.isBuffer(body)) return body;
    if (body.length > bodyLimit) return answer(413, { error: 'too large' });
    const verdict = judgeSignature({ header: (name) => headers[name.toLowerCase()] ?? null, body });
    if (verdict !== 'good') {
      if (faulty.on('works-before-verifying')) await accept(body, headers).catch(() => {});
      return refusalOf(verdict, faulty);
    }
    try {
      return await accept(body, headers);
    } catch {
      // Our own trouble: whatever the event is, it must come again.
      return answer(503, { error: 'try again later' }, { 'retry-after': '60' });
    }
  }

  return Object.assign(onTheWeb(receive), {
    plainly: receive,
    idle: driver.idle,
    reached: faulty.reached,
    stop() {
      stopped = true;
      issuer.close();
    },
  });
}

/** One receiver after the other with the same memory: what a restart is in this process. */
export interface Restartable {
  (told: Surroundings, ways?: Pick<ReferenceOptions, 'fetch' | 'call'>): Reference;
  reached(): boolean;
}

export function createRestartable(options: ReferenceOptions = {}): Restartable {
  const store = options.store ?? createStore();
  const faulty = options.faulty ?? createSwitch(options.fault ?? null);
  let present: Reference | null = null;
  const start: Restartable = Object.assign(
    (told: Surroundings, ways: Pick<ReferenceOptions, 'fetch' | 'call'> = {}) => {
      present?.stop();
      present = createReference(told, { ...options, ...ways, store, faulty });
      return present;
    },
    { reached: faulty.reached },
  );
  return start;
}

/** As the callback has it; the look-up only fills in what it leaves out. */
function taken(stated: Notice, found: Notice): Notice {
  const level = found.level === '' ? 'basic' : found.level;
  return { ...stated, standing: 'approved', approves: true, email: stated.email || found.email, level };
}

function needed(told: Surroundings, name: string): string {
  const value = told[name];
  if (value !== undefined && value !== '') return value;
  throw new DoubleactError('bad-value', {
    where: `the reference receiver's ${name}`,
    expected: 'a value',
    got: 'none',
  });
}
