import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClock, type Scheduled } from '../../mocks/clock.ts';
import { realWall } from '../../mocks/wall.ts';

/** What a user of the clock may do, in any order. */
const deed = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('at'), after: fc.integer({ min: -5, max: 30 }), way: fc.nat(3) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('advance'), ms: fc.nat(20), waits: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('advanceToNext') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('settle') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel'), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('breathe') }) },
) as fc.Arbitrary<Deed>;

type Deed =
  | { do: 'at'; after: number; way: number }
  | { do: 'advance'; ms: number; waits: boolean }
  | { do: 'cancel'; which: number }
  | { do: 'advanceToNext' | 'settle' | 'breathe' };

interface Known {
  readonly seq: number;
  readonly scheduled: Scheduled;
  cancelled: boolean;
  runs: number;
}

describe('whatever the interleaving of scheduling, moving and cancelling', () => {
  it.each([{ parallel: 1 }, { parallel: 3 }])(
    'every task runs once, in order and on time ($parallel side by side)',
    ({ parallel }) =>
      fc.assert(
        fc.asyncProperty(fc.array(deed, { maxLength: 40 }), async (deeds) => {
          const clock = createClock({ start: 0, parallel, wall: { ...realWall, now: () => 0 } });
          const known: Known[] = [];
          const started: { due: number; seq: number; now: number }[] = [];
          const moves: Promise<unknown>[] = [];

          function schedule(after: number, way: number): void {
            const seq = known.length;
            const scheduled = clock.at(clock.now() + after, String(seq), () => {
              task.runs += 1;
              started.push({ due: task.scheduled.due, seq, now: clock.now() });
              if (way === 1) schedule(0, 0);
              if (way === 2) schedule(7, 3);
              return way === 3 ? Promise.resolve().then(() => {}) : undefined;
            });
            const task: Known = { seq, scheduled, cancelled: false, runs: 0 };
            known.push(task);
          }

          for (const each of deeds) {
            if (each.do === 'at') schedule(each.after, each.way);
            else if (each.do === 'settle') await clock.settle();
            else if (each.do === 'breathe') await Promise.resolve();
            else if (each.do === 'cancel') {
              const task = known[each.which % Math.max(1, known.length)];
              if (task === undefined || task.runs > 0) continue;
              task.scheduled.cancel();
              task.cancelled = true;
            } else {
              const before = clock.now();
              const move = each.do === 'advance' ? clock.advance(each.ms) : clock.advanceToNext();
              moves.push(move);
              if (each.do === 'advance' && !each.waits) continue;
              await move;
              expect(clock.now()).toBeGreaterThanOrEqual(before);
            }
          }
          await Promise.all(moves);
          await clock.runUntilIdle();

          for (const task of known) expect(task.runs).toBe(task.cancelled ? 0 : 1);
          for (const { due, now } of started) expect(now).toBe(due);
          expect(started).toEqual([...started].sort((a, b) => a.due - b.due || a.seq - b.seq));
          expect(clock.state()).toMatchObject({ pending: 0, next: null, holders: [] });
        }),
        { numRuns: 150 },
      ),
  );

  it('flowing time runs the same tasks in the same order, never early', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ after: fc.nat(50), passes: fc.nat(40) }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 4 }),
        async (tasks, speed) => {
          let wall = 0;
          const clock = createClock({ start: 0, pace: { speed }, wall: { ...realWall, now: () => wall } });
          const started: { due: number; seq: number }[] = [];
          for (const [seq, { after, passes }] of tasks.entries()) {
            const { due } = clock.at(clock.now() + after, String(seq), () => {
              expect(clock.now()).toBe(due);
              expect(wall * speed).toBeGreaterThanOrEqual(due);
              started.push({ due, seq });
            });
            wall += passes;
            if (passes % 2 === 0) await clock.settle();
          }
          wall += 100;
          await clock.settle();
          expect(started).toHaveLength(tasks.length);
          expect(started).toEqual([...started].sort((a, b) => a.due - b.due || a.seq - b.seq));
          clock.close();
        },
      ),
      { numRuns: 150 },
    ));
});
