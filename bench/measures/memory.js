// Target 6: under a steady stream of events a world stays as large as it is once the journal is full, for people who come
// again and for ever new ones. Compressed: the events come as fast as they go, not 500 a second, and for new people, whose
// credentials are kept up to as many as the journal has entries, the world is a fifth of the usual size. What is alive is told apart from what
// the process holds, because V8 takes memory long before it cleans up. And what one entry costs to write down.
import { put } from '../load.js';
import { at, program, runToEnd, start } from '../place.js';
import { ratioRow, row } from '../statistics.js';

export const memory = {
  id: 'memory',
  title: 'Memory (serve, an event is signed, delivered and journaled in 7 entries)',
  async run({ rounds, quick }) {
    const events = quick ? 500 : 40_000;
    const receiver = await start([at('programs/receiver.js')], { core: 'load' });
    const server = await start([program, 'serve', '--port', '0', '--json', '--receiver', receiver.firstLine()]);
    const { control } = JSON.parse(server.firstLine());
    const { port } = new URL(control);
    const steps = Array.from({ length: 1000 }, (_, each) => ({
      method: 'POST',
      path: '/steps',
      headers: { host: `127.0.0.1:${port}` },
      body: JSON.stringify({
        emit: { event: 'verification.completed', applicant: { email: `p${each}@example.com`, name: 'Ana Lima' } },
      }),
    }));
    const sizes = [];
    for (let part = 0; part < 4; part++) {
      await put({ url: control, cpu: server.cpu }, steps, events / 4);
      sizes.push(server.rss());
    }
    const { dropped } = await (await fetch(`${control}/journal?after=999999999`)).json();
    await server.end();
    await receiver.end();
    const { sizes: alive, dropped: gone } = await live(quick ? 1000 : 60_000, 'again');
    const { sizes: aliveNew } = await live(quick ? 1000 : 60_000, 'new', 20_000);
    const appends = { journal: [], array: [] };
    for (let round = 0; round < rounds; round++) {
      for (const into of Object.keys(appends)) {
        const { out } = await runToEnd([at('programs/append.js'), quick ? '20000' : '300000', into]);
        appends[into].push(JSON.parse(out).microseconds);
      }
    }
    return {
      rows: [
        // The journal is full after three tenths; from then on nothing may grow.
        ratioRow('alive after all events ÷ after half of them, in process', [alive.at(-1)], [alive[4]], {
          atMost: 1.1,
        }),
        ratioRow('the same, each event of somebody new who is given a credential', [aliveNew.at(-1)], [aliveNew[4]], {
          atMost: 1.1,
        }),
        row('MB alive after each tenth of the events', alive),
        row('entries let go', [gone]),
        row('serve, RSS after each quarter of its events, MB', sizes),
        row('serve, entries let go', [dropped]),
        row('journal append, µs', appends.journal, { limit: { atMost: 3 } }),
        ratioRow('journal append ÷ as many of the same kept in an array', appends.journal, appends.array),
      ],
      notes: [
        `alive, MB: ${alive.map((size) => size.toFixed(0)).join(' ')}`,
        `alive, everybody new, MB: ${aliveNew.map((size) => size.toFixed(0)).join(' ')}`,
        `serve, MB: ${sizes.map((size) => size.toFixed(0)).join(' ')}`,
      ],
      figures: { alive, aliveNew, sizes, dropped, appends },
    };
  },
};

async function live(...words) {
  const { code, out, err } = await runToEnd(['--expose-gc', at('programs/live.js'), ...words.map(String)]);
  if (code !== 0) throw new Error(err);
  return JSON.parse(out);
}
