// What becomes of a credential as sandbox time passes: confirmation, revocation, expiry, and credentials held back.
import type { Clock, Scheduled } from '../clock.ts';
import { SECOND } from '../duration.ts';
import type { Ledger, Standing } from './ledger.ts';
import type { Onchain, Program } from './program.ts';
import type { Rules } from './rules.ts';

export interface Lifecycle {
  /** A credential was issued: from here on it moves by itself, unless it is stuck. */
  begin(credential: Standing, program: Program, stuck: boolean): void;
  /** Its status is being asked for. */
  poll(credential: Standing): void;
  confirm(hash: string, why: string): boolean;
  revoke(hash: string, why: string): boolean;
  expire(hash: string, why: string): boolean;
  revokeAfter(hash: string, ms: number, why: string): void;
  expireAfter(hash: string, ms: number, why: string): void;
  /** Keeps this person's credentials, present and future, from being confirmed. */
  hold(applicant: string): void;
  /** Ends that. What came due meanwhile is confirmed at once. */
  letGo(applicant: string): void;
  /** Is it kept from being confirmed on purpose? */
  isHeldBack(hash: string): boolean;
  /** Ends being stuck, for one person's credentials or (null) for everybody's. */
  unstick(applicant: string | null): void;
  /** Does nothing more happen to it, unless somebody asks for it? */
  isSettled(hash: string): boolean;
}

interface Waiting {
  readonly credential: Standing;
  readonly onchain: Onchain;
  stuck: boolean;
  /** Its confirmation came due while it was held back. */
  ripe: boolean;
  seen: number;
  /** Of its confirmation; null where that takes no time of its own. */
  timer: Scheduled | null;
}

/** How long "being revoked" lasts under the slower reading, for programs whose confirmations take no time of their own. */
const usualDelay = 3 * SECOND;

export function createLifecycle(clock: Clock, ledger: Ledger, rules: Rules['credential']): Lifecycle {
  const waiting = new Map<string, Waiting>();
  const held = new Set<string>();
  const timers = new Map<string, readonly Scheduled[]>();

  function later(hash: string, due: number, label: string, task: () => void): void {
    const timer = clock.at(due, label, () => {
      const others = (timers.get(hash) ?? []).filter((each) => each !== timer);
      if (others.length > 0) timers.set(hash, others);
      else timers.delete(hash);
      task();
    });
    timers.set(hash, [...(timers.get(hash) ?? []), timer]);
  }

  /** A credential that has come to its end needs no timers: idle time should not have to pass them. */
  function forget(hash: string): void {
    stopWaiting(hash);
    for (const timer of timers.get(hash) ?? []) timer.cancel();
    timers.delete(hash);
  }

  function stopWaiting(hash: string): void {
    waiting.get(hash)?.timer?.cancel();
    waiting.delete(hash);
  }

  function isHeld({ credential, stuck }: Waiting): boolean {
    return stuck || held.has(credential.applicant);
  }

  function ripen(hash: string, why: string): void {
    const one = waiting.get(hash);
    if (one === undefined) return;
    one.ripe = true;
    if (!isHeld(one)) confirm(hash, why);
  }

  function confirm(hash: string, why: string): boolean {
    stopWaiting(hash);
    return ledger.move(hash, 'ONCHAIN', why);
  }

  function revoke(hash: string, why: string): boolean {
    const after = waiting.get(hash)?.onchain;
    if (!ledger.move(hash, 'WAIT_REMOVE', why)) return false;
    forget(hash);
    const remove = () => void ledger.move(hash, 'REMOVE', 'the removal is on chain');
    if (rules.revokeAtOnce) remove();
    else later(hash, clock.now() + delayOf(after), `remove ${hash.slice(0, 8)}`, remove);
    return true;
  }

  function expire(hash: string, why: string): boolean {
    if (!ledger.move(hash, 'EXPIRE', why)) return false;
    forget(hash);
    return true;
  }

  function unstick(applicant: string | null): void {
    for (const [hash, one] of [...waiting]) {
      if (applicant !== null && one.credential.applicant !== applicant) continue;
      one.stuck = false;
      if (one.ripe && !isHeld(one)) confirm(hash, 'let go after it was held back');
    }
  }

  return {
    begin(credential, program, stuck) {
      const { hash } = credential;
      const { onchain } = program;
      const one: Waiting = { credential, onchain, stuck, ripe: false, seen: 0, timer: null };
      waiting.set(hash, one);
      if (typeof onchain === 'object' && 'after' in onchain) {
        one.timer = clock.at(clock.now() + onchain.after, `confirm ${hash.slice(0, 8)}`, () =>
          ripen(hash, 'confirmed on chain'),
        );
      }
      if (credential.expiresAt !== null) {
        later(
          hash,
          credential.expiresAt,
          `expire ${hash.slice(0, 8)}`,
          () => void expire(hash, 'its program lets it expire'),
        );
      }
    },
    poll({ hash }) {
      const one = waiting.get(hash);
      if (one === undefined || typeof one.onchain !== 'object' || !('polls' in one.onchain)) return;
      if (one.seen >= one.onchain.polls) ripen(hash, `asked for more than ${one.onchain.polls} times`);
      one.seen += 1;
    },
    confirm,
    revoke,
    expire,
    revokeAfter: (hash, ms, why) =>
      later(hash, clock.now() + ms, `revoke ${hash.slice(0, 8)}`, () => void revoke(hash, why)),
    expireAfter: (hash, ms, why) =>
      later(hash, clock.now() + ms, `expire ${hash.slice(0, 8)}`, () => void expire(hash, why)),
    hold: (applicant) => void held.add(applicant),
    letGo(applicant) {
      held.delete(applicant);
      unstick(applicant);
    },
    isHeldBack(hash) {
      const one = waiting.get(hash);
      return one !== undefined && isHeld(one);
    },
    unstick,
    isSettled: (hash) => !waiting.has(hash) && !timers.has(hash),
  };
}

function delayOf(onchain: Onchain | undefined): number {
  return typeof onchain === 'object' && 'after' in onchain ? onchain.after : usualDelay;
}
