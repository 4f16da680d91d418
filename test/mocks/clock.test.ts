import { describe, expect, it } from 'vitest';
import { type Clock, type ClockOptions, createClock } from '../../mocks/clock.ts';
import { realWall } from '../../mocks/wall.ts';

/** A still clock at 0, and what its tasks wrote down. */
function stage(options: ClockOptions = {}) {
  const log: string[] = [];
  const faults: string[] = [];
  const clock = createClock({
    start: 0,
    onFault: (label, fault) => faults.push(`${label}: ${(fault as Error).message}`),
    ...options,
  });
  const note = (due: number, label: string) => clock.at(due, label, () => void log.push(`${clock.now()} ${label}`));
  return { clock, log, faults, note };
}

/** A wall clock moved by hand. */
function handDriven(from = 0) {
  let time = from;
  return { wall: { ...realWall, now: () => time }, pass: (ms: number) => (time += ms) };
}

describe('a still clock', () => {
  it('stands until it is advanced, and then stands where it was advanced to', async () => {
    const { clock } = stage({ start: 1000 });
    expect([clock.start, clock.now()]).toEqual([1000, 1000]);
    expect(await clock.advance(250)).toEqual({ from: 1000, to: 1250, ran: 0 });
    expect(clock.now()).toBe(1250);
  });

  it('runs tasks in the order they fall due, each seeing its own instant', async () => {
    const { clock, log, note } = stage();
    note(30, 'late');
    note(10, 'early');
    note(20, 'middle');
    expect(await clock.advance(30)).toEqual({ from: 0, to: 30, ran: 3 });
    expect(log).toEqual(['10 early', '20 middle', '30 late']);
  });

  it('runs tasks of one instant in the order they were scheduled', async () => {
    const { clock, log, note } = stage();
    for (const label of ['a', 'b', 'c', 'd', 'e']) note(10, label);
    await clock.advance(10);
    expect(log).toEqual(['10 a', '10 b', '10 c', '10 d', '10 e']);
  });

  it('leaves what is not yet due, and says what is next', async () => {
    const { clock, log, note } = stage();
    note(11, 'later');
    await clock.advance(10);
    expect(log).toEqual([]);
    expect(clock.state()).toMatchObject({ now: 10, pending: 1, next: { due: 11, label: 'later' }, holders: [] });
  });

  it('runs a task scheduled for the past at the present', async () => {
    const { clock, log, note } = stage({ start: 100 });
    expect(note(5, 'overdue').due).toBe(100);
    await clock.settle();
    expect(log).toEqual(['100 overdue']);
  });

  it('runs a task that another schedules for the same instant within that instant, after those already there', async () => {
    const { clock, log, note } = stage();
    clock.at(10, 'parent', () => void note(10, 'child'));
    note(10, 'sibling');
    note(11, 'next instant');
    await clock.advance(20);
    expect(log).toEqual(['10 sibling', '10 child', '11 next instant']);
  });

  it('waits for a task that goes on before the next begins', async () => {
    const { clock, log, note } = stage();
    clock.at(10, 'slow', async () => {
      await clock.sleep(1);
      log.push(`${clock.now()} slow`);
    });
    note(10, 'same instant');
    note(20, 'later');
    await clock.advance(20);
    expect(log).toEqual(['10 slow', '10 same instant', '20 later']);
  });

  it('runs as many side by side as it is told', async () => {
    const { clock } = stage({ parallel: 2 });
    let running = 0;
    let most = 0;
    for (const label of ['a', 'b', 'c', 'd']) {
      clock.at(10, label, async () => {
        running += 1;
        most = Math.max(most, running);
        await Promise.resolve();
        running -= 1;
      });
    }
    await clock.advance(10);
    expect(most).toBe(2);
  });

  it('goes to the next task and no further', async () => {
    const { clock, log, note } = stage();
    note(40, 'first');
    note(40, 'with the first');
    note(50, 'second');
    expect(await clock.advanceToNext()).toEqual({ from: 0, to: 40, ran: 2 });
    expect(log).toEqual(['40 first', '40 with the first']);
  });

  it('stays where it is when there is no next task', async () => {
    const { clock } = stage();
    expect(await clock.advanceToNext()).toEqual({ from: 0, to: 0, ran: 0 });
  });

  it('runs until nothing is left, whatever tasks add on the way', async () => {
    const { clock, log, note } = stage();
    clock.at(10, 'retry', () => void note(1000, 'last'));
    expect(await clock.runUntilIdle()).toEqual({ from: 0, to: 1000, ran: 2 });
    expect(log).toEqual(['1000 last']);
  });

  it('settles the present without moving time', async () => {
    const { clock, log, note } = stage();
    note(0, 'now');
    note(1, 'not now');
    await clock.settle();
    expect(log).toEqual(['0 now']);
    expect(clock.now()).toBe(0);
  });

  it('never runs a task that was cancelled, not even by one of its own instant', async () => {
    const { clock, log, note } = stage();
    clock.at(10, 'canceller', () => second.cancel());
    const second = note(10, 'second');
    const third = note(20, 'third');
    third.cancel();
    third.cancel();
    expect(clock.state().pending).toBe(2);
    expect(await clock.advance(50)).toMatchObject({ ran: 1 });
    expect(log).toEqual([]);
    expect(clock.state()).toMatchObject({ pending: 0, next: null });
  });

  it('does not go backwards', async () => {
    const { clock } = stage({ start: 100 });
    for (const ms of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      await expect(clock.advance(ms)).rejects.toMatchObject({ code: 'bad-value' });
    }
    expect(clock.now()).toBe(100);
  });
});

describe('what holds time', () => {
  it('a hold keeps the instant until it is released', async () => {
    const { clock, log, note } = stage();
    let hold = clock.hold('unused');
    hold.release();
    clock.at(10, 'taker', () => {
      hold = clock.hold('answer on its way');
    });
    note(20, 'later');
    const moved = clock.advance(20);
    await clock.sleep(2);
    expect(clock.state()).toMatchObject({ now: 10, holders: ['answer on its way'] });
    expect(log).toEqual([]);
    hold.release();
    hold.release();
    expect(await moved).toMatchObject({ to: 20, ran: 2 });
    expect(log).toEqual(['20 later']);
  });

  it('gives up after its patience and names what holds it', async () => {
    const { clock } = stage({ patience: 5 });
    const holds = ['receiver answers', 'b', 'c', 'd', 'e', 'f', 'g'].map((label) => clock.hold(label));
    await expect(clock.advance(10)).rejects.toMatchObject({
      code: 'clock-held',
      sentence:
        'clock: expected everything at this instant to end within 5ms of wall time, ' +
        'got still going: receiver answers, b, c, d, e and 2 more. ' +
        'Release the hold, or let the receiver answer, and advance again.',
    });
    expect(clock.now()).toBe(0);
    for (const hold of holds) hold.release();
    expect(await clock.advance(10)).toMatchObject({ to: 10 });
  });

  it('names a task that does not end', async () => {
    const { clock } = stage({ patience: 5 });
    clock.at(10, 'attempt 1 of dlv_1', () => new Promise(() => {}));
    await expect(clock.advance(20)).rejects.toThrow('still going: attempt 1 of dlv_1');
    expect(clock.now()).toBe(10);
  });

  it('a second move waits for the first', async () => {
    const { clock, log, note } = stage();
    note(10, 'first');
    note(25, 'second');
    const [one, two] = await Promise.all([clock.advance(20), clock.advance(20)]);
    expect([one, two]).toEqual([
      { from: 0, to: 20, ran: 1 },
      { from: 20, to: 40, ran: 1 },
    ]);
    expect(log).toEqual(['10 first', '25 second']);
  });

  it('a move that failed does not spoil the next', async () => {
    const { clock } = stage({ patience: 2 });
    const hold = clock.hold('held');
    const failed = clock.advance(1).catch(() => 'failed');
    const next = clock.advance(1).catch(() => 'failed too');
    expect(await failed).toBe('failed');
    hold.release();
    expect(await next).toMatchObject({ from: 0, to: 1 });
  });

  it('a task that throws is told of, and time goes on', async () => {
    const { clock, log, faults, note } = stage();
    clock.at(10, 'thrower', () => {
      throw new Error('at once');
    });
    clock.at(10, 'rejecter', async () => {
      throw new Error('a little later');
    });
    note(20, 'later');
    expect(await clock.advance(20)).toMatchObject({ ran: 3 });
    expect(faults).toEqual(['thrower: at once', 'rejecter: a little later']);
    expect(log).toEqual(['20 later']);
  });
});

describe('the skip cap', () => {
  function retryForEver(clock: Clock, wait: number): () => number {
    let ran = 0;
    const again = () => {
      ran += 1;
      clock.at(clock.now() + wait, `retry ${ran + 1}`, again);
    };
    clock.at(wait, 'retry 1', again);
    return () => ran;
  }

  it('lets as many tasks run as it says, and not one more', async () => {
    const exactly = stage({ skipCap: 3 });
    for (const label of ['a', 'b', 'c']) exactly.note(10, label);
    expect(await exactly.clock.advance(10)).toMatchObject({ ran: 3 });

    const oneMore = stage({ skipCap: 3 });
    for (const label of ['a', 'b', 'c', 'd']) oneMore.note(10, label);
    await expect(oneMore.clock.advance(10)).rejects.toMatchObject({
      code: 'skip-cap',
      message: 'clock: expected at most 3 tasks in one move, got more, the next being "d"',
    });
    // The move has failed, but time stands at 10, and what is due there still happens.
    expect(oneMore.log).toEqual(['10 a', '10 b', '10 c', '10 d']);
  });

  it('ends a ladder without end, and the clock can still be used', async () => {
    const { clock } = stage({ skipCap: 10 });
    const ran = retryForEver(clock, 100);
    await expect(clock.runUntilIdle()).rejects.toMatchObject({ code: 'skip-cap' });
    expect(clock.now()).toBe(1100);
    expect(await clock.advance(250)).toMatchObject({ from: 1100, to: 1350, ran: 2 });
    expect(ran()).toBe(13);
  });

  it('ends tasks that follow each other within one instant, in a move and between moves', async () => {
    const { clock, faults } = stage({ skipCap: 10 });
    const ran = retryForEver(clock, 0);
    await expect(clock.settle()).rejects.toMatchObject({ code: 'skip-cap' });
    expect(ran()).toBe(10);
    expect(faults).toHaveLength(1);
    await expect(clock.advance(1)).rejects.toMatchObject({ code: 'skip-cap' });
    expect(clock.now()).toBe(0);
  });
});

describe('a flowing clock', () => {
  it('follows the wall clock at its speed', () => {
    const hands = handDriven(5000);
    const { clock } = stage({ pace: { speed: 60 }, wall: hands.wall });
    hands.pass(1000);
    expect([clock.now(), clock.wall()]).toEqual([60_000, 6000]);
  });

  it('runs what has come due, each task at its own instant however late it is noticed', async () => {
    const hands = handDriven();
    const { clock, log, note } = stage({ pace: { speed: 1 }, wall: hands.wall });
    note(1000, 'b');
    note(500, 'a');
    note(5000, 'c');
    hands.pass(2000);
    expect(clock.now()).toBe(500);
    await clock.settle();
    expect(log).toEqual(['500 a', '1000 b']);
    expect(clock.now()).toBe(2000);
  });

  it('wakes by itself', async () => {
    const { clock } = stage({ pace: { speed: 1000 } });
    await new Promise<void>((resolve) => clock.at(clock.now() + 2000, 'soon', resolve));
    expect(clock.now()).toBeGreaterThanOrEqual(2000);
  });

  it('jumps when it is advanced, and flows on from there', async () => {
    const hands = handDriven();
    const { clock, log, note } = stage({ pace: { speed: 1 }, wall: hands.wall });
    note(60_000, 'in a minute');
    hands.pass(10);
    expect(await clock.advance(3_600_000)).toEqual({ from: 10, to: 3_600_010, ran: 1 });
    expect(log).toEqual(['60000 in a minute']);
    hands.pass(5);
    expect(clock.now()).toBe(3_600_015);
  });

  it('can be stopped and started without losing time', async () => {
    const hands = handDriven();
    const { clock, log, note } = stage({ pace: { speed: 1 }, wall: hands.wall });
    hands.pass(100);
    clock.setPace('still');
    hands.pass(100);
    expect(clock.now()).toBe(100);
    clock.setPace({ speed: 2 });
    note(150, 'soon');
    hands.pass(100);
    await clock.settle();
    expect(clock.now()).toBe(300);
    expect(log).toEqual(['150 soon']);
  });
});

describe('a closed clock', () => {
  it('refuses to move and runs nothing more', async () => {
    const { clock, log, note } = stage();
    note(0, 'too late');
    clock.close();
    await expect(clock.advance(1)).rejects.toMatchObject({ code: 'closed' });
    expect(log).toEqual([]);
  });

  it('ends a move that is under way', async () => {
    const { clock, log, note } = stage();
    clock.at(10, 'endless', () => new Promise(() => {}));
    note(20, 'later');
    const moved = clock.advance(20);
    await clock.sleep(1);
    clock.close();
    await expect(moved).rejects.toMatchObject({ code: 'closed' });
    expect(log).toEqual([]);
  });
});

describe('alarms', () => {
  it('ring in wall time while sandbox time stands, unless they are cancelled', async () => {
    const { clock } = stage();
    const rung: string[] = [];
    clock.alarm(0, () => rung.push('cancelled')).cancel();
    await new Promise<void>((resolve) => clock.alarm(1, resolve));
    expect(rung).toEqual([]);
    expect(clock.now()).toBe(0);
  });
});
