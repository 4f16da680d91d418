// Receivers poll with real sleeps. While one of a scenario's credentials is pending and somebody still asks about it, the
// scenario's sandbox time must not move: a hold a credential, let go when nothing more can come of it.
import type { Hold } from '../mocks/clock.ts';
import type { Entry } from '../mocks/journal.ts';
import type { Sandbox } from '../mocks/sandbox.ts';

/** What is known of the receiver's polling in the whole run. */
export interface Pollers {
  /** The longest time, in real ms, that it has let pass of its own accord before it asked about a credential again. */
  longestGap(): number;
  /** Is there a credential that somebody still waits for, as far as one can tell? */
  areWaiting(): boolean;
  watch(sandbox: Sandbox): Watch;
}

export interface Watch {
  /** Looks again: a step may have held a credential back. */
  review(): void;
  /** Holds nothing any more: time will not be moved again. What is seen of the receiver's polling still counts. */
  rest(): void;
}

interface Pending {
  readonly applicant: string;
  hold: Hold | null;
  /** Set as long as somebody is taken to wait for it; rings when that is over. */
  alarm: { cancel(): void } | null;
  /** Wall time of its issue or of the last time it was asked about. */
  last: number;
  /** It could not come to its end when last looked at: a long wait for it says nothing of other waits. */
  inVain: boolean;
  /** The issuer has asked for the wait: that says nothing either. */
  toldToWait: boolean;
}

/** So long nobody asks, and nobody is taken to wait for it any more. */
const least = 1_500;
const most = 10_000;
/** After so many credentials in a row that nobody waited for to the end, little time is given to the next. */
const lessons = 3;
const leastAfterLessons = 50;

export function createPollers(): Pollers {
  let longest = 0;
  let abandoned = 0;
  let waitedFor = 0;

  function patience(): number {
    return Math.min(most, Math.max(abandoned < lessons ? least : leastAfterLessons, 3 * longest));
  }

  return {
    longestGap: () => longest,
    areWaiting: () => waitedFor > 0,
    watch(sandbox) {
      const { clock, journal, issuer } = sandbox;
      const pending = new Map<string, Pending>();
      let resting = false;

      function asked(hash: string, one: Pending, wall: number): void {
        if (!one.inVain && !one.toldToWait) longest = Math.max(longest, wall - one.last);
        if (one.alarm === null) abandoned = 0;
        one.last = wall;
        one.toldToWait = false;
        consider(hash, one);
      }

      /** Holds it, from now on for a while, unless it cannot come to its end. */
      function consider(hash: string, one: Pending): void {
        one.inVain = cannotEnd(hash, one);
        if (one.inVain) {
          letGo(one);
          return;
        }
        if (one.alarm === null) waitedFor += 1;
        else one.alarm.cancel();
        if (!resting) one.hold ??= clock.hold(`credential ${hash.slice(0, 8)} is pending and asked about`);
        one.alarm = clock.alarm(patience(), () => {
          abandoned += 1;
          letGo(one);
        });
      }

      function letGo(one: Pending): void {
        if (one.alarm !== null) waitedFor -= 1;
        one.alarm?.cancel();
        one.alarm = null;
        release(one);
      }

      function cannotEnd(hash: string, { applicant }: Pending): boolean {
        return issuer.isHeldBack(hash) || cannotBeAsked(sandbox, applicant);
      }

      function hear(entry: Entry): void {
        if (entry.kind === 'credential.issued') {
          const { hash, applicant } = entry;
          const last = clock.wall();
          const one: Pending = { applicant, hold: null, alarm: null, last, inVain: false, toldToWait: false };
          pending.set(hash, one);
          consider(hash, one);
        } else if (entry.kind === 'credential.moved') {
          const one = pending.get(entry.hash);
          if (one === undefined || entry.to === 'WAIT_ONCHAIN') return;
          if (entry.to === 'ONCHAIN') abandoned = 0;
          pending.delete(entry.hash);
          letGo(one);
        } else if (entry.kind === 'mood.set' || entry.kind === 'mood.met') {
          if (entry.kind === 'mood.met' && entry.mood === 'rate-limited-429') putOff(entry.applicant);
          // A mood may keep a credential pending on purpose; it is known to be so once the call has been answered.
          queueMicrotask(review);
        } else {
          const hash = hashAskedAbout(entry);
          const one = hash === null ? undefined : pending.get(hash);
          if (hash !== null && one !== undefined) asked(hash, one, clock.wall());
        }
      }

      function putOff(applicant: string | null): void {
        for (const one of pending.values()) one.toldToWait ||= one.applicant === applicant;
      }

      function review(): void {
        for (const [hash, one] of pending) {
          one.inVain ||= cannotEnd(hash, one);
          if (one.inVain) letGo(one);
        }
      }

      journal.listen(hear);
      return {
        review,
        rest() {
          resting = true;
          for (const one of pending.values()) release(one);
        },
      };
    },
  };
}

/** The claim hash that a call asks the status of; null for every other entry. */
export function hashAskedAbout(entry: Entry): string | null {
  if (entry.kind !== 'call.received' || entry.side !== 'issuer' || entry.method !== 'GET') return null;
  return new URLSearchParams(entry.query).get('coreClaimHash');
}

/** Does the issuer answer no status calls about this person, for as long as it is in this mood? */
function cannotBeAsked({ issuer }: Pick<Sandbox, 'issuer'>, applicant: string): boolean {
  return issuer
    .moods()
    .some(
      ({ mood, stage, on, left, applicant: whose }) =>
        (stage === 'token' || stage === 'gateway' || stage === 'lookup') &&
        mood !== 'hash-unknown' &&
        on.includes('status') &&
        left === null &&
        (whose === null || whose === applicant),
    );
}

function release(one: Pending): void {
  one.hold?.release();
  one.hold = null;
}
