// Before any test: the program as users run it, built once when dist/ is missing or older than what it is made of.
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';

const made = 'dist/src/cli.js';
const from = [
  'mocks',
  'harness',
  'src',
  'build.js',
  'bundle.js',
  'build-page.js',
  'build-scenarios.js',
  'scenarios',
  'tsconfig.json',
  'tsconfig.build.json',
  'package.json',
];

export default function buildWhenStale(): void {
  const built = statSync(made, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (Math.max(...from.map(newest)) <= built) return;
  execFileSync(process.execPath, ['build.js'], { stdio: 'inherit' });
}

/** A folder changes when a file in it comes, goes or gets another name. */
function newest(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(`${path}/${name}`)));
}
