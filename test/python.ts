// The Python that is on this machine, by its own path: what PATH leads to may be a script that looks for it, each time.
import { execFileSync } from 'node:child_process';

let found: string | null = null;

export function python(): string {
  found ??= execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();
  return found;
}
