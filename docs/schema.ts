// Writes scenarios/scenario.schema.json, from which editors complete scenario files, out of the registry of steps.
// `npm run docs` writes it; a test fails when it is out of date.
import { writeFileSync } from 'node:fs';
import { scenarioSchema } from '../harness/load.ts';

export const schemaFile = new URL('../scenarios/scenario.schema.json', import.meta.url);

export function schemaText(): string {
  return `${JSON.stringify(scenarioSchema(), null, 2)}\n`;
}

if (process.argv[1]?.endsWith('schema.ts')) writeFileSync(schemaFile, schemaText());
