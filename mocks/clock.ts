// Simulated time. Tasks run in the order they fall due; time never jumps while something holds it, so whatever happens at
// an instant is over before the next instant begins.
import { createAgenda, type Run, type Task } from './agenda.ts';
import { backwards, closedError, held, tooMany } from './clock-errors.ts';
import { createCourse, type Pace } from './course.ts';
import { longestTimer, realWall, type Wall } from './wall.ts';

export type { Pace } from './course.ts';

export interface ClockOptions {
  /** Sandbox time at the beginning, ms since 1970. */
  readonly start?: number;
  readonly pace?: Pace;
  /** How many tasks may run side by side at one instant of *still* time. 1 keeps histories in one order. */
  readonly parallel?: number;
  /** Most tasks one move may run. It ends an endless retry loop. */
  readonly skipCap?: number;
  /** How long, in wall time, a move waits for tasks and holds before it names them and gives up. */
  readonly patience?: number;
  readonly wall?: Wall | undefined;
  /** Told of a task that threw. */
  readonly onFault?: (label: string, fault: unknown) => void;
}

export interface Scheduled {
  readonly due: number;
  readonly label: string;
  cancel(): void;
}

export interface Hold {
  readonly label: string;
  release(): void;
}

export interface Move {
  readonly from: number;
  readonly to: number;
  readonly ran: number;
}

export interface ClockState {
  readonly start: number;
  readonly now: number;
  readonly wall: number;
  readonly pace: Pace;
  readonly pending: number;
  readonly next: { readonly due: number; readonly label: string } | null;
  /** Labels of what keeps time from moving: running tasks and holds. */
  readonly holders: readonly string[];
}

export interface Clock {
  readonly start: number;
  /** `seen` is what the wall clock says, where it has just been read. */
  now(seen?: number): number;
  wall(): number;
  /** Runs `task` when sandbox time reaches `due`; at once if it has. */
  at(due: number, label: string, task: () => void | Promise<void>): Scheduled;
  /** Keeps sandbox time where it is until released. */
  hold(label: string): Hold;
  advance(ms: number): Promise<Move>;
  advanceToNext(): Promise<Move>;
  runUntilIdle(): Promise<Move>;
  /** Waits until nothing is left to do at the present instant. */
  settle(): Promise<void>;
  setPace(pace: Pace): void;
  /** How many tasks may run side by side at one instant of still time, from now on; as at the beginning unless given. */
  setParallel(most?: number): void;
  state(): ClockState;
  /** A real-time alarm: for what the other side experiences in its own time (time-outs, slow answers). */
  readonly alarm: Wall['alarm'];
  readonly sleep: Wall['sleep'];
  readonly during: Wall['during'];
  close(): void;
}

const never = Number.POSITIVE_INFINITY;

export function createClock(options: ClockOptions = {}): Clock {
  const { now: wall, alarm, sleep, during } = options.wall ?? realWall;
  const start = options.start ?? wall();
  const usualParallel = options.parallel ?? 1;
  let parallel = usualParallel;
  const skipCap = options.skipCap ?? 1_000_000;
  const patience = options.patience ?? 60_000;
  const onFault = options.onFault ?? (() => {});

  const agenda = createAgenda();
  const holders = new Map<object, string>();

  const course = createCourse(start, options.pace ?? 'still', wall);
  // The instant of the task that is starting now, so that it sees its own due time and not a late timer's.
  let instant: number | null = null;
  let moving = false;
  let moves: Promise<unknown> = Promise.resolve();
  let running = 0;
  // Tasks of this move; between moves, tasks of this instant since all was quiet.
  let ran = 0;
  let latest = start;
  // The task that would exceed the cap; nothing more starts until the next move.
  let overflow: string | null = null;
  let timer: NodeJS.Timeout | null = null;
  let pumping = false;
  let closed = false;
  let quietListeners: (() => void)[] = [];

  function now(seen?: number): number {
    if (instant !== null) return instant;
    const reached = course.reached(seen);
    // Flowing time cannot have passed a task that has not started, however late its timer rings.
    return course.flows() ? Math.min(reached, agenda.nextDue()) : reached;
  }

  /**
   * Starts what is due, as many side by side as the pace allows; called again whenever one ends. Says whether that was all
   * there is at the present instant.
   */
  function launch(): boolean {
    const lanes = course.flows() ? never : parallel;
    while (running < lanes && !closed && overflow === null) {
      const task = agenda.take(course.reached());
      if (task === null) break;
      if (!moving && task.due > latest) ran = 0;
      if (ran >= skipCap) spill(task);
      else begin(task);
    }
    wakeLater();
    if (!isQuiet()) return false;
    if (!moving) ran = 0;
    tellQuiet();
    return true;
  }

  function spill(task: Task): void {
    agenda.giveBack(task);
    overflow = task.label;
    if (!moving) onFault(task.label, tooMany(skipCap, task.label));
  }

  function begin(task: Task): void {
    const run = agenda.begin(task);
    ran += 1;
    latest = task.due;
    const outcome = startAt(task, run);
    if (outcome === undefined) return;
    running += 1;
    holders.set(task, task.label);
    const over = () => {
      running -= 1;
      holders.delete(task);
      launch();
    };
    outcome.then(over, (fault: unknown) => {
      onFault(task.label, fault);
      over();
    });
  }

  function startAt(task: Task, run: Run): Promise<void> | undefined {
    instant = task.due;
    try {
      return run() ?? undefined;
    } catch (fault) {
      onFault(task.label, fault);
      return undefined;
    } finally {
      instant = null;
    }
  }

  function isQuiet(): boolean {
    if (closed || overflow !== null) return true;
    if (holders.size > 0) return false;
    return agenda.nextDue() > course.reached();
  }

  function tellQuiet(): void {
    if (quietListeners.length === 0) return;
    const listeners = quietListeners;
    quietListeners = [];
    for (const listener of listeners) listener();
  }

  /** Does what can be done at once, and says whether that was all there is at the present instant. */
  function quietNow(): boolean {
    if (!launch()) return false;
    if (moving && closed) throw closedError();
    if (overflow !== null) throw tooMany(skipCap, overflow);
    return true;
  }

  /** Resolves when nothing runs, holds or is due at the present instant. */
  async function quiet(): Promise<void> {
    let impatient = false;
    while (!quietNow()) {
      if (impatient) throw held([...holders.values()], patience);
      await new Promise<void>((resolve) => {
        const alarmed = setTimeout(() => {
          impatient = true;
          resolve();
        }, patience);
        quietListeners.push(() => {
          clearTimeout(alarmed);
          resolve();
        });
      });
    }
  }

  /** Arms the timer of flowing time for the next task. */
  function wakeLater(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (closed || overflow !== null || !course.flows()) return;
    const due = agenda.nextDue();
    if (due === never) return;
    timer = setTimeout(launch, Math.min(course.wallUntil(due), longestTimer));
    timer.unref();
  }

  function pump(): void {
    if (pumping) return;
    pumping = true;
    queueMicrotask(() => {
      pumping = false;
      if (!closed) launch();
    });
  }

  /** One move at a time: a second one waits for the first. */
  function move(journey: () => Promise<void>): Promise<Move> {
    const turn = moves.then(async () => {
      if (closed) throw closedError();
      const from = now();
      course.stop(from);
      moving = true;
      ran = 0;
      overflow = null;
      try {
        await quiet();
        await journey();
        return { from, to: course.reached(), ran };
      } finally {
        moving = false;
        ran = 0;
        overflow = null;
        course.letGo();
        if (!closed) launch();
      }
    });
    moves = turn.catch(() => {});
    return turn;
  }

  /** From one due task to the next. Where nothing has to be waited for, nothing is: a million tasks are a plain loop. */
  async function leapUpTo(target: number, leaps = never): Promise<void> {
    for (let due = agenda.nextDue(); due <= target && due !== never && leaps > 0; due = agenda.nextDue()) {
      leaps -= 1;
      course.put(due);
      if (!quietNow()) await quiet();
    }
  }

  return {
    start,
    now,
    wall,
    at(due, label, task) {
      const present = now();
      const scheduled = agenda.add(Math.max(due, present), label, task);
      if (scheduled.due <= present) pump();
      else if (course.flows() && agenda.isFirst(scheduled)) wakeLater();
      return scheduled;
    },
    hold(label) {
      const hold = {
        label,
        release() {
          if (holders.delete(hold) && isQuiet()) tellQuiet();
        },
      };
      holders.set(hold, label);
      return hold;
    },
    advance(ms) {
      if (!Number.isFinite(ms) || ms < 0) return Promise.reject(backwards(ms));
      return move(async () => {
        const target = course.reached() + ms;
        await leapUpTo(target);
        course.put(target);
      });
    },
    advanceToNext: () => move(() => leapUpTo(never, 1)),
    runUntilIdle: () => move(() => leapUpTo(never)),
    async settle() {
      await moves;
      await quiet();
    },
    setPace(wanted) {
      course.setPace(wanted, now());
      if (!moving) launch();
    },
    setParallel(most = usualParallel) {
      parallel = most;
      if (!moving) launch();
    },
    state() {
      const next = agenda.next();
      return {
        start,
        now: now(),
        wall: wall(),
        pace: course.pace(),
        pending: agenda.pending(),
        next: next === null ? null : { due: next.due, label: next.label },
        holders: [...holders.values()],
      };
    },
    alarm,
    sleep,
    during,
    close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      tellQuiet();
    },
  };
}
