// "Every request is rate-limited per key" (auth page); no figure is published, so there is none unless one is asked for.
import type { ApiKey, World } from '../../profile.ts';
import { MINUTE } from '../../profile.ts';

/** Seconds until the next call may be made, or null when this one may. */
export type Meter = (key: ApiKey) => number | null;

export const perMinute = /^([1-9]\d*)-per-minute$/;

export function createMeter(world: World): Meter {
  const limit = Number(perMinute.exec(world.readings['rate-limit'] ?? '')?.[1] ?? Number.POSITIVE_INFINITY);
  const windows = new Map<string, { minute: number; calls: number }>();

  return (key) => {
    const minute = Math.floor(world.now() / MINUTE);
    const before = windows.get(key.value);
    const calls = before?.minute === minute ? before.calls + 1 : 1;
    windows.set(key.value, { minute, calls });
    return calls <= limit ? null : Math.ceil(((minute + 1) * MINUTE - world.now()) / 1000);
  };
}
