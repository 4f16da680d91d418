// Real time that is played: nobody waits for it. It stands still as long as anything can go on without it, and then leaps to
// the next alarm. For receivers in this process all of whose waits are ours: they are judged in the time they compute, and
// the same every time, however busy the machine is.
import { createClock } from '../mocks/clock.ts';
import { realWall, type Wall } from '../mocks/wall.ts';

export interface PlayedWall extends Wall {
  close(): void;
}

/** When the event loop has turned so often with nothing under way, all that can go on has done so. */
const calmTurns = 4;

export function createPlayedWall(start: number = realWall.now()): PlayedWall {
  const time = createClock({ start });
  let underWay = 0;
  let playing = false;
  let closed = false;
  const mayLeap = () => underWay === 0 && !closed && time.state().pending > 0;

  async function play(): Promise<void> {
    if (playing) return;
    playing = true;
    for (let calm = 0; mayLeap(); calm += 1) {
      await realWall.turn();
      if (calm < calmTurns || !mayLeap()) continue;
      await time.advanceToNext();
      calm = 0;
    }
    playing = false;
  }

  function alarm(ms: number, ring: () => void): { cancel(): void } {
    const alarmed = time.at(time.now() + ms, 'alarm', () => {
      ring();
    });
    void play();
    return { cancel: () => alarmed.cancel() };
  }

  return {
    now: time.now,
    alarm,
    sleep: (ms) => new Promise((resolve) => void alarm(ms, resolve)),
    async during(work) {
      underWay += 1;
      try {
        return await work;
      } finally {
        underWay -= 1;
        void play();
      }
    },
    turn: realWall.turn,
    close() {
      closed = true;
      time.close();
    },
  };
}
