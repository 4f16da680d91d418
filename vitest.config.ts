import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Nothing of ours keeps state in a module, so files can share a worker; this takes a third of the time.
    isolate: false,
  },
});
