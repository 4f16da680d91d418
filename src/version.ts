// The version, as the package itself tells it.
import { readFileSync } from 'node:fs';

export const version = readVersion();

/** From the sources and from `dist` the package file is a different number of folders up. */
function readVersion(): string {
  for (const up of ['../package.json', '../../package.json']) {
    try {
      const found = JSON.parse(readFileSync(new URL(up, import.meta.url), 'utf8')) as {
        name?: string;
        version?: string;
      };
      if (found.name === 'doubleact' && found.version !== undefined) return found.version;
    } catch {
      // Not there: one folder further up.
    }
  }
  return '0.0.0';
}
