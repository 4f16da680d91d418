import { describe, expect, it } from 'vitest';
import { createPlayedWall } from '../../harness/played-wall.ts';
import { realWall } from '../../mocks/wall.ts';

describe('played time', () => {
  it('rings alarms in their order, and a day takes no time', async () => {
    const wall = createPlayedWall(1_000);
    const rung: string[] = [];
    const note = (name: string) => () => rung.push(`${name} at ${wall.now()}`);
    wall.alarm(86_400_000, note('a day'));
    wall.alarm(20, note('soon'));
    wall.alarm(30, note('never')).cancel();
    await wall.sleep(40);
    expect(rung).toEqual(['soon at 1020']);
    await wall.sleep(100_000_000);
    expect(rung).toEqual(['soon at 1020', 'a day at 86401000']);
  });

  it('stands still while work is under way that takes real time', async () => {
    const wall = createPlayedWall(0);
    let rung = false;
    wall.alarm(1, () => {
      rung = true;
    });
    const manyTurns = async () => {
      for (let turn = 0; turn < 50; turn += 1) await realWall.turn();
      return rung;
    };
    expect(await wall.during(manyTurns())).toBe(false);
    await wall.sleep(1);
    expect(rung).toBe(true);
  });

  it('rings no more once it is closed', async () => {
    const wall = createPlayedWall(0);
    let rung = false;
    wall.alarm(1, () => {
      rung = true;
    });
    wall.close();
    for (let turn = 0; turn < 20; turn += 1) await realWall.turn();
    expect(rung).toBe(false);
  });
});
