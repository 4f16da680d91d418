// How soon this receiver sets to work, as far as it has been seen: the measure of how long to listen for late effects.
import type { Entry } from '../mocks/journal.ts';
import type { Sandbox } from '../mocks/sandbox.ts';

export interface Tempo {
  watch(sandbox: Pick<Sandbox, 'journal'>): void;
  /** The longest time, in real ms, from a person's first answer to the first call for that person; null: too few seen. */
  slowestStart(): number | null;
}

/** So many people are needed for a habit. */
const enough = 5;

export function createTempo(): Tempo {
  let seen = 0;
  let slowest = 0;

  function record(ms: number): void {
    seen += 1;
    slowest = Math.max(slowest, ms);
  }

  return {
    slowestStart: () => (seen < enough ? null : slowest),
    watch({ journal }) {
      const answered = new Map<string, number>();
      const begun = new Set<string>();
      journal.listen((entry) => {
        if (isTaken(entry) && !answered.has(entry.applicant)) answered.set(entry.applicant, entry.wall);
        const person = callsFor(entry);
        if (person === null || begun.has(person)) return;
        begun.add(person);
        record(entry.wall - (answered.get(person) ?? entry.wall));
      });
    },
  };
}

function isTaken(entry: Entry): entry is Extract<Entry, { kind: 'attempt.answered' }> {
  return entry.kind === 'attempt.answered' && entry.status >= 200 && entry.status < 300;
}

function callsFor(entry: Entry): string | null {
  return entry.kind === 'call.received' && entry.side === 'issuer' ? entry.applicant : null;
}
