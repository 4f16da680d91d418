// Target 4: from spawn to what a user waits for. `serve` until it says it is ready (which is when all three doors answer),
// a bare Fastify until it listens, the help and an empty Node until they end.
import { at, program, runToEnd, start } from '../place.js';
import { ratioRow, row } from '../statistics.js';

export const startUp = {
  id: 'start-up',
  title: 'Start-up (ms, on both cores)',
  async run({ rounds, quick }) {
    const found = { serve: [], fastify: [], help: [], node: [], demo: [] };
    // These are short, so there may be more of them.
    for (let round = 0; round < rounds * (quick ? 1 : 3); round++) {
      found.serve.push(await ready([program, 'serve', '--port', '0', '--json']));
      found.fastify.push(await ready([at('programs/stub.js'), 'fastify']));
      found.help.push((await runToEnd([program, '--help'], { core: 'both' })).took);
      found.node.push((await runToEnd(['-e', 'console.log(0)'], { core: 'both' })).took);
    }
    for (let round = 0; round < Math.min(rounds, 3); round++) {
      found.demo.push((await runToEnd([program, 'demo'], { core: 'both' })).took);
    }
    return {
      rows: [
        ratioRow('serve, ready ÷ bare Fastify', found.serve, found.fastify, { atMost: 1.3 }),
        ratioRow('--help ÷ node -e 0', found.help, found.node, { atMost: 2 }),
        row('demo, ms', found.demo, { limit: { atMost: 2000 } }),
        row('serve, ms', found.serve),
        row('bare Fastify, ms', found.fastify),
        row('--help, ms', found.help),
        row('node -e 0, ms', found.node),
      ],
      figures: found,
    };
  },
};

async function ready(argv) {
  const child = await start(argv, { core: 'both' });
  await child.end();
  return child.took;
}
