// The work for one approved person, one call at a time: issue, then ask until it is on chain. Every step can be repeated.
import type { Switch } from './faults.ts';
import type { Answer, IssuerClient } from './issuer.ts';
import type { Job, Store } from './store.ts';

/** `wait` ms before the next step and why, or null: this job is over. */
export type Next = { readonly wait: number; readonly why: Why } | null;
/** What a wait is for: a back-off may be shortened where time is played, what the issuer asked for may not. */
export type Why = 'back-off' | 'retry-after';

export interface Work {
  step(job: Job): Promise<Next>;
}

const first = 1000;
const longest = 30_000;
/** About ten minutes of asking; a chain that takes longer is somebody's to look into. */
const mostPolls = 24;
const mostFailures = 12;
/** What no repetition is likely to mend is tried less often. */
const mostRefusals = 5;

export function createWork(issuer: IssuerClient, store: Store, faulty: Switch, isStopped: () => boolean): Work {
  function over(job: Job, state: 'done' | 'ended' | 'given-up'): null {
    job.state = state;
    store.save();
    return null;
  }

  function again(job: Job, answer: Exclude<Answer, { kind: 'done' }>, most: number): Next {
    job.failures += 1;
    store.save();
    if (job.failures > most) return over(job, 'given-up');
    const after = answer.kind === 'later' ? answer.after : null;
    if (after === null || after === 0) return { wait: backOff(job.failures), why: 'back-off' };
    if (faulty.on('ignores-retry-after')) return { wait: first / 20, why: 'back-off' };
    return { wait: after, why: 'retry-after' };
  }

  async function issue(job: Job): Promise<Next> {
    const repeated = job.unsure;
    job.unsure = true;
    store.save();
    const answer = await issuer.issue({ ...job, onDuplicate: wordOnDuplicates(job, repeated) });
    if (isStopped()) return null;
    if (answer.kind !== 'done') {
      if (answer.kind === 'refused' && (answer.status === 400 || answer.status === 409)) return over(job, 'ended');
      if (answer.kind === 'later' && answer.status !== 429 && faulty.on('gives-up-on-a-failure')) {
        return over(job, 'given-up');
      }
      return again(job, answer, answer.kind === 'refused' ? mostRefusals : mostFailures);
    }
    const hash = answer.body.coreClaimHash;
    if (typeof hash !== 'string' || hash === '') return again(job, { kind: 'later', status: 200, after: null }, 3);
    job.failures = 0;
    if (hash === replacedBy(job)) {
      // The old one was handed back: the call before had not been carried out, so it is safe to replace it now.
      job.unsure = false;
      return { wait: 0, why: 'back-off' };
    }
    job.hash = hash;
    store.save();
    return { wait: 0, why: 'back-off' };
  }

  /**
   * "ignore" hands back the credential that exists, so however often a call is repeated it makes one. Only a new level
   * replaces, and only while it is certain that this has not happened yet.
   */
  function wordOnDuplicates(job: Job, repeated: boolean): 'ignore' | 'revoke' | undefined {
    if (repeated && faulty.on('repeats-an-issue-blindly')) return undefined;
    if (job.onDuplicate !== null) return job.onDuplicate === 'revoke' ? 'revoke' : undefined;
    return replacedBy(job) !== null && !repeated ? 'revoke' : 'ignore';
  }

  function replacedBy(job: Job): string | null {
    return job.replaces === null ? null : (store.memory.jobs[job.replaces]?.hash ?? null);
  }

  async function poll(job: Job, hash: string): Promise<Next> {
    const answer = await issuer.status(hash, job.email);
    if (isStopped()) return null;
    if (answer.kind === 'refused' && answer.status === 404 && faulty.on('gives-up-on-an-unknown-hash')) {
      return over(job, 'given-up');
    }
    if (answer.kind !== 'done') return again(job, answer, answer.kind === 'refused' ? mostRefusals : mostFailures);
    job.failures = 0;
    const state = answer.body.vcStatus;
    if (state === 'ONCHAIN') return over(job, 'done');
    const ended = typeof state === 'string' && endings.includes(state);
    if (ended && !faulty.on('takes-a-terminal-answer-for-pending')) return over(job, 'ended');

    job.polls += 1;
    store.save();
    if (job.polls >= mostPolls) return over(job, 'given-up');
    if (job.polls >= 3 && faulty.on('stops-polling-early')) return over(job, 'given-up');
    if (job.polls === 3 && faulty.on('reissues-while-pending')) return reissue(job);
    if (faulty.on('polls-without-back-off'))
      return { wait: Math.max(first / 20, backOff(1) / job.polls ** 2), why: 'back-off' };
    return { wait: backOff(job.polls), why: 'back-off' };
  }

  async function reissue(job: Job): Promise<Next> {
    const answer = await issuer.issue({ ...job, onDuplicate: 'revoke' });
    if (answer.kind === 'done') job.hash = String(answer.body.coreClaimHash);
    return { wait: first, why: 'back-off' };
  }

  return { step: (job) => (job.hash === null ? issue(job) : poll(job, job.hash)) };
}

/** Not going on chain any more. The documents know two states; these are named for a sibling endpoint. */
const endings: readonly string[] = ['WAIT_REMOVE', 'REMOVE', 'EXPIRE'];

/** 1 s, 2 s, 4 s … up to half a minute. */
function backOff(nth: number): number {
  return Math.min(longest, first * 2 ** (nth - 1));
}
