// How often each name was asked for, so that the n-th of a kind keeps its draws. A world that is served for days hears ever
// new names, so those that have not been asked for in a long while are forgotten.

/** The next turn of a name: 1, 2, 3 … */
export type Turns = (name: string) => number;

/**
 * Remembers between `most` and twice as many names. Whoever may have been forgotten goes on from the highest turn that was:
 * no name ever has the same turn twice.
 */
export function createTurns(most = Number.POSITIVE_INFINITY): Turns {
  let newer = new Map<string, number>();
  let older = new Map<string, number>();
  let forgotten = 0;

  /** The older half at once: a map that loses its oldest one by one is slow to find the next. */
  function forget(): void {
    for (const [name, turn] of older) if (turn > forgotten && !newer.has(name)) forgotten = turn;
    older = newer;
    newer = new Map();
  }

  return (name) => {
    const turn = (newer.get(name) ?? older.get(name) ?? forgotten) + 1;
    newer.set(name, turn);
    if (newer.size > most) forget();
    return turn;
  };
}
