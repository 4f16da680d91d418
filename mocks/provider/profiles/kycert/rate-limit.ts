// Calls per key and minute of sandbox time, and the three headers that the errors page puts on every response.
import { type ApiKey, MINUTE, type Readings } from '../../profile.ts';

export interface RateLimit {
  /** Is this key's minute used up? */
  exceeded(key: ApiKey): boolean;
  count(key: ApiKey): void;
  /** Seconds until the next minute. */
  retryAfter(): number;
  /** A call without a known key uses up nobody's minute. */
  headers(key: ApiKey | null): Readonly<Record<string, string>>;
}

export function createRateLimit(readings: Readings, now: () => number): RateLimit {
  const limit = Number(readings['rate-limit']);
  let minute = -1;
  let used = new Map<string, number>();

  function usedBy(key: ApiKey): number {
    const current = Math.floor(now() / MINUTE);
    if (current !== minute) {
      minute = current;
      used = new Map();
    }
    return used.get(key.value) ?? 0;
  }
  const reset = () => (Math.floor(now() / MINUTE) + 1) * MINUTE;

  return {
    exceeded: (key) => usedBy(key) >= limit,
    count(key) {
      used.set(key.value, usedBy(key) + 1);
    },
    retryAfter: () => Math.ceil((reset() - now()) / 1000),
    headers: (key) => ({
      'X-RateLimit-Limit': String(limit),
      'X-RateLimit-Remaining': String(key === null ? limit : Math.max(0, limit - usedBy(key))),
      'X-RateLimit-Reset': String(reset() / 1000),
    }),
  };
}
