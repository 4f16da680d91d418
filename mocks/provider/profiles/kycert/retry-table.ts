// The retry table of the webhooks page under each of its readings.
import { HOUR, MINUTE, type Readings, SECOND } from '../../profile.ts';

/** "Delay after previous attempt", rows 1 to 7. */
const table = [5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR, 12 * HOUR] as const;

/** "Typical delivery time from run creation to webhook receipt is 5 to 30 seconds." */
const typical = [5 * SECOND, 30 * SECOND] as const;

interface Ladder {
  readonly first: readonly [number, number];
  readonly retries: readonly number[];
  /** How long after the end of a run its first attempt is due. */
  readonly late: number;
}

export function ladderUnder(readings: Readings): Ladder {
  switch (readings['retry-table']) {
    case 'seven-posts-after-delay':
      return { first: [table[0] + typical[0], table[0] + typical[1]], retries: table.slice(1), late: table[0] };
    case 'seven-posts-first-six-rows':
      return { first: typical, retries: table.slice(0, -1), late: 0 };
    case 'seven-posts-last-six-rows':
      return { first: typical, retries: table.slice(1), late: 0 };
    default:
      return { first: typical, retries: table, late: 0 };
  }
}
