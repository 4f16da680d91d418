// What V8 is told where tests compute: to compile anew only what has run much longer than it would wait by itself. A test run is
// over before most of that has paid off: without it the rows of the kill matrix took a fourth more processor time and above.
import { spawnSync } from 'node:child_process';

const late = '--interrupt-budget=1000000';

/** For a Node that knows it; newer ones go by other measures. */
export const compileLate: readonly string[] =
  spawnSync(process.execPath, [late, '--version']).status === 0 ? [late] : [];
