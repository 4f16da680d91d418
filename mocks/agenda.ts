// The tasks that wait for their time, in the order they fall due; those of one instant in the order they were scheduled.
import { type Due, Heap } from './heap.ts';

export type Run = () => void | Promise<void>;

/** A task is also what its owner holds: one object for each that is pending, because there may be a million. */
export interface Task {
  readonly due: number;
  readonly label: string;
  /** null once it has begun or was cancelled. */
  readonly run: Run | null;
  cancel(): void;
}

export interface Agenda {
  add(due: number, label: string, run: Run): Task;
  /** How many have neither begun nor been cancelled. */
  pending(): number;
  /** The next that is neither begun nor cancelled, and stays where it is. */
  next(): Task | null;
  /** When that is due; never, if there is none. */
  nextDue(): number;
  /** Is this the one that is due next? */
  isFirst(task: Task): boolean;
  /** The next, if it is due by then. */
  take(by: number): Task | null;
  /** It was taken and could not begin. */
  giveBack(task: Task): void;
  /** Takes it off the list: its work, which begins now. */
  begin(task: Task): Run;
}

interface Listed extends Task, Due {
  run: Run | null;
}

export function createAgenda(): Agenda {
  let heap = new Heap<Listed>();
  let seq = 0;
  let pending = 0;
  let cancelled = 0;

  class Entry implements Listed {
    // Only declared: a field that is defined before it is set costs as much as the rest of a task.
    declare readonly due: number;
    declare readonly seq: number;
    declare readonly label: string;
    declare run: Run | null;

    constructor(due: number, label: string, run: Run) {
      this.due = due;
      this.seq = seq++;
      this.label = label;
      this.run = run;
    }

    cancel(): void {
      if (this.run === null) return;
      this.run = null;
      pending -= 1;
      cancelled += 1;
      if (cancelled > 1000 && cancelled > heap.length / 2) sweep();
    }
  }

  /** What was cancelled goes when it is half of all, so that it need not be waited for. */
  function sweep(): void {
    const swept = new Heap<Listed>();
    for (let task = heap.pop(); task !== undefined; task = heap.pop()) if (task.run !== null) swept.push(task);
    heap = swept;
    cancelled = 0;
  }

  /** What was cancelled and would be next leaves. */
  function clear(): void {
    while (cancelled > 0 && heap.peek()?.run === null) {
      heap.pop();
      cancelled -= 1;
    }
  }

  return {
    add(due, label, run) {
      const task = new Entry(due, label, run);
      heap.push(task);
      pending += 1;
      return task;
    },
    pending: () => pending,
    next() {
      clear();
      return heap.peek() ?? null;
    },
    nextDue() {
      clear();
      return heap.nextDue();
    },
    isFirst: (task) => heap.peek() === task,
    take(by) {
      clear();
      return heap.nextDue() > by ? null : (heap.pop() ?? null);
    },
    giveBack: (task) => heap.push(task as Listed),
    begin(task) {
      const listed = task as Listed;
      const run = listed.run as Run;
      listed.run = null;
      pending -= 1;
      return run;
    },
  };
}
