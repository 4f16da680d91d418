// Where sandbox time has come to: it stands, or follows the wall clock.

/** *still*: only `advance` moves time. *flowing*: time follows the wall clock, `speed` times as fast. */
export type Pace = 'still' | { readonly speed: number };

export interface Course {
  pace(): Pace;
  /** Another pace from this instant on. */
  setPace(pace: Pace, from: number): void;
  /** Does it follow the wall clock at present? */
  flows(): boolean;
  /** The instant it has come to. `seen` is what the wall clock says, where it has just been read. */
  reached(seen?: number): number;
  /** Wall time until it will have come so far; never, while it stands. */
  wallUntil(due: number): number;
  /** It stands at this instant until it is let go, whatever its pace. */
  stop(at: number): void;
  /** While it stands, it can be put anywhere. */
  put(at: number): void;
  letGo(): void;
}

export function createCourse(start: number, first: Pace, wall: () => number): Course {
  let pace = first;
  let stopped = false;
  // Flowing time is `anchor + (wall - anchorWall) * speed`; standing time is `anchor`.
  let anchor = start;
  let anchorWall = wall();

  function reached(seen?: number): number {
    if (pace === 'still' || stopped) return anchor;
    // A wall clock that is put back stops it; nothing turns it round.
    return anchor + Math.max(0, Math.floor(((seen ?? wall()) - anchorWall) * pace.speed));
  }

  return {
    pace: () => pace,
    setPace(wanted, from) {
      anchor = from;
      anchorWall = wall();
      pace = wanted;
    },
    flows: () => pace !== 'still' && !stopped,
    reached,
    wallUntil: (due) =>
      pace === 'still' || stopped ? Number.POSITIVE_INFINITY : Math.max(0, Math.ceil((due - reached()) / pace.speed)),
    stop(at) {
      anchor = at;
      stopped = true;
    },
    put(at) {
      anchor = at;
    },
    letGo() {
      stopped = false;
      anchorWall = wall();
    },
  };
}
