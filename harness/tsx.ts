// The door to tsx: loads what users write in TypeScript, also from the built program.
import { pathToFileURL } from 'node:url';
import { register as registerRequire } from 'tsx/cjs/api';
import { register as registerImport } from 'tsx/esm/api';

let underWay = 0;
let unregister: readonly (() => unknown)[] = [];

/** Its module, whose imports of ours are the modules that we run on: a second copy would take as long to load as the first. */
export async function importTypeScript(path: string): Promise<{ readonly default?: unknown }> {
  underWay += 1;
  try {
    // Once for all that are loaded side by side. A folder of modules asks the one, a folder of none the other.
    if (underWay === 1) unregister = [registerImport(), registerRequire()];
    return await import(pathToFileURL(path).href);
  } finally {
    underWay -= 1;
    if (underWay === 0) for (const each of unregister) await each();
  }
}
