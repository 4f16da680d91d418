// Target 2: signed and journaled deliveries to a trivial receiver on the other core, against undici's dispatcher and a
// fetch loop with a constant body; and a day of retries (target 3), which the sending rate alone should limit.
import { at, runToEnd, start } from '../place.js';
import { ratioRow, row } from '../statistics.js';

export const deliveries = {
  id: 'deliveries',
  title: 'Deliveries (per second of the sender on its core, receiver on the other, 50 under way)',
  async run({ rounds, quick }) {
    const counts = quick
      ? { ours: 500, dispatcher: 500, fetching: 200, ladder: 100, oneByOne: 200 }
      : { ours: 10_000, dispatcher: 10_000, fetching: 3000, ladder: 10_000, oneByOne: 10_000 };
    const ways = ['ours', 'dispatcher', 'fetching', 'ladder', 'oneByOne'];
    const found = Object.fromEntries(ways.map((way) => [way, { clock: [], core: [], seconds: [] }]));
    for (let round = 0; round < rounds; round++) {
      for (const way of ways) {
        // As long as all the others together: once is enough.
        if (way === 'ladder' && round > 0) continue;
        const { clock, core, seconds } = await rateOf(way, counts[way], way === 'ladder' ? 503 : 200);
        found[way].clock.push(clock);
        found[way].core.push(core);
        found[way].seconds.push(seconds);
      }
    }
    const { ours, dispatcher, fetching, ladder, oneByOne } = found;
    const attempts = (counts.ladder * 8).toLocaleString('en');
    return {
      rows: [
        ratioRow("signed and journaled ÷ undici's dispatcher", ours.core, dispatcher.core, { atLeast: 0.65 }),
        ratioRow("signed and journaled ÷ undici's dispatcher, by the clock", ours.clock, dispatcher.clock),
        ratioRow('signed and journaled ÷ fetch', ours.core, fetching.core, { atLeast: 6 }),
        ratioRow('signed and journaled ÷ fetch, by the clock', ours.clock, fetching.clock),
        // Its attempts fall due at instants of their own, and an instant is over before the next begins: one at a time.
        ratioRow(
          `a day of retries, ${attempts} attempts ÷ dispatcher, one by one`,
          ladder.core,
          oneByOne.core.slice(0, 1),
          {
            atLeast: 0.65,
          },
        ),
        row('ours, deliveries/s', ours.core),
        row("undici's dispatcher, constant body, requests/s", dispatcher.core),
        row('fetch, constant body, requests/s', fetching.core),
        row("undici's dispatcher, one by one, requests/s", oneByOne.core),
        row(`a day of retries, attempts/s`, ladder.core),
        row(`a day of retries, s by the clock`, ladder.seconds),
      ],
      figures: found,
    };
  },
};

export async function rateOf(way, count, status) {
  const receiver = await start([at('programs/receiver.js'), String(status)], { core: 'load' });
  const { code, out, err } = await runToEnd([
    '--expose-gc',
    at('programs/send.js'),
    way,
    receiver.firstLine(),
    String(count),
  ]);
  await receiver.end();
  if (code !== 0) throw new Error(`${way}: ${err}`);
  const { seconds, core, attempts } = JSON.parse(out);
  return { clock: attempts / seconds, core: attempts / core, seconds };
}
