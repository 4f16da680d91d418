// Target 6: `serve` under a steady stream of events stays as large as it is once the journal is full. Compressed: the
// journal fills within the first events, and as many more must not make it grow. And what one entry costs to write down.
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
    const appends = [];
    for (let round = 0; round < rounds; round++) {
      appends.push(
        JSON.parse((await runToEnd([at('programs/append.js'), quick ? '20000' : '300000'])).out).microseconds,
      );
    }
    return {
      rows: [
        ratioRow(`MB after ${events.toLocaleString('en')} events ÷ after half of them`, [sizes[3]], [sizes[1]], {
          atMost: 1.15,
        }),
        row('MB after each quarter of the events', sizes),
        row('entries the journal has let go', [dropped]),
        row('journal append, µs', appends, { limit: { atMost: 3 } }),
      ],
      figures: { sizes, dropped, appends },
    };
  },
};
