// What makes a Node program load the interception before anything of its own. It is given as a module in a data: URL, so
// that nothing has to be passed in the environment besides NODE_OPTIONS.
import type { Surroundings } from '../target.ts';

export function nodeOptionsFor(issuerOrigin: string): string {
  const preload = new URL(import.meta.url.endsWith('.ts') ? './preload.ts' : './preload.js', import.meta.url).href;
  const load = preload.endsWith('.ts') ? throughTsx(preload) : `import(${JSON.stringify(preload)})`;
  const module = `const { intercept } = await ${load}; await intercept(${JSON.stringify(issuerOrigin)});`;
  return `--import data:text/javascript,${encodeURIComponent(module).replaceAll("'", '%27')}`;
}

export function issuerOriginOf(told: Surroundings): string {
  return new URL(told.DOUBLEACT_ISSUER_URL ?? 'http://127.0.0.1').origin;
}

/** Run from its sources: only the preload goes through tsx, not the program under test. */
function throughTsx(preload: string): string {
  const tsx = import.meta.resolve('tsx/esm/api');
  return `import(${JSON.stringify(tsx)}).then(({ tsImport }) => tsImport(${JSON.stringify(preload)}, ${JSON.stringify(preload)}))`;
}
