// How many scenarios are played side by side. Nearly all of a run is the receiver's own sleep between its polls, so one that
// sets to work at once is given more and more of them, up to all. One that takes its time keeps what it has: a time-out must
// never be of our making. The first has the receiver to itself for a moment: a program that has just started takes
// longer for its first person, and several times as long for the first eight at once.
import type { Clock } from '../mocks/clock.ts';
import type { Entry } from '../mocks/journal.ts';
import type { Sandbox } from '../mocks/sandbox.ts';

export interface Lanes {
  watch(sandbox: Pick<Sandbox, 'journal'>): void;
  /** Plays all of them, in their order as far as there are lanes; the very first alone until the receiver has reacted. */
  play<One>(all: readonly One[], each: (one: One) => Promise<void>): Promise<void>;
}

/** So many to begin with, and at least. */
const usual = 8;
/** Real ms in which a receiver has both answered and begun its work; the shortest time-out, five seconds, is fifty times it. */
const soon = 100;
/**
 * Between two that are opened pass so many reactions, and so many real ms at least: what more there is to do must have had the
 * time to show in how soon it reacts.
 */
const apart = { reactions: 5, least: 20 };

/** Exactly so many; without a number, as many as the receiver shows to be good for. */
export function createLanes(clock: Pick<Clock, 'alarm'>, exactly?: number): Lanes {
  let open = exactly ?? 1;
  /** Until the first reaction, or as long as one may take. */
  let isCold = exactly === undefined;
  /** Reactions that have not opened a lane yet. */
  let credit = 0;
  /** How long it has taken of late, in real ms: the longest, forgotten by halves. */
  let lately = 0;
  let warmUp: { cancel(): void } | null = null;
  let pause: { cancel(): void } | null = null;
  let begin = () => {};
  let isAllUnderWay = () => true;

  function openUsual(): void {
    isCold = false;
    warmUp?.cancel();
    open = usual;
    begin();
  }

  function record(ms: number): void {
    if (isCold) {
      openUsual();
      return;
    }
    lately = Math.max(ms, lately / 2);
    if (ms > soon) {
      credit = 0;
      open = Math.max(usual, Math.floor(open / 2));
      return;
    }
    credit += 1;
    openSoon();
  }

  function openSoon(): void {
    if (pause !== null || credit === 0 || isAllUnderWay()) return;
    pause = clock.alarm(Math.max(apart.least, apart.reactions * lately), () => {
      pause = null;
      if (credit === 0 || isAllUnderWay()) return;
      credit -= 1;
      open += 1;
      begin();
      openSoon();
    });
  }

  return {
    watch({ journal }) {
      if (exactly === undefined) journal.listen(createReactions(record));
    },
    play(all, each) {
      let next = 0;
      let busy = 0;
      isAllUnderWay = () => next === all.length;
      const played = new Promise<void>((resolve, reject) => {
        const leave = () => {
          busy -= 1;
          begin();
        };
        begin = () => {
          for (let one = all[next]; one !== undefined && busy < open; one = all[next]) {
            next += 1;
            busy += 1;
            each(one).then(leave, reject);
          }
          if (busy === 0) resolve();
        };
        begin();
        if (isCold) warmUp = clock.alarm(soon, openUsual);
      });
      return played.finally(() => {
        isAllUnderWay = () => true;
        warmUp?.cancel();
        pause?.cancel();
        pause = null;
      });
    },
  };
}

interface Reaction {
  readonly sent: number;
  answered: boolean;
  begun: boolean;
}

/**
 * The time from a person's first delivery until it was answered and a first call came for that person. Neither is enough: a
 * worker may acknowledge all and lag behind, or begin at once and answer when it is done.
 */
function createReactions(record: (ms: number) => void): (entry: Entry) => void {
  const people = new Map<string, Reaction>();

  function note(applicant: string, part: 'answered' | 'begun', wall: number): void {
    const person = people.get(applicant);
    if (person === undefined || person[part]) return;
    person[part] = true;
    if (person.answered && person.begun) record(wall - person.sent);
  }

  return (entry) => {
    if (entry.kind === 'attempt.sent') {
      if (!people.has(entry.applicant)) {
        people.set(entry.applicant, { sent: entry.wall, answered: false, begun: false });
      }
    } else if (entry.kind === 'attempt.answered' || entry.kind === 'attempt.unanswered') {
      note(entry.applicant, 'answered', entry.wall);
    } else if (entry.kind === 'call.received' && entry.side === 'issuer' && entry.applicant !== null) {
      note(entry.applicant, 'begun', entry.wall);
    }
  };
}
