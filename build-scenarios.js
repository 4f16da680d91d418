// Reads the scenario files that travel with the package, so that a run need not: to read YAML takes longer than all the rest
// of a short one.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tsImport } from 'tsx/esm/api';

export async function buildScenarios(dist) {
  const { parseSource } = await tsImport('./harness/place.ts', import.meta.url);
  const { toKnown } = await tsImport('./harness/source.ts', import.meta.url);
  const names = readdirSync('scenarios').filter((name) => name.endsWith('.yaml'));
  const known = names.map((name) => {
    const text = readFileSync(join('scenarios', name), 'utf8');
    return toKnown(text, parseSource(name, text));
  });
  writeFileSync(join(dist, 'scenarios.json'), JSON.stringify(Object.fromEntries(known)));
}
