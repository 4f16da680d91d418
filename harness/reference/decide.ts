// What an event means for the one who gets it: work to be done for a person, or nothing. Without waiting for anything, so
// that of two events that arrive together one comes first.
import type { Switch } from './faults.ts';
import type { Notice } from './reading.ts';
import type { Job, Store } from './store.ts';

export interface Desk {
  /** The work that this event leads to, or that it led to and that is not over; null for none. */
  rule(notice: Notice, digest: string): Job | null;
  /** Has this event come before? */
  knows(notice: Notice): boolean;
  /** As if the event had never come: faults only. */
  forget(notice: Notice): void;
}

export function createDesk(store: Store, now: () => number, faulty: Switch): Desk {
  const { memory } = store;
  const { seen, decisions, holdings, jobs } = memory;
  // What a receiver knew that forgets: everything from before it was started.
  const forgotten = new Set(faulty.is('forgets-on-restart') ? Object.keys(seen) : []);

  function open(notice: Notice, onDuplicate: Job['onDuplicate'] = null, replaces: string | null = null): Job {
    const stated = notice.verifiedAt ?? toText(now());
    const job: Job = {
      id: `job-${store.turn('job')}`,
      email: isFolded(notice.email) && faulty.on('folds-the-e-mail') ? folded(notice.email) : notice.email,
      level: notice.level !== 'basic' && faulty.on('hard-codes-the-level') ? 'basic' : notice.level,
      verifiedAt: stated !== toText(now()) && faulty.on('dates-with-its-own-clock') ? toText(now()) : stated,
      replaces,
      onDuplicate,
      unsure: false,
      hash: null,
      polls: 0,
      failures: 0,
      state: 'owed',
    };
    jobs[job.id] = job;
    holdings[notice.email] = { level: notice.level, at: notice.at ?? now(), job: job.id };
    return job;
  }

  /** The event has come before, and its work goes on or is over. */
  function repeated(notice: Notice, digest: string): Job | null {
    const held = holdings[notice.email];
    const job = held === undefined ? undefined : jobs[held.job];
    if (job === undefined || !notice.approves) return null;
    if (forgotten.delete(notice.id) && faulty.on('forgets-on-restart')) return open(notice, 'unsaid');
    if (seen[notice.id] !== digest && faulty.on('dedupes-by-body-hash')) {
      seen[notice.id] = digest;
      return open(notice, 'unsaid');
    }
    if (job.hash === null && faulty.on('marks-after-the-work')) return open(notice, 'unsaid');
    if (faulty.on('does-not-dedupe')) return open(notice, 'unsaid');
    if (faulty.on('revokes-on-duplicates')) return open(notice, 'revoke');
    if (job.state === 'done' || job.state === 'ended') return null;
    if (job.state === 'given-up') Object.assign(job, { state: 'owed', failures: 0, polls: 0 });
    return job;
  }

  function overtaken(notice: Notice): Job | null {
    const harmful = notice.approves || holdings[notice.email] !== undefined;
    return harmful && faulty.on('lets-a-late-event-regress') ? open(notice, 'revoke') : null;
  }

  const knows = ({ id }: Notice) => id !== '' && id in seen;

  return {
    knows,
    rule(notice, digest) {
      if (knows(notice)) return repeated(notice, digest);
      if (notice.id !== '') seen[notice.id] = digest;

      const at = notice.at ?? now();
      const whom = whomOf(notice);
      const before = decisions[whom];
      // A decision about a person is only ever followed by a later one, in whatever order they arrive.
      if (before !== undefined && at < before.at) return overtaken(notice);
      const approves = notice.approves || deludes(notice, faulty);
      if (approves || notice.standing === 'rejected') {
        decisions[whom] = { standing: approves ? 'approved' : 'rejected', at };
      }
      if (!approves || notice.email === '') return null;

      const held = holdings[notice.email];
      if (held === undefined) return open(notice);
      // The person has one already. Only a later approval at another level is worth another credential.
      return held.level === notice.level || at < held.at ? repeated(notice, digest) : open(notice, null, held.job);
    },
    forget(notice) {
      delete seen[notice.id];
      delete decisions[whomOf(notice)];
      delete holdings[notice.email];
    },
  };
}

/** The person; a verification that names nobody stands for itself. */
function whomOf({ email, about }: Notice): string {
  return email === '' ? about : email;
}

function deludes({ standing, email }: Notice, faulty: Switch): boolean {
  if (email === '') return false;
  if (standing === 'pending') return faulty.on('issues-on-pending');
  return standing === 'rejected' && faulty.on('issues-on-rejected');
}

function toText(time: number): string {
  return new Date(time).toISOString();
}

function folded(email: string): string {
  return email.toLowerCase().replace(/\+[^@]*@/, '@');
}

function isFolded(email: string): boolean {
  return folded(email) !== email;
}
