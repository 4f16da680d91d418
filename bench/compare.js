// Two revisions in turns: each is checked out and built beside this checkout, then both are measured by this bench, the one
// and the other in each round.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { at, root, temp } from './place.js';
import { summary } from './statistics.js';
import { number } from './table.js';

export async function compareRevisions(names, { quick, only, rounds = quick ? '1' : '3' }) {
  if (names.length !== 2) throw new Error('compare takes two revisions: npm run bench -- compare main HEAD');
  const usual = 'issuer,deliveries,clock,start-up';
  const sides = names.map((name, side) => ({ name, folder: checkOut(name, `revision-${side}`), figures: new Map() }));
  try {
    for (let round = 0; round < Number(rounds); round++) {
      for (const side of sides) {
        process.stderr.write(`round ${round + 1}, ${side.name}\n`);
        measure(side, only ?? usual, quick);
      }
    }
  } finally {
    for (const { folder } of sides) git('worktree', 'remove', '--force', folder);
  }
  process.stdout.write(`\nmedians of ${rounds} rounds: ${names.join(', ')}, and the second ÷ the first\n\n`);
  const [first, second] = sides;
  for (const [tells, samples] of first.figures) {
    const before = summary(samples).median;
    const after = summary(second.figures.get(tells) ?? [Number.NaN]).median;
    process.stdout.write(
      `${tells.padEnd(66)} ${number(before).padStart(9)} ${number(after).padStart(9)} ${(after / before).toFixed(2)}×\n`,
    );
  }
}

function checkOut(revision, name) {
  const folder = join(temp, name);
  git('worktree', 'add', '--detach', folder, revision);
  // The same packages for both, so that what is compared is our own work.
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  execFileSync(process.execPath, ['build.js'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  return folder;
}

function measure({ folder, figures }, only, quick) {
  const json = join(folder, 'bench-result.json');
  mkdirSync(folder, { recursive: true });
  const argv = [at('index.js'), '--only', only, '--rounds', '1', '--json', json, ...(quick ? ['--quick'] : [])];
  spawnSync(process.execPath, argv, { env: { ...process.env, DOUBLEACT_BENCH_ROOT: folder }, stdio: 'ignore' });
  for (const { rows } of JSON.parse(readFileSync(json, 'utf8')).results) {
    for (const { tells, median } of rows) figures.set(tells, [...(figures.get(tells) ?? []), median]);
  }
}

function git(...argv) {
  execFileSync('git', argv, { cwd: root, stdio: 'ignore' });
}
