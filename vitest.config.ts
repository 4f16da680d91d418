import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build.ts', 'test/temp.ts'],
    // Nothing of ours keeps state in a module, so files can share a worker; this takes a third of the time.
    isolate: false,
    // Much of the time is spent waiting for child processes, so that no core need be left free.
    maxWorkers: '100%',
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
