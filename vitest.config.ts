import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { compileLate } from './test/compile-late.ts';

/** What takes long begins first, so that no worker is left with it at the end. */
const long = ['held', 'foreign-receivers', 'page/page', 'package', 'serve', 'own-provider', 'examination', 'intercept'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const found = long.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return found < 0 ? long.length : found;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  test: {
    // What was transformed is kept between runs, by its content: a twentieth of the time.
    experimental: { fsModuleCache: true },
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build.ts', 'test/temp.ts'],
    execArgv: [...compileLate],
    sequence: { sequencer: LongestFirst },
    // What a module of ours keeps changes nothing for whoever asks it next, so files can share a worker; this takes a third of
    // the time.
    isolate: false,
    // A fifth of the time is spent waiting, for programs that were started and for time-outs: one more than there are cores.
    maxWorkers: availableParallelism() + 1,
    // Receivers in other languages are started by dozens; more at once would make each of them late.
    maxConcurrency: 4,
    // A child process on a busy machine may be late once; what is broken is broken twice. At home nothing is tried again.
    retry: process.env.CI === undefined ? 0 : 1,
    // Child processes of a busy machine are slow; what hangs still ends.
    testTimeout: 30_000,
    // What a browser is asked again and again may be late on a busy machine.
    expect: { poll: { timeout: 10_000 } },
  },
});
