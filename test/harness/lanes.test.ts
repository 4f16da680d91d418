import { describe, expect, it } from 'vitest';
import { createLanes } from '../../harness/lanes.ts';
import { createClock } from '../../mocks/clock.ts';
import type { Entry } from '../../mocks/journal.ts';

/** A receiver that answers each person after `answers` ms and begins to work for them after `begins`, in time that is moved. */
function stage(exactly?: number) {
  const clock = createClock({ start: 0 });
  const alarms = {
    alarm(ms: number, ring: () => void) {
      return clock.at(clock.now() + ms, 'alarm', async () => ring());
    },
  };
  const lanes = createLanes(alarms, exactly);
  const listeners: ((entry: Entry) => void)[] = [];
  lanes.watch({ journal: { listen: (hear: (entry: Entry) => void) => listeners.push(hear) } as never });
  const tell = (entry: object) => {
    for (const hear of listeners) hear(entry as Entry);
  };
  const react = (applicant: string, { answers, begins = answers }: { answers: number; begins?: number }) => {
    tell({ kind: 'attempt.sent', applicant, wall: 0 });
    const came = [
      { kind: 'attempt.answered', applicant, wall: answers },
      { kind: 'call.received', side: 'issuer', applicant, wall: begins },
    ];
    for (const entry of came.sort((one, other) => one.wall - other.wall)) tell(entry);
  };
  /** The first person of all, for whom it takes as long as it likes. */
  const warmUp = () => react('the first', { answers: 50 });
  const underWay = new Map<number, () => void>();
  const play = (count: number) =>
    lanes.play(
      Array.from({ length: count }, (_, at) => at),
      (one) => new Promise<void>((end) => underWay.set(one, end)).then(() => void underWay.delete(one)),
    );
  const end = async (...these: number[]) => {
    for (const one of these) underWay.get(one)?.();
    await clock.advance(0);
  };
  return { clock, tell, react, warmUp, underWay, play, end, going: () => [...underWay.keys()] };
}

const people = (count: number) => Array.from({ length: count }, (_, at) => `person${at}`);

describe('lanes', () => {
  it('are one until the receiver has reacted to somebody', async () => {
    const { clock, tell, play, going } = stage();
    void play(10);
    expect(going()).toEqual([0]);
    await clock.advance(30);
    tell({ kind: 'attempt.sent', applicant: 'ana', wall: 0 });
    tell({ kind: 'call.received', side: 'issuer', applicant: 'ana', wall: 30 });
    expect(going()).toEqual([0]);
    tell({ kind: 'attempt.answered', applicant: 'ana', wall: 30 });
    expect(going()).toHaveLength(8);
  });

  it('are one for as long as a reaction may take, and no longer', async () => {
    const { clock, play, going } = stage();
    void play(10);
    await clock.advance(99);
    expect(going()).toEqual([0]);
    await clock.advance(1);
    expect(going()).toHaveLength(8);
  });

  it('are one for a first scenario that is played alone, and no fewer for those after it', async () => {
    const { clock, play, end, going } = stage();
    const alone = play(1);
    await end(0);
    await alone;
    void play(10);
    expect(going()).toEqual([0]);
    await clock.advance(100);
    expect(going()).toHaveLength(8);
  });

  it('are eight then, each for one scenario after the other', async () => {
    const { play, warmUp, end, going } = stage();
    const played = play(10);
    warmUp();
    expect(going()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    await end(3);
    expect(going()).toEqual([0, 1, 2, 4, 5, 6, 7, 8]);
    await end(...going());
    await end(...going());
    await played;
  });

  it('open one by one for a receiver that sets to work at once, up to all', async () => {
    const { clock, react, warmUp, play, going } = stage();
    void play(12);
    warmUp();
    for (const person of people(20)) react(person, { answers: 10, begins: 30 });
    expect(going()).toHaveLength(8);
    await clock.advance(149);
    expect(going()).toHaveLength(8);
    await clock.advance(1);
    expect(going()).toHaveLength(9);
    await clock.advance(1000);
    expect(going()).toHaveLength(12);
  });

  it('open the sooner the sooner it reacts', async () => {
    const { clock, react, warmUp, play, going } = stage();
    void play(12);
    warmUp();
    for (const person of people(20)) react(person, { answers: 2 });
    await clock.advance(19);
    expect(going()).toHaveLength(8);
    await clock.advance(1);
    expect(going()).toHaveLength(9);
    await clock.advance(60);
    expect(going()).toHaveLength(12);
  });

  it.each([
    ['answers late', { answers: 300, begins: 10 }],
    ['acknowledges at once and lags behind with the work', { answers: 10, begins: 300 }],
  ])('do not open for one that %s', async (_how, habits) => {
    const { clock, react, warmUp, play, going } = stage();
    void play(12);
    warmUp();
    for (const person of people(20)) react(person, habits);
    await clock.advance(1000);
    expect(going()).toHaveLength(8);
  });

  it('do not open for one that does nothing for anybody', async () => {
    const { clock, tell, warmUp, play, going } = stage();
    void play(12);
    warmUp();
    for (const applicant of people(20)) {
      tell({ kind: 'attempt.sent', applicant, wall: 0 });
      tell({ kind: 'attempt.answered', applicant, wall: 1 });
    }
    await clock.advance(1000);
    expect(going()).toHaveLength(8);
  });

  it('close again, to eight, when it falls behind', async () => {
    const { clock, react, warmUp, play, end, going } = stage();
    void play(40);
    warmUp();
    for (const person of people(4)) react(person, { answers: 10 });
    await clock.advance(1000);
    expect(going()).toHaveLength(12);
    for (const person of people(9).slice(4)) react(person, { answers: 400 });
    await end(...going().slice(0, 6));
    expect(going()).toHaveLength(8);
  });

  it('are exactly as many as were asked for, whatever the receiver does', async () => {
    const { clock, react, play, going } = stage(3);
    void play(12);
    for (const person of people(20)) react(person, { answers: 10 });
    await clock.advance(1000);
    expect(going()).toEqual([0, 1, 2]);
  });

  it('end at once where there is nothing to play, and with what one of them ends', async () => {
    const { play } = stage();
    await play(0);
    const lanes = createLanes({ alarm: () => ({ cancel() {} }) });
    await expect(lanes.play([1, 2], (one) => Promise.reject(new Error(`no ${one}`)))).rejects.toThrow('no 1');
  });
});
