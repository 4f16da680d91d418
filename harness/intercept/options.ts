// What makes a Node program load the interception before anything of its own. It is given as a module in a data: URL, so
// that nothing has to be passed in the environment besides NODE_OPTIONS.
import type { Surroundings } from '../target.ts';

export function nodeOptionsFor(issuerOrigin: string): string {
  const module = `const { intercept } = await import(${JSON.stringify(preload())}); await intercept(${JSON.stringify(issuerOrigin)});`;
  return `--import data:text/javascript,${encodeURIComponent(module).replaceAll("'", '%27')}`;
}

export function issuerOriginOf(told: Surroundings): string {
  return new URL(told.DOUBLEACT_ISSUER_URL ?? 'http://127.0.0.1').origin;
}

/** As it was built, also when we run from our sources: nothing of ours translates anything in a receiver. */
function preload(): string {
  const built = import.meta.url.endsWith('.ts') ? '../../dist/src/preload.js' : './preload.js';
  return new URL(built, import.meta.url).href;
}
