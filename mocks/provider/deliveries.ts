// Events on their way to endpoints: attempts at their times, retries up the ladder, resends by hand, outages.
import type { Clock } from '../clock.ts';
import { unknownName } from '../errors.ts';
import { createForget } from '../forgetting.ts';
import { type Journal, toBody } from '../journal.ts';
import { type Plan, planAttempt } from './attempt.ts';
import { type Attempt, AttemptRecord, numbersOf, tellAnswered, tellSent, tellUnanswered } from './attempt-record.ts';
import { type Coming, comingOf } from './coming.ts';
import { type Next, nextAfter, rulesFor } from './delivery.ts';
import type { Endpoint } from './endpoint.ts';
import type { ProviderEvent } from './event.ts';
import type { Flaw } from './flaws/index.ts';
import type { Behaviour } from './profile.ts';
import { toAnswer } from './retry-after.ts';
import type { Hear, Reception, Sender, Shot } from './shot.ts';

export type DeliveryState = 'waiting' | 'held-back' | 'delivered' | 'rejected' | 'failed';

export interface Delivery {
  readonly id: string;
  readonly event: ProviderEvent;
  readonly endpoint: string;
  readonly url: string;
  readonly flaws: readonly Flaw[];
  readonly state: DeliveryState;
  readonly attempts: readonly Attempt[];
  /** When the next attempt is due, sandbox time; null if there is none. */
  readonly due: number | null;
}

export interface Deliveries {
  open(
    event: ProviderEvent,
    endpoint: Endpoint,
    way: { due: number; flaws: readonly Flaw[]; url?: string | null },
  ): Delivery;
  /** One more attempt by hand after `wait`. */
  resend(id: string, wait: number): Delivery;
  get(id: string): Delivery;
  list(): readonly Delivery[];
  /** The attempts still to be made if none of them succeeds, in order. */
  coming(id: string): readonly Coming[];
  /** How many of the oldest closed ones have been let go. */
  dropped(): number;
  /** The receiver's network is down for so long. */
  outage(ms: number): void;
}

interface Parts {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly behaviour: Behaviour;
  readonly sender: Sender;
  /** The receiver's clock, in ms: what signatures are dated by. */
  readonly receiverNow: () => number;
  readonly endpoint: (id: string) => Endpoint;
  readonly foreignSecret: string;
  /** The API key of a mode. */
  readonly keyOf: (livemode: boolean) => string;
  readonly timeout: number;
  /** What an answer says that disables an endpoint. */
  readonly disable: (endpoint: string) => void;
  /** How many are kept: beyond that the oldest closed ones go. */
  readonly keep: number;
  /** Another event that follows one with such a flaw. */
  readonly follow: (event: ProviderEvent, flaw: Flaw, endpoint: Endpoint) => void;
}

type Live = { -readonly [Field in keyof Delivery]: Delivery[Field] } & {
  /** For schemes whose timestamp is kept over retries, and for headers that tell of the first attempt. */
  signedAt: number | null;
};

const outage: Reception = { silence: 'outage', message: "the receiver's network is down on purpose", took: 0 };

/** A delivery that waits to be overtaken waits no longer than this. */
const longestHoldBack = 60 * 60_000;

export function createDeliveries(parts: Parts): Deliveries {
  const { clock, journal, behaviour, sender } = parts;
  const rules = { ...behaviour.delivery, timeout: parts.timeout };
  const deliveries = new Map<string, Live>();
  const forget = createForget<Live>(parts.keep);
  let opened = 0;
  let dropped = 0;
  const heldBack = new Set<Live>();
  // Resends by hand that wait for their time.
  const resends = new Map<string, readonly number[]>();
  let outageUntil = Number.NEGATIVE_INFINITY;

  function schedule(delivery: Live, due: number): void {
    delivery.due = due;
    clock.at(due, `attempt ${delivery.attempts.length + 1} of ${delivery.id}`, () => {
      if (delivery.due !== due || delivery.state !== 'waiting') return;
      delivery.due = null;
      if (
        rules.endsWhenDisabled === true &&
        delivery.attempts.length > 0 &&
        !parts.endpoint(delivery.endpoint).enabled
      ) {
        return close(delivery, 'failed');
      }
      return attempt(delivery, false).catch((fault: unknown) => {
        // What cannot even be written will not be retried; it must not wait for ever either.
        close(delivery, 'failed');
        throw fault;
      });
    });
  }

  function holdBack(delivery: Live): void {
    delivery.state = 'held-back';
    heldBack.add(delivery);
    clock.at(clock.now() + longestHoldBack, `${delivery.id} held back long enough`, () => letGo(delivery));
  }

  function letGo(delivery: Live): void {
    if (!heldBack.delete(delivery)) return;
    delivery.state = 'waiting';
    schedule(delivery, clock.now());
  }

  function attempt(delivery: Live, manual: boolean): Promise<void> {
    const { number, automatic } = numbersOf(delivery.attempts);
    const flaws = flawsOfAttempt(delivery.flaws, manual ? 2 : automatic);
    const began = clock.now();
    const copies = flaws.find((flaw) => flaw.copies !== undefined)?.copies;
    const made = { number, copy: 1, manual, flaws };
    const end = (reception: Reception) => {
      conclude(delivery, { reception, automatic, manual, flaws, began });
      if (automatic === 1 && !manual) goOn(delivery, flaws);
    };
    if (copies === undefined) return once(delivery, made, end);
    return sendCopies(copies, (copy) => once(delivery, { ...made, copy }, (reception) => reception)).then(end);
  }

  /** What waits for a first attempt, and what follows one with flaws. */
  function goOn(delivery: Live, flaws: readonly Flaw[]): void {
    for (const waiting of heldBack) if (waiting.endpoint === delivery.endpoint && waiting !== delivery) letGo(waiting);
    for (const flaw of flaws) {
      if (flaw.order !== undefined && flaw.order !== 'after-the-next') {
        parts.follow(delivery.event, flaw, parts.endpoint(delivery.endpoint));
      }
    }
  }

  /** What came back to the first of them. */
  async function sendCopies(
    { count, together }: NonNullable<Flaw['copies']>,
    send: (copy: number) => Promise<Reception>,
  ): Promise<Reception> {
    const receptions: Promise<Reception>[] = [];
    for (let copy = 1; copy <= count; copy++) {
      receptions.push(send(copy));
      if (!together) await receptions.at(-1);
    }
    const [first] = await Promise.all(receptions);
    return first as Reception;
  }

  /** Once on the wire; `end` hears what came back as soon as it is told. One promise for all that, because each costs. */
  function once<Ended>(
    delivery: Live,
    { number, copy, manual, flaws }: { number: number; copy: number; manual: boolean; flaws: readonly Flaw[] },
    end: (reception: Reception) => Ended,
  ): Promise<Ended> {
    return new Promise((resolve, reject) => {
      const plan = planFor(delivery, number, flaws);
      const record = new AttemptRecord(delivery, plan, { number, copy, manual, at: clock.now(), flaws });
      // Spread, a list of one would take the room of seventeen.
      delivery.attempts = delivery.attempts.concat(record);
      journal.appendTold(record, tellSent);
      const back: Hear = (reception) => {
        try {
          resolve(end(takeDown(record, plan, reception)));
        } catch (fault) {
          reject(fault);
        }
      };
      // Not before what is sent beside it is on its way, as over the network.
      if (record.at < outageUntil) Promise.resolve(outage).then(back);
      else sender.send(shotOf(delivery.url, plan, rules.timeout), back)?.catch(reject);
    });
  }

  /** What came back is told, and is what the provider takes it for. */
  function takeDown(record: AttemptRecord, { discards: discarded }: Plan, reception: Reception): Reception {
    if ('silence' in reception) {
      record.answer = reception;
      journal.appendTold(record, tellUnanswered);
      return reception;
    }
    const { status, headers, took } = reception;
    record.answer = { status, headers, body: toBody(reception.body), took, discarded };
    journal.appendTold(record, tellAnswered);
    return discarded ? { silence: 'reset', message: 'the answer was lost on purpose', took } : reception;
  }

  function planFor(delivery: Live, number: number, flaws: readonly Flaw[]): Plan {
    const endpoint = parts.endpoint(delivery.endpoint);
    const { event } = delivery;
    const renews = behaviour.signing?.renews ?? true;
    const now = parts.receiverNow();
    delivery.signedAt ??= now;
    const firstAt = delivery.signedAt;
    const most = rulesFor(rules, event.type).retries.length + 1;
    return planAttempt({
      behaviour,
      event,
      good: endpoint.secrets,
      retired: endpoint.retired,
      own: endpoint.headers,
      foreign: parts.foreignSecret,
      attempt: { number, left: Math.max(0, most - number), firstAt, key: parts.keyOf(event.livemode) },
      signAt: renews ? now : firstAt,
      flaws,
    });
  }

  function conclude(
    delivery: Live,
    end: { reception: Reception; automatic: number; manual: boolean; flaws: readonly Flaw[]; began: number },
  ): void {
    const { reception, automatic, manual, began } = end;
    const success = 'status' in reception && rules.verdict(reception.status) === 'delivered';
    if (manual) {
      if (success && rules.resendCloses && delivery.state !== 'delivered') close(delivery, 'delivered');
      return;
    }
    if (delivery.state !== 'waiting') return;
    // A forgery is not the provider's own: nobody retries it.
    const forged = delivery.flaws.some((flaw) => flaw.takes === 'refuse' || flaw.takes === 'ignore');
    const next: Next = forged
      ? { close: success ? 'delivered' : 'rejected' }
      : nextAfter(rulesFor(rules, delivery.event.type), automatic, toAnswer(reception));
    if ('close' in next) {
      if (next.disables === true) parts.disable(delivery.endpoint);
      close(delivery, next.close);
      return;
    }
    // Counted in sandbox time from the beginning of the attempt, so that a receiver's real slowness moves no later attempt.
    const due = began + next.retry.after;
    journal.append({
      kind: 'retry.scheduled',
      delivery: delivery.id,
      event: delivery.event.id,
      applicant: delivery.event.applicant,
      attempt: automatic + 1,
      due: due - clock.start,
    });
    schedule(delivery, due);
  }

  function close(delivery: Live, state: 'delivered' | 'rejected' | 'failed'): void {
    delivery.state = state;
    delivery.due = null;
    journal.append({
      kind: 'delivery.closed',
      delivery: delivery.id,
      event: delivery.event.id,
      applicant: delivery.event.applicant,
      state,
      attempts: delivery.attempts.length,
    });
  }

  function get(id: string): Live {
    const delivery = deliveries.get(id);
    if (delivery === undefined) throw unknownName('not-found', 'delivery', id, [...deliveries.keys()].slice(-50));
    return delivery;
  }

  return {
    get,
    list: () => [...deliveries.values()],
    dropped: () => dropped,
    open(event, endpoint, { due, flaws, url }) {
      opened += 1;
      const delivery: Live = {
        id: `dlv_${opened}`,
        event,
        endpoint: endpoint.id,
        url: url ?? endpoint.url,
        flaws,
        state: 'waiting',
        attempts: [],
        due: null,
        signedAt: null,
      };
      deliveries.set(delivery.id, delivery);
      dropped += forget(deliveries, isClosed);
      journal.append({
        kind: 'delivery.created',
        delivery: delivery.id,
        event: event.id,
        endpoint: endpoint.id,
        applicant: event.applicant,
        due: due - clock.start,
        flaws: flaws.map(({ id }) => id),
      });
      if (flaws.some((flaw) => flaw.order === 'after-the-next')) holdBack(delivery);
      else schedule(delivery, due);
      return delivery;
    },
    coming: (id) => comingOf(rules, get(id), resends.get(id) ?? []),
    resend(id, wait) {
      const delivery = get(id);
      const due = clock.now() + wait;
      const others = () => resends.get(id) ?? [];
      resends.set(id, [...others(), due]);
      clock.at(due, `resend of ${id}`, () => {
        const rest = others().toSpliced(others().indexOf(due), 1);
        if (rest.length > 0) resends.set(id, rest);
        else resends.delete(id);
        return attempt(delivery, true);
      });
      return delivery;
    },
    outage(ms) {
      const until = clock.now() + ms;
      outageUntil = Math.max(outageUntil, until);
      journal.append({ kind: 'outage.began', until: until - clock.start });
      clock.at(until, 'outage ends', () => {
        if (outageUntil === until) journal.append({ kind: 'outage.ended' });
      });
    },
  };
}

function shotOf(url: string, { headers, body, manner }: Plan, timeout: number): Shot {
  return { url, headers, body, timeout, manner };
}

function isClosed({ state }: Delivery): boolean {
  return state !== 'waiting' && state !== 'held-back';
}

/** Other bytes belong to the event and come again on each retry; everything else befalls the first attempt alone. */
function flawsOfAttempt(flaws: readonly Flaw[], automatic: number): readonly Flaw[] {
  return automatic === 1 ? flaws : flaws.filter((flaw) => flaw.body !== undefined);
}
