// npm run bench [-- --quick] [--only id,id] [--rounds N] [--json FILE]: measures all, side by side, and prints the ratios
// against their targets. npm run bench -- compare REV_A REV_B: two revisions in turns.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchFolder, pinLoad, pins, program, root } from './place.js';
import { tableOf } from './table.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    rounds: { type: 'string' },
    json: { type: 'string', default: join(benchFolder, 'results/latest.json') },
  },
});

process.env.DOUBLEACT_BENCH_ROOT = root;
if (!existsSync(join(benchFolder, 'node_modules')))
  fail('the peers are not installed yet, and nothing installs them by itself: npm --prefix bench ci --ignore-scripts');
if (positionals[0] === 'compare') {
  const { compareRevisions } = await import('./compare.js');
  await compareRevisions(positionals.slice(1), values);
} else {
  if (!existsSync(program)) fail(`${program} is missing: npm run build`);
  await measureAll();
}

async function measureAll() {
  const { measures } = await import('./measures/index.js');
  const wanted = values.only?.split(',') ?? measures.map(({ id }) => id);
  const unknown = wanted.find((id) => !measures.some((each) => each.id === id));
  if (unknown !== undefined) fail(`no measure ${unknown}; there are ${measures.map(({ id }) => id).join(', ')}`);
  pinLoad();
  const options = { quick: values.quick, rounds: Number(values.rounds ?? (values.quick ? 1 : 5)) };
  const began = Date.now();
  const results = [];
  for (const { id, title, run } of measures.filter(({ id }) => wanted.includes(id))) {
    const from = Date.now();
    process.stderr.write(`${id} … `);
    try {
      results.push({ id, title, ...(await run(options)) });
      process.stderr.write(`${Math.round((Date.now() - from) / 1000)} s\n`);
    } catch (fault) {
      results.push({ id, title, rows: [], failed: fault.message });
      process.stderr.write(`failed: ${fault.message}\n`);
    }
  }
  const machine = {
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    platform: `${process.platform} ${process.arch}`,
    pinned: pins,
  };
  process.stdout.write(tableOf(results, machine, options));
  mkdirSync(dirname(values.json), { recursive: true });
  writeFileSync(
    values.json,
    `${JSON.stringify({ machine, options, seconds: (Date.now() - began) / 1000, results }, null, 2)}\n`,
  );
  process.stderr.write(`wrote ${values.json}\n`);
  const missed = results.flatMap(({ rows, failed }) => (failed ? [failed] : rows.filter(({ met }) => met === false)));
  process.exit(missed.length === 0 ? 0 : 1);
}

function fail(sentence) {
  process.stderr.write(`bench: ${sentence}\n`);
  process.exit(2);
}
