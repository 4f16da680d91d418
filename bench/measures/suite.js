// Target 5, seen from outside: the whole conformance suite of one provider against the reference receiver as a program.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { program, root, runToEnd, temp } from '../place.js';
import { row } from '../statistics.js';

export const suite = {
  id: 'suite',
  title: 'The conformance suite (kyve, the reference receiver as a program, both cores)',
  async run({ rounds, quick }) {
    const receiver = await bundledReceiver();
    const found = { wall: [], checks: [] };
    for (let round = 0; round < (quick ? 1 : Math.min(rounds, 3)); round++) {
      const argv = [program, 'test', '--provider', 'kyve', '--seed', '1', '--json', '--exec', `node ${receiver}`];
      const { took, out, err } = await runToEnd(quick ? [...argv, 'approved'] : argv, { core: 'both' });
      if (out === '') throw new Error(err);
      const { met, broken } = JSON.parse(out).summary;
      found.wall.push(took / 1000);
      found.checks.push(met + broken);
    }
    return {
      rows: [
        row('wall time, s', found.wall, { limit: { atMost: 3 } }),
        row('checks that were judged', found.checks, { limit: { atLeast: 60 } }),
      ],
      figures: found,
    };
  },
};

/** One file, so that its own start is not what is measured. */
async function bundledReceiver() {
  const { rolldown } = await import(pathToFileURL(join(root, 'node_modules/rolldown/dist/index.mjs')).href);
  const bundled = await rolldown({ input: join(root, 'test/receivers/reference.ts'), platform: 'node' });
  const file = join(temp, 'reference.mjs');
  await bundled.write({ file, format: 'esm', codeSplitting: false });
  return file;
}
