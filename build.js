// Builds dist/ from the sources: the program in a few files with source maps, and the types file by file.
import { execFileSync } from 'node:child_process';
import { chmodSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { buildPage } from './build-page.js';
import { buildScenarios } from './build-scenarios.js';
import { bundle } from './bundle.js';

const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');

// Built beside dist/ and then exchanged: whoever runs the program meanwhile never meets half of it.
const fresh = `dist-${process.pid}`;
try {
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', fresh], { stdio: 'inherit' });
  await bundle(fresh);
  await buildPage(fresh);
  await buildScenarios(fresh);
  chmodSync(join(fresh, 'src', 'cli.js'), 0o755);
  rmSync('dist', { recursive: true, force: true });
  renameSync(fresh, 'dist');
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
