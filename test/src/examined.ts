// The command `test` in this process: as a user runs it, but loaded once for all the runs of a file.
import type { RunResult } from '../../harness/result.ts';
import { test } from '../../src/commands/test.ts';
import { readFlags } from '../../src/flags.ts';

export interface Examined {
  readonly exit: number;
  readonly result: RunResult;
}

/** `words` as after `doubleact test --json`. */
export async function examined(words: readonly string[]): Promise<Examined> {
  let printed = '';
  const out = (text: string) => {
    printed += text;
  };
  const flags = readFlags(test.flags, ['--json', ...words], 'test', true);
  const exit = await test.run(flags, { out, err() {}, colour: false, interrupted: new Promise(() => {}) });
  return { exit, result: JSON.parse(printed) as RunResult };
}

/** Ids of the broken checks, in order. */
export function brokenIn({ checks }: RunResult): readonly string[] {
  return checks.flatMap(({ id, verdict }) => (verdict === 'broken' ? [id] : [])).sort();
}
