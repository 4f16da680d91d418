// The judge is judged under one seed, row by row, by the built program in test/harness/kill-matrix; here, under several.
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PackedMatrix } from '../../../harness/diagnosis.ts';
import { inProcess } from '../in-process.ts';
import { folderWith, run } from '../program.ts';

/** The one that takes least: nobody issues, asks, or is waited for. */
const selection = ['--row', 'recipe/never-does-the-work'];

describe('self-test --seeds', { timeout: 60_000 }, () => {
  it('says of each seed that it is the same', async () => {
    const { out, exit } = await inProcess(['self-test', '--seeds', '2', ...selection]);
    expect(out.trimEnd().split('\n').sort()).toEqual([
      expect.stringMatching(/^seed 1: 1 receivers, [1-9]\d* verdicts, the same$/),
      expect.stringMatching(/^seed 2: 1 receivers, [1-9]\d* verdicts, the same$/),
    ]);
    expect(exit).toBe(0);
  });

  it('tells the first difference and ends', async () => {
    const program = withMatrix(({ checks, rows }) => {
      const { recipe, ...others } = rows;
      const changed = { ...recipe, 'never-does-the-work': { idle: ['accepts-whitespace'] } };
      return { checks, rows: { ...others, recipe: changed } };
    });
    const { out, err, exit } = await run(['self-test', '--seeds', '1', ...selection], { program });
    expect(out).toBe('');
    expect(err).toMatch(/^doubleact: seed 1: recipe, never-does-the-work: [\w-]+ is \w+, the matrix says \w+\n$/);
    expect(exit).toBe(1);
  });

  it.each([
    [['--seeds', '2', '--seed', '1'], 'expected no --seed beside it, got both'],
    [['--seeds', '0'], 'expected 1 or more, got 0'],
  ])('complains of %j', async (argv, complaint) => {
    const { err, exit } = await inProcess(['self-test', ...argv]);
    expect({ err, exit }).toEqual({ err: `doubleact: --seeds: ${complaint}.\n`, exit: 2 });
  });
});

describe('self-test --row', () => {
  it.each([
    [['--row', 'kycert/none', '--fault', 'none'], /^doubleact: --row: expected no --fault beside it, got both\.\n$/],
    [['--row', 'kycert/no-verificatoin'], /Did you mean "no-verification"\?\n$/],
    [['--row', 'kicert/none'], /Did you mean "kycert"\?\n$/],
    [['--row', 'kycert'], /^doubleact: --row: expected one of none, .* got ""\.\n$/],
  ])('complains of %j', async (argv, complaint) => {
    const { err, exit } = await inProcess(['self-test', ...argv]);
    expect({ err, exit }).toEqual({ err: expect.stringMatching(complaint), exit: 2 });
  });
});

const matrixFile = 'harness/reference/kill-matrix.json';

/** The program as it would be with another matrix beside it. */
function withMatrix(change: (matrix: PackedMatrix) => PackedMatrix): [string, string] {
  const folder = folderWith({});
  cpSync('dist', join(folder, 'dist'), { recursive: true, filter: (path) => !/\.(?:map|d\.ts)$/.test(path) });
  for (const name of ['node_modules', 'scenarios', 'package.json']) symlinkSync(resolve(name), join(folder, name));
  mkdirSync(dirname(join(folder, matrixFile)), { recursive: true });
  const matrix = change(JSON.parse(readFileSync(matrixFile, 'utf8')) as PackedMatrix);
  writeFileSync(join(folder, matrixFile), JSON.stringify(matrix));
  return [process.execPath, join(folder, 'dist/src/cli.js')];
}
