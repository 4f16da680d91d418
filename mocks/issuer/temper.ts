// The moods in force at a moment: for whom, how often still, until when.
import type { Clock, Scheduled } from '../clock.ts';
import type { Journal } from '../journal.ts';
import { type Mood, type MoodWish, type Operation, type Stage, toMood } from './moods.ts';

/** A mood in force. */
export interface ActiveMood extends Omit<Mood, 'count' | 'lasts'> {
  /** How often it will still be felt; null for any number of times. */
  readonly left: number | null;
  /** Sandbox time in ms since the sandbox began; null until it is cleared. */
  readonly until: number | null;
}

export interface Meeting {
  readonly stage: Stage;
  readonly operation: Operation;
  readonly call: string;
  /** The person the call speaks for; null while that is not known. */
  readonly applicant: string | null;
}

export interface Temper {
  set(wish: MoodWish): ActiveMood;
  /** Ends the moods of one person, or all of them; returns how many. */
  clear(applicant?: string): number;
  list(): readonly ActiveMood[];
  /** Is there no mood at all, for nobody? */
  isCalm(): boolean;
  /** The moods a call meets at this stage. One person's come before everybody's, and each name counts once. */
  meet(meeting: Meeting, fits?: (mood: ActiveMood) => boolean): readonly ActiveMood[];
}

type Kept = { -readonly [Key in keyof ActiveMood]: ActiveMood[Key] } & { timer: Scheduled | null };

/** `onLapse` hears of a mood whose time is over or that was cleared, not of one whose count is spent. */
export function createTemper(clock: Clock, journal: Journal, onLapse: (mood: ActiveMood) => void): Temper {
  let kept: Kept[] = [];

  function end(mood: Kept, lapsed: boolean): void {
    if (!kept.includes(mood)) return;
    kept = kept.filter((each) => each !== mood);
    mood.timer?.cancel();
    journal.append({ kind: 'mood.ended', mood: mood.mood, applicant: mood.applicant });
    if (lapsed) onLapse(mood);
  }

  return {
    set(wish) {
      const { count, lasts, ...mood } = toMood(wish);
      const until = lasts === null ? null : clock.now() + lasts;
      for (const earlier of kept.filter((each) => each.mood === mood.mood && each.applicant === mood.applicant)) {
        end(earlier, false);
      }
      const active: Kept = { ...mood, left: count, until: until === null ? null : until - clock.start, timer: null };
      kept.push(active);
      if (until !== null) active.timer = clock.at(until, `mood ${mood.mood} ends`, () => end(active, true));
      journal.append({ kind: 'mood.set', mood: mood.mood, applicant: mood.applicant, count, until: active.until });
      return shown(active);
    },
    clear(applicant) {
      const ending = kept.filter((each) => applicant === undefined || each.applicant === applicant);
      for (const mood of ending) end(mood, true);
      return ending.length;
    },
    list: () => kept.map(shown),
    isCalm: () => kept.length === 0,
    meet({ stage, operation, call, applicant }, fits = () => true) {
      const candidates = kept.filter(
        (each) =>
          each.stage === stage &&
          each.on.includes(operation) &&
          (each.applicant === null || each.applicant === applicant) &&
          fits(each),
      );
      candidates.sort((a, b) => Number(a.applicant === null) - Number(b.applicant === null));
      const met = candidates.filter((each, at) => candidates.findIndex((other) => other.mood === each.mood) === at);
      // Only what takes effect is spent: most stages end the call at the first mood.
      const felt = stage === 'commit' ? met : met.slice(0, 1);
      for (const mood of felt) {
        journal.append({ kind: 'mood.met', mood: mood.mood, call, applicant });
        if (mood.left === null) continue;
        mood.left -= 1;
        if (mood.left === 0) end(mood, false);
      }
      return felt.map(shown);
    },
  };
}

function shown({ timer: _timer, ...mood }: Kept): ActiveMood {
  return mood;
}
