// The readings of "Exponential backoff up to 24 hours" (webhooks page): no base, factor or count is published.
import { HOUR, MINUTE } from '../../profile.ts';

export const ladders: Readonly<Record<string, readonly number[]>> = {
  stepped: [5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR, 12 * HOUR],
  // The last retry that still falls inside 24 hours comes after 21 h 15 m.
  doubling: [5, 10, 20, 40, 80, 160, 320, 640].map((minutes) => minutes * MINUTE),
  'doubling-to-a-day': [...[5, 10, 20, 40, 80, 160, 320, 640, 1280].map((minutes) => minutes * MINUTE), 24 * HOUR],
};

export const ladderReadings = {
  stepped: '7 retries, 5m 15m 30m 1h 2h 6h 12h after the attempt before: the last one 21h50m after the first attempt',
  doubling: '8 retries, each wait twice the one before, from 5m: the last one 21h15m after the first attempt',
  'doubling-to-a-day': '10 retries, waits doubling from 5m until one wait is 24h ("up to 24 hours" said of the wait)',
} as const;
