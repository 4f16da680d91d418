// Receivers whose fault is known are examined and held against their rows of the committed matrix, cell by cell, by the
// program itself: in a process of its own, so that other tests go on beside it.
import { describe, expect, it } from 'vitest';
import { subjectsFor } from '../../../harness/calibrate.ts';
import { faultless, recipeStyle } from '../../../harness/diagnosis.ts';
import { faults } from '../../../harness/reference/faults.ts';
import { profiles } from '../../../mocks/provider/profiles/index.ts';
import { run } from '../../src/program.ts';

/** Not the seed that the matrix was written with: it must not rest on the draws of one. */
const seed = ['--seed', '20260'];
const whole = 'kyve';
const others = profiles.map(({ id }) => id).filter((id) => id !== whole);

/** Every fault once more: the providers that have it take turns. */
const turns = faults.map(({ id }, nth) => {
  const inOrder = others.map((_each, at) => others[(nth + at) % others.length] as string);
  return { fault: id as string, provider: inOrder.find((provider) => subjectsFor(provider).includes(id)) };
});
const rows = others.flatMap((provider) => [
  `${provider}/${faultless}`,
  ...turns.filter((turn) => turn.provider === provider).map(({ fault }) => `${provider}/${fault}`),
]);

describe('the kill matrix is what is found', { timeout: 120_000 }, () => {
  it.each([
    ['every fault, for kyve', ['--provider', whole]],
    // One process for all of them: what runs for the first time runs slowly.
    [
      'the right receiver of every other provider, and its turn of the faults',
      [...rows, `recipe/${recipeStyle.id}`].flatMap((row) => ['--row', row]),
    ],
    // A judge that has only ever seen one right receiver may take its design for the rule.
    ['the other right receiver of every provider', ['--architecture', 'queue', '--fault', faultless]],
  ] as [string, string[]][])('%s', async (_which, argv) => {
    const { out, err, exit } = await run(['self-test', ...seed, ...argv]);
    expect({ exit, out }, err).toEqual({
      exit: 0,
      out: expect.stringMatching(/^[1-9]\d* receivers, [1-9]\d* verdicts, 0 differ, 0 complaints\n$/),
    });
  });
});
