// Target 5, seen from outside: the whole conformance suite of one provider against the reference receiver as a program. The
// target is for one that backs off for a twentieth of the usual time. Beside it the same one where all is declared that can
// be, so that what touches the whole receiver is played too, one after the other; and one that backs off for a second, as
// receivers usually do, in whose time doubleact has no say.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { at, fileWith, program, root, runToEnd, temp } from '../place.js';
import { row } from '../statistics.js';

const quick = at('programs/quick-receiver.js');
const receivers = [
  { name: 'quick', source: quick, limits: { wall: { atMost: 3 }, checks: { atLeast: 60 } } },
  { name: 'quick, all declared', source: quick, capabilities: { restart: true, rotation: true, tenants: true } },
  { name: 'slow', source: join(root, 'test/receivers/reference.ts') },
];
const parts = {
  total: 'of it the run, by its own time line',
  working: 'our own work',
  starting: 'until the receiver was there',
  waiting: 'listening for late effects',
};

export const suite = {
  id: 'suite',
  title: 'The conformance suite (kyve, the reference receiver as a program, both cores)',
  async run({ rounds, quick: isQuick }) {
    const rows = [];
    const figures = {};
    for (const receiver of receivers) {
      const { name, limits = {} } = receiver;
      const found = await examine(receiver, isQuick ? 1 : Math.min(rounds, 3), isQuick ? ['approved'] : []);
      rows.push(row(`${name}: wall time, s`, found.wall, { limit: limits.wall ?? null }));
      for (const [part, words] of Object.entries(parts)) rows.push(row(`  ${words}, s`, found[part]));
      rows.push(row('  checks that were judged', found.checks, { limit: limits.checks ?? null }));
      figures[name] = found;
    }
    return { rows, figures };
  },
};

async function examine({ name, source, capabilities = {} }, rounds, scenarios) {
  const receiver = await bundled(name, source);
  const config = fileWith(`${name}.json`, { capabilities });
  const found = { wall: [], total: [], working: [], starting: [], waiting: [], checks: [] };
  for (let round = 0; round < rounds; round++) {
    // What it must remember over a restart, and nothing of the round before.
    const memory = capabilities.restart ? ` '${join(temp, `memory-${round}`)}'` : '';
    const exec = ['--exec', `node '${receiver}'${memory}`, '--config', config];
    const argv = [program, 'test', ...scenarios, '--provider', 'kyve', '--seed', '1', '--json', ...exec];
    const { took, out, err } = await runToEnd(argv, { core: 'both' });
    if (out === '') throw new Error(err);
    const { summary, timing } = JSON.parse(out);
    found.wall.push(took / 1000);
    for (const part of Object.keys(parts)) found[part].push(timing[part] / 1000);
    found.checks.push(summary.met + summary.broken);
  }
  return found;
}

/** One file, so that its own start is not what is measured. */
async function bundled(name, input) {
  const { rolldown } = await import(pathToFileURL(join(root, 'node_modules/rolldown/dist/index.mjs')).href);
  const bundle = await rolldown({ input, platform: 'node' });
  const file = join(temp, `${name}.mjs`);
  await bundle.write({ file, format: 'esm', codeSplitting: false });
  return file;
}
