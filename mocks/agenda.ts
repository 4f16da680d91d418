// The tasks that wait for their time, in the order they fall due; those of one instant in the order they were scheduled.
// The door to flatqueue.
import FlatQueue from 'flatqueue';

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
  /** Is this task the first of those that wait for a later instant? */
  isFirst(task: Task): boolean;
  /** The next, if it is due by then. */
  take(by: number): Task | null;
  /** It was taken and could not begin. */
  giveBack(task: Task): void;
  /** Takes it off the list: its work, which begins now. */
  begin(task: Task): Run;
}

interface Listed extends Task {
  readonly seq: number;
  run: Run | null;
}

export function createAgenda(): Agenda {
  // The heap knows only `due`; tasks of one instant are put in order by `seq` when the instant is reached.
  let heap = new FlatQueue<Listed>();
  let ready: Listed[] = [];
  let readyNext = 0;
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
    const swept = new FlatQueue<Listed>();
    for (let task = heap.pop(); task !== undefined; task = heap.pop())
      if (task.run !== null) swept.push(task, task.due);
    heap = swept;
    cancelled = 0;
  }

  function top(): Listed | null {
    while (heap.length > 0) {
      const task = heap.peek() as Listed;
      if (task.run !== null) return task;
      heap.pop();
      cancelled -= 1;
    }
    return null;
  }

  function nextReady(): Listed | null {
    while (readyNext < ready.length) {
      const task = ready[readyNext] as Listed;
      if (task.run !== null) return task;
      readyNext += 1;
    }
    return null;
  }

  function nextDue(): number {
    const waiting = nextReady();
    if (waiting !== null) return waiting.due;
    if (cancelled > 0) top();
    return heap.peekValue() ?? Number.POSITIVE_INFINITY;
  }

  function take(by: number): Listed | null {
    const waiting = nextReady();
    if (waiting !== null) {
      readyNext += 1;
      return waiting;
    }
    if (cancelled > 0) top();
    const due = heap.peekValue();
    if (due === undefined || due > by) return null;
    const first = heap.pop() as Listed;
    if (heap.peekValue() !== due) return first;
    ready = [first];
    readyNext = 0;
    while (heap.peekValue() === due) ready.push(heap.pop() as Listed);
    ready.sort((a, b) => a.seq - b.seq);
    return take(by);
  }

  return {
    add(due, label, run) {
      const task = new Entry(due, label, run);
      heap.push(task, due);
      pending += 1;
      return task;
    },
    pending: () => pending,
    next: () => nextReady() ?? top(),
    nextDue,
    isFirst: (task) => heap.peek() === task,
    take,
    giveBack(task) {
      ready = [task as Listed, ...ready.slice(readyNext)];
      readyNext = 0;
    },
    begin(task) {
      const listed = task as Listed;
      const run = listed.run as Run;
      listed.run = null;
      pending -= 1;
      return run;
    },
  };
}
