// What the reference receiver must remember over a restart: events seen, decisions, credentials, and work still owed.
// Everything is written before the acknowledgement; what stands here is as good as on a disk.

/** A piece of work: one person is to get a credential, and it is to be followed until it is on chain. */
export interface Job {
  readonly id: string;
  readonly email: string;
  readonly level: string;
  readonly verifiedAt: string;
  /** The job whose credential this one is to replace, because the person has reached another level. */
  readonly replaces: string | null;
  /** Issue without a word about duplicates, or with this one: faults only. */
  readonly onDuplicate: 'unsaid' | 'revoke' | null;
  /** A call may have been carried out although nobody heard the answer. */
  unsure: boolean;
  hash: string | null;
  polls: number;
  /** Calls that failed, one after the other. */
  failures: number;
  /** `ended`: no repetition can mend it. `given-up`: taken up again when the event comes again. */
  state: 'owed' | 'done' | 'ended' | 'given-up';
}

export interface Decision {
  readonly standing: 'approved' | 'rejected';
  readonly at: number;
}

export interface Holding {
  readonly level: string;
  readonly at: number;
  readonly job: string;
}

export interface Memory {
  /** By event id: the digest of the body it first came with. */
  readonly seen: Record<string, string>;
  /** By person. */
  readonly decisions: Record<string, Decision>;
  /** By person: what they hold or are about to. */
  readonly holdings: Record<string, Holding>;
  readonly jobs: Record<string, Job>;
  /** By what is counted. */
  readonly turns: Record<string, number>;
}

export interface Store {
  readonly memory: Memory;
  /** Writes down what has changed. Throws if it cannot. */
  save(): void;
  /** 1, 2, 3 … of this kind, also over restarts. */
  turn(kind: string): number;
}

/** `keep` takes the whole as text, for instance to a file; `kept` is what it was given last. */
export function createStore(keep: ((text: string) => void) | null = null, kept?: string): Store {
  const before = (kept === undefined ? {} : JSON.parse(kept)) as Partial<Memory>;
  const memory: Memory = {
    seen: bare(before.seen),
    decisions: bare(before.decisions),
    holdings: bare(before.holdings),
    jobs: bare(before.jobs),
    turns: bare(before.turns),
  };
  return {
    memory,
    save: () => keep?.(JSON.stringify(memory)),
    turn(kind) {
      const turn = (memory.turns[kind] ?? 0) + 1;
      memory.turns[kind] = turn;
      return turn;
    },
  };
}

/** Keys come from outside: an object that has inherited nothing has no surprises among them. */
function bare<Value>(entries: Record<string, Value> = {}): Record<string, Value> {
  return Object.assign(Object.create(null), entries) as Record<string, Value>;
}
