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
  /** The longest time, in real ms, that was let pass before it was asked about, in vain or not; null: it never was. */
  gap: number | null;
  /** The call that asks about it and is not answered yet. */
  asking: string | null;
  /** It is on chain, and whoever asks about it has not been told. */
  unseen: boolean;
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

  function patience(gap = longest): number {
    return Math.min(most, Math.max(abandoned < lessons ? least : leastAfterLessons, 3 * gap));
  }

  return {
    longestGap: () => longest,
    areWaiting: () => waitedFor > 0,
    watch(sandbox) {
      const { clock, journal, issuer } = sandbox;
      const pending = new Map<string, Pending>();
      let resting = false;

      function asked(hash: string, one: Pending, wall: number): void {
        const gap = one.toldToWait ? 0 : wall - one.last;
        one.gap = Math.max(one.gap ?? 0, gap);
        if (!one.inVain && !one.unseen) longest = Math.max(longest, gap);
        if (one.alarm === null) abandoned = 0;
        if (one.unseen) {
          pending.delete(hash);
          letGo(one);
          return;
        }
        one.last = wall;
        one.toldToWait = false;
        consider(hash, one);
      }

      function answered(call: string): void {
        for (const one of pending.values()) if (one.asking === call) one.asking = null;
      }

      /** Holds it, from now on for a while, unless it cannot come to its end. */
      function consider(hash: string, one: Pending): void {
        one.inVain = cannotEnd(hash, one);
        if (one.inVain) {
          letGo(one);
          return;
        }
        if (!resting) one.hold ??= clock.hold(`credential ${hash.slice(0, 8)} is pending and asked about`);
        expect(one, patience());
      }

      function expect(one: Pending, within: number): void {
        if (one.alarm === null) waitedFor += 1;
        else one.alarm.cancel();
        one.alarm = clock.alarm(within, () => {
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
          const one: Pending = {
            ...{ applicant, hold: null, alarm: null, last, inVain: false, toldToWait: false },
            ...{ gap: null, asking: null, unseen: false },
          };
          pending.set(hash, one);
          consider(hash, one);
        } else if (entry.kind === 'credential.moved') {
          const one = pending.get(entry.hash);
          if (one === undefined || entry.to === 'WAIT_ONCHAIN') return;
          if (entry.to === 'ONCHAIN') abandoned = 0;
          if (entry.to === 'ONCHAIN' && one.gap !== null && one.asking === null) {
            // Nobody has been told, and whoever has asked so far asks once more.
            one.unseen = true;
            one.inVain = false;
            release(one);
            expect(one, patience(Math.max(longest, one.gap)));
            return;
          }
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
          if (entry.kind === 'call.received' && one !== undefined) one.asking = entry.call;
          if (entry.kind === 'call.answered') answered(entry.call);
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
