// The door to tsx: loads what users write in TypeScript, also from the built program.
import { pathToFileURL } from 'node:url';
import { register as registerRequire } from 'tsx/cjs/api';
import { register as registerImport } from 'tsx/esm/api';

/** Its module, whose imports of ours are the modules that we run on: a second copy would take as long to load as the first. */
export async function importTypeScript(path: string): Promise<{ readonly default?: unknown }> {
  // A folder of modules asks the one, a folder of none the other.
  const unregister = [registerImport(), registerRequire()];
  try {
    return await import(pathToFileURL(path).href);
  } finally {
    for (const each of unregister) await each();
  }
}
