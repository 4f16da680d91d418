// The Python that is on this machine, by its own path: what PATH leads to may be a script that looks for it, each time.
import { execFileSync } from 'node:child_process';

let found: string | null = null;

export function python(): string {
  found ??= lookFor();
  return found;
}

function lookFor(): string {
  try {
    return execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();
  } catch (cause) {
    throw new Error('expected python3 on this machine, got none that runs; install python3 (3.8 or later).', { cause });
  }
}
