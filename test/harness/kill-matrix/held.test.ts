// Receivers whose fault is known are examined and held against their rows of the committed matrix, cell by cell, by the
// program itself: in a process of its own, so that other tests go on beside it. As few as show each check failing; `.ci/run`
// does the same with every fault, every provider and both right receivers, under more than one seed, which takes minutes.
import { describe, expect, it } from 'vitest';
import { checks } from '../../../harness/checks/index.ts';
import { faultless, type Row, recipeStyle } from '../../../harness/diagnosis.ts';
import { faults } from '../../../harness/reference/faults.ts';
import { unbroken } from '../../../harness/reference/unbroken.ts';
import { profiles } from '../../../mocks/provider/profiles/index.ts';
import { readMatrix, shipped } from '../../../src/shipped.ts';
import { compileLate } from '../../compile-late.ts';
import { run } from '../../src/program.ts';

/** Not the seed that the matrix was written with: it must not rest on the draws of one. */
const seed = ['--seed', '20260'];
const program = [process.execPath, ...compileLate, shipped('dist/src/cli.js')] as const;
const matrix = await readMatrix();
/** What each fault breaks, by its row. */
const breaks = new Map<string, readonly string[]>(
  profiles.flatMap(({ id: provider }) =>
    faults.map(({ id }) => [`${provider}/${id}`, brokenIn(matrix[provider]?.[id] ?? {})] as const),
  ),
);
const rows = [`kyve/${faultless}`, ...rowsThatBreakAll(), `recipe/${recipeStyle.id}`];

describe('the kill matrix is what is found', { timeout: 120_000 }, () => {
  it.each([
    [
      'every check by a fault that breaks it, the right receiver, and the one written after the recipe',
      rows.flatMap((row) => ['--row', row]),
      checks.flatMap(({ id }) => (id in unbroken ? [] : [id])),
    ],
    // A judge that has only ever seen one right receiver may take its design for the rule. One that signs, one that has to be
    // asked, one that says next to nothing.
    [
      'the other right receiver, for providers of three kinds',
      ['--architecture', 'queue', ...['kycert', 'sumsub', 'recipe'].flatMap((id) => ['--row', `${id}/${faultless}`])],
      [],
    ],
  ] as [string, string[], string[]][])('%s', async (_which, argv, broken) => {
    const { out, err, exit } = await run(['self-test', ...seed, ...argv], { program });
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
    // Seen to fail, not only said to.
    const seen = new Set(told.flatMap(([, , , what]) => what?.split(/^breaks |, /) ?? []));
    expect(broken.filter((check) => !seen.has(check))).toEqual([]);
  });
});

/** In turns the row that breaks most of what none before it has broken; of equals the first, which is kyve's. */
function rowsThatBreakAll(): readonly string[] {
  const left = new Set([...breaks.values()].flat());
  const chosen: string[] = [];
  while (left.size > 0) {
    const news = [...breaks].map(([row, broken]) => ({ row, news: broken.filter((check) => left.has(check)) }));
    const best = news.reduce((one, other) => (other.news.length > one.news.length ? other : one));
    chosen.push(best.row);
    for (const check of best.news) left.delete(check);
  }
  return chosen;
}

function brokenIn(row: Row): readonly string[] {
  return Object.entries(row).flatMap(([check, verdict]) => (verdict === 'broken' ? [check] : []));
}
