// Receivers whose fault is known are examined and held against their rows of the committed matrix, cell by cell, by the
// program itself: in a process of its own, so that other tests go on beside it.
import { describe, expect, it } from 'vitest';
import { faultless, recipeStyle } from '../../../harness/diagnosis.ts';
import { run } from '../../src/program.ts';

/** Not the seed that the matrix was written with: it must not rest on the draws of one. */
const seed = ['--seed', '20260'];
const faults = (ids: readonly string[]) => ids.flatMap((id) => ['--fault', id]);

describe('the kill matrix is what is found', { timeout: 120_000 }, () => {
  it.each([
    ['every fault, for kyve', ['--provider', 'kyve']],
    // A judge that has only ever seen one right receiver may take its design for the rule.
    ['the right receiver of every provider', faults([faultless])],
    ['the other right receiver of every provider', ['--architecture', 'queue', ...faults([faultless])]],
    ['the receiver written after the recipe', ['--provider', 'recipe', ...faults([recipeStyle.id])]],
  ])('%s', async (_which, argv) => {
    const { out, err, exit } = await run(['self-test', ...seed, ...argv]);
    expect({ exit, out }, err).toEqual({
      exit: 0,
      out: expect.stringMatching(/^[1-9]\d* receivers, [1-9]\d* verdicts, 0 differ, 0 complaints\n$/),
    });
  });
});
