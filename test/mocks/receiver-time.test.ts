import { describe, expect, it } from 'vitest';
import { createClock } from '../../mocks/clock.ts';
import { createReceiverNow } from '../../mocks/receiver-time.ts';
import { realWall } from '../../mocks/wall.ts';

describe('the time that a receiver believes it is', () => {
  it.each([
    ['wall', 'wall', 50_000],
    ['sandbox', 'sandbox', 1000 + 12 * 3_600_000],
    ['fixed', { fixed: 77 }, 77],
    ['ahead', { skew: 400 }, 50_400],
    ['behind', { skew: -400 }, 49_600],
  ] as const)('%s, after twelve hours of sandbox time', async (_name, mode, expected) => {
    const clock = createClock({ start: 1000, wall: { ...realWall, now: () => 50_000 } });
    const now = createReceiverNow(mode, clock);
    await clock.advance(12 * 3_600_000);
    expect(now()).toBe(expected);
  });
});
