// What is scheduled, in the order in which it falls due; of one instant, in the order in which it was asked for.
import FlatQueue from 'flatqueue';

export interface Scheduled {
  readonly due: number;
  readonly label: string;
  cancel(): void;
}

type Run = () => void | Promise<void>;

/** A task is also what its owner holds: one object for each that is pending, because there may be a million. */
export interface Task extends Scheduled {
  /** null once it has begun or was cancelled. */
  readonly run: Run | null;
}

export interface Agenda {
  add(due: number, label: string, run: Run): Task;
  /** The earliest whose instant has not been reached. */
  top(): Task | null;
  /** When the next task falls due, be its instant reached or not. */
  nextDue(): number;
  /** The next task that is due at `time`. */
  take(time: number): Task | null;
  /** It was taken and will not begin now: it comes first again. */
  putBack(task: Task): void;
  /** What to do for a task that begins: from now on it is no longer pending. */
  begin(task: Task): Run;
  isAnyDue(time: number): boolean;
  pending(): number;
}

export function createAgenda(): Agenda {
  // The heap knows only `due`; tasks of one instant are put in order by `seq` when the instant is reached.
  const heap = new FlatQueue<Entry>();
  let ready: Entry[] = [];
  let readyNext = 0;
  let seq = 0;
  let pending = 0;

  class Entry implements Task {
    readonly due: number;
    readonly seq: number;
    readonly label: string;
    run: Run | null;

    constructor(due: number, label: string, run: Run) {
      this.due = due;
      this.seq = seq++;
      this.label = label;
      this.run = run;
      pending += 1;
    }

    cancel(): void {
      if (this.run === null) return;
      this.run = null;
      pending -= 1;
    }
  }

  function top(): Entry | null {
    while (heap.length > 0) {
      const entry = heap.peek() as Entry;
      if (entry.run !== null) return entry;
      heap.pop();
    }
    return null;
  }

  function take(time: number): Entry | null {
    while (readyNext < ready.length) {
      const entry = ready[readyNext++] as Entry;
      if (entry.run !== null) return entry;
    }
    const next = top();
    if (next === null || next.due > time) return null;
    heap.pop();
    if (heap.peekValue() !== next.due) return next;
    ready = [next];
    readyNext = 0;
    while (heap.peekValue() === next.due) ready.push(heap.pop() as Entry);
    ready.sort((a, b) => a.seq - b.seq);
    return take(time);
  }

  return {
    add(due, label, run) {
      const entry = new Entry(due, label, run);
      heap.push(entry, due);
      return entry;
    },
    top,
    nextDue() {
      return readyNext < ready.length ? (ready[readyNext] as Entry).due : (top()?.due ?? Number.POSITIVE_INFINITY);
    },
    take,
    putBack(task) {
      ready = [task as Entry, ...ready.slice(readyNext)];
      readyNext = 0;
    },
    begin(task) {
      const run = task.run as Run;
      (task as Entry).run = null;
      pending -= 1;
      return run;
    },
    isAnyDue(time) {
      if (readyNext < ready.length) return ready.slice(readyNext).some(({ run }) => run !== null);
      const next = top();
      return next !== null && next.due <= time;
    },
    pending: () => pending,
  };
}
