// Receivers whose fault is known are examined and held against their rows of the committed matrix, cell by cell, by the
// program itself: in a process of its own, so that other tests go on beside it. All of it for one provider; `.ci/run` does
// the same for every provider and both right receivers, under more than one seed, which takes minutes.
import { describe, expect, it } from 'vitest';
import { subjectsFor } from '../../../harness/calibrate.ts';
import { faultless, recipeStyle } from '../../../harness/diagnosis.ts';
import { faults } from '../../../harness/reference/faults.ts';
import { profiles } from '../../../mocks/provider/profiles/index.ts';
import { run } from '../../src/program.ts';

/** Not the seed that the matrix was written with: it must not rest on the draws of one. */
const seed = ['--seed', '20260'];
/** Every fault there is: for kyve, or for the first provider that gives it an occasion. */
const everyFault = faults.map(({ id }) => {
  const provider = ['kyve', ...profiles.map((each) => each.id)].find((each) => subjectsFor(each).includes(id));
  return `${provider}/${id}`;
});
const rows = [`kyve/${faultless}`, ...everyFault, `recipe/${recipeStyle.id}`];

describe('the kill matrix is what is found', { timeout: 120_000 }, () => {
  it.each([
    [
      'every fault, nearly all for kyve, and the receiver written after the recipe',
      rows.flatMap((row) => ['--row', row]),
    ],
    // A judge that has only ever seen one right receiver may take its design for the rule. One that signs, one that has to be
    // asked, one that says next to nothing.
    [
      'the other right receiver, for providers of three kinds',
      ['--architecture', 'queue', ...['kycert', 'sumsub', 'recipe'].flatMap((id) => ['--row', `${id}/${faultless}`])],
    ],
  ] as [string, string[]][])('%s', async (_which, argv) => {
    const { out, err, exit } = await run(['self-test', ...seed, ...argv]);
    expect({ exit, out }, err).toEqual({
      exit: 0,
      out: expect.stringMatching(/^[1-9]\d* receivers, [1-9]\d* verdicts, 0 differ, 0 complaints\n$/),
    });
    // The rows that were asked for, of several providers, and no others; and what each of them breaks.
    const asked = argv.filter((_word, at) => argv[at - 1] === '--row');
    const told = [...err.matchAll(/^doubleact: ([\w-]+), ([\w-]+): (breaks .+|is never reached)$/gm)];
    expect(out).toMatch(`${asked.length} receivers, `);
    expect(told.map(([, provider, fault]) => `${provider}/${fault}`).sort()).toEqual(asked.toSorted());
    for (const [, , fault, what] of told)
      expect([fault, what === 'breaks nothing']).toEqual([fault, fault === faultless]);
  });
});
