// The n-th of a kind, also in a world that has heard more names than it remembers.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTurns } from '../../mocks/turns.ts';

const names = fc.array(fc.integer({ min: 0, max: 30 }).map(String), { maxLength: 300 });

describe('turns', () => {
  it('count each name for itself', () => {
    fc.assert(
      fc.property(names, (asked) => {
        const turns = createTurns();
        expect(asked.map((name) => turns(name))).toEqual(
          asked.map((name, at) => asked.slice(0, at + 1).filter((each) => each === name).length),
        );
      }),
    );
  });

  it('never give a name the same turn twice, however few are remembered', () => {
    fc.assert(
      fc.property(names, fc.integer({ min: 1, max: 8 }), (asked, most) => {
        const turns = createTurns(most);
        const given = asked.map((name) => `${name} ${turns(name)}`);
        expect(new Set(given).size).toBe(given.length);
      }),
    );
  });

  it('go on counting for whoever comes often, and above all that was forgotten for whoever may have been', () => {
    const turns = createTurns(2);
    expect(['ana', 'ana', 'ana', 'ben', 'ana'].map(turns)).toEqual([1, 2, 3, 1, 4]);
    // By the time that gil comes ana, who has come four times, is forgotten, and so is ben.
    expect(['cid', 'dan', 'eva', 'fay', 'gil', 'ben', 'ana'].map(turns)).toEqual([1, 1, 1, 1, 5, 5, 5]);
  });
});
