// Two right ways to do the work once an event is acknowledged. *inline*: each job runs by itself in the background.
// *queue*: jobs lie in an outbox that a few lanes drain, one call at a time, and waiting takes up no lane.
import type { Job } from './store.ts';
import type { Next, Why, Work } from './work.ts';

export interface Driver {
  /** Begins or resumes a job; resolves when it is over. A job that is under way is not begun twice. */
  take(job: Job): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

export interface DriverParts {
  readonly work: Work;
  readonly sleep: (ms: number, why: Why) => Promise<void>;
  readonly isStopped: () => boolean;
}

export type Architecture = 'inline' | 'queue';

export const architectures: Readonly<Record<Architecture, (parts: DriverParts) => Driver>> = {
  inline: createInline,
  queue: createQueue,
};

function createInline(parts: DriverParts): Driver {
  const latest = new Map<string, Promise<void>>();

  async function follow(job: Job, before: Promise<void> | undefined): Promise<void> {
    // One at a time for each person.
    await before;
    for (let next = await attempt(parts, job); next !== null; next = await attempt(parts, job)) {
      await parts.sleep(next.wait, next.why);
    }
  }

  return underWay((job) => {
    const mine = follow(job, latest.get(job.email));
    latest.set(job.email, mine);
    return mine;
  });
}

const lanes = 8;

function createQueue(parts: DriverParts): Driver {
  const ready: { readonly job: Job; readonly over: () => void }[] = [];
  // Whose turn it is among the jobs of one person.
  const turns = new Map<string, string>();
  let busy = 0;

  function drain(): void {
    while (busy < lanes) {
      const index = ready.findIndex(({ job }) => (turns.get(job.email) ?? job.id) === job.id);
      const [entry] = index < 0 ? [] : ready.splice(index, 1);
      if (entry === undefined) return;
      turns.set(entry.job.email, entry.job.id);
      busy += 1;
      void attempt(parts, entry.job).then((next) => {
        busy -= 1;
        if (next === null) {
          turns.delete(entry.job.email);
          entry.over();
        } else {
          void parts.sleep(next.wait, next.why).then(() => {
            ready.push(entry);
            drain();
          });
        }
        drain();
      });
    }
  }

  return underWay(
    (job) =>
      new Promise<void>((over) => {
        ready.push({ job, over });
        // The outbox is looked at once the event has been acknowledged.
        void parts.sleep(0, 'back-off').then(drain);
      }),
  );
}

/** What cannot be written down or thought of is left as it is owed, and taken up when the event comes again. */
async function attempt({ work, isStopped }: DriverParts, job: Job): Promise<Next> {
  if (isStopped()) return null;
  try {
    return await work.step(job);
  } catch {
    return null;
  }
}

function underWay(begin: (job: Job) => Promise<void>): Driver {
  const running = new Map<string, Promise<void>>();
  return {
    take(job) {
      const going = running.get(job.id);
      if (going !== undefined) return going;
      const whole = begin(job).finally(() => running.delete(job.id));
      running.set(job.id, whole);
      return whole;
    },
    async idle() {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}
