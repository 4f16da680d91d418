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

describe.concurrent('the kill matrix is what is found', { timeout: 120_000 }, () => {
  it('every check by a fault that breaks it, the right receiver, and the one written after the recipe', async () => {
    // Two at once, as there are processors at least.
    const half = rows.length >> 1;
    const seen = await Promise.all([held(rows.slice(0, half)), held(rows.slice(half))]);
    const breakable = checks.flatMap(({ id }) => (id in unbroken ? [] : [id]));
    expect(breakable.filter((check) => !seen.flat().includes(check))).toEqual([]);
  });

  it('the other right receiver, for providers of three kinds', async () => {
    // A judge that has only ever seen one right receiver may take its design for the rule. One that signs, one that has to be
    // asked, one that says next to nothing.
    const three = ['kycert', 'sumsub', 'recipe'].map((provider) => `${provider}/${faultless}`);
    expect(await held(three, ['--architecture', 'queue'])).toEqual(['nothing']);
  });
});

/** These rows are as the matrix says, all of them and no others. Resolves with what they were seen to break. */
async function held(asked: readonly string[], more: readonly string[] = []): Promise<readonly string[]> {
  const { out, err, exit } = await run(['self-test', ...seed, ...more, ...asked.flatMap((row) => ['--row', row])], {
    program,
  });
  expect({ exit, out }, err).toEqual({
    exit: 0,
    out: expect.stringMatching(
      new RegExp(`^${asked.length} receivers, [1-9]\\d* verdicts, 0 differ, 0 complaints\\n$`),
    ),
  });
  const told = [...err.matchAll(/^doubleact: ([\w-]+), ([\w-]+): (breaks .+|is never reached)$/gm)];
  expect(told.map(([, provider, fault]) => `${provider}/${fault}`).sort()).toEqual(asked.toSorted());
  for (const [, , fault, what] of told)
    expect([fault, what === 'breaks nothing']).toEqual([fault, fault === faultless]);
  return [...new Set(told.flatMap(([, , , what = '']) => what.replace(/^breaks /, '').split(', ')))];
}

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
