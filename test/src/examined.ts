// The command `test` in this process, and what it comes to.
import type { RunResult } from '../../harness/result.ts';
import { inProcess } from './in-process.ts';

export interface Examined {
  readonly exit: number | string | null;
  readonly result: RunResult;
}

/** `words` as after `doubleact test --json`. */
export async function examined(words: readonly string[]): Promise<Examined> {
  const { out, err, exit } = await inProcess(['test', '--json', ...words]);
  if (out === '') throw new Error(err);
  return { exit, result: JSON.parse(out) as RunResult };
}

/** Ids of the broken checks, in order. */
export function brokenIn({ checks }: RunResult): readonly string[] {
  return checks.flatMap(({ id, verdict }) => (verdict === 'broken' ? [id] : [])).sort();
}
