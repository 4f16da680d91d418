// Bundles the program into dist/src: a few files load in half the time of hundreds. What a user's program must share with
// us (msw, vitest), or what is loaded by its place (tsx, pactum, faker), stays outside.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

/** By the names that the package and its tests know them under; all else becomes parts that they share. */
const entrances = {
  cli: 'src/cli.ts',
  index: 'src/index.ts',
  msw: 'src/msw.ts',
  vitest: 'src/vitest.ts',
  // Loaded into the receiver's process, by its path.
  preload: 'harness/intercept/preload.ts',
};

const outside = ['msw', 'vitest', 'tsx', 'pactum', '@faker-js/faker'];

/** What Fastify loads for features that are not used here: two thirds of it, which would be read at every start. */
const unused = ['@fastify/ajv-compiler', '@fastify/fast-json-stringify-compiler', 'pino', 'light-my-request'];

export async function bundle(folder) {
  const external = [...outside, ...unused].map((name) => new RegExp(`^${name}(?:/|$)`));
  const bundled = await rolldown({ input: entrances, platform: 'node', external });
  // One folder for all: what a module finds beside itself in the sources, it finds beside itself here.
  const { output } = await bundled.write({
    dir: join(folder, 'src'),
    format: 'esm',
    sourcemap: true,
    // Not minified: it starts no sooner, and stays readable where a debugger knows no maps.
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
  });
  await bundled.close();
  writeFileSync(join(folder, 'licenses.txt'), licensesOf(output));
}

/** Of every package that is in there. */
export function licensesOf(output) {
  const packages = new Set(output.flatMap(({ moduleIds = [] }) => moduleIds.flatMap(packageOf)));
  return [...packages].sort().map(licenseOf).join('\n');
}

/** The folder of the package that a module belongs to; none for our own. */
function packageOf(id) {
  const [folder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id.replaceAll('\\', '/')) ?? [];
  return folder === undefined ? [] : [folder];
}

/** Whoever passes on a package passes on its license. */
function licenseOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((each) => /^licen[cs]e(?:\.|$)/i.test(each));
  const text = file === undefined ? 'No text comes with the package.' : readFileSync(join(folder, file), 'utf8').trim();
  return `==== ${name} ${version} (${license})\n\n${text}\n`;
}
