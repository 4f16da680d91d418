// Scenario files as the program reads them: what the build has read already is not read again.
import { existsSync, readFileSync } from 'node:fs';
import { loadScenarios } from '../harness/load.ts';
import type { Scenario } from '../harness/scenario.ts';
import type { KnownTexts } from '../harness/source.ts';
import { shipped } from './shipped.ts';

/** Of files and folders; those for another provider are kept, with that as their reason to be skipped. */
export function scenariosAt(paths: readonly string[], provider?: string): Promise<readonly Scenario[]> {
  return loadScenarios(paths, { provider, known: readBefore() });
}

/** Nothing before the first build. */
function readBefore(): KnownTexts {
  const file = shipped('dist/scenarios.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as KnownTexts) : {};
}
