// Target 2: signed and journaled deliveries to a trivial receiver on the other core, against undici's dispatcher and a
// fetch loop with a constant body; and a day of retries (target 3), which the sending rate alone should limit.
import { at, runToEnd, start } from '../place.js';
import { ratioRow, row } from '../statistics.js';

export const deliveries = {
  id: 'deliveries',
  title: 'Deliveries (per second, sender on one core, receiver on the other, 50 under way)',
  async run({ rounds, quick }) {
    const counts = quick
      ? { ours: 500, dispatcher: 500, fetching: 200, ladder: 100 }
      : { ours: 10_000, dispatcher: 10_000, fetching: 3000, ladder: 10_000 };
    const found = { ours: [], dispatcher: [], fetching: [], ladder: [], ladderSeconds: [] };
    for (let round = 0; round < rounds; round++) {
      for (const way of ['ours', 'dispatcher', 'fetching']) found[way].push((await rateOf(way, counts[way], 200)).rate);
      // The long one twice is enough.
      if (round > 1) continue;
      const { rate, seconds } = await rateOf('ladder', counts.ladder, 503);
      found.ladder.push(rate);
      found.ladderSeconds.push(seconds);
    }
    return {
      rows: [
        ratioRow("signed and journaled ÷ undici's dispatcher, constant body", found.ours, found.dispatcher, {
          atLeast: 0.65,
        }),
        ratioRow('signed and journaled ÷ fetch, constant body', found.ours, found.fetching, { atLeast: 6 }),
        ratioRow(`ladder of 8 attempts × ${counts.ladder} ÷ first attempts`, found.ladder, found.ours, {
          atLeast: 0.8,
        }),
        row('ours, deliveries/s', found.ours),
        row("undici's dispatcher, requests/s", found.dispatcher),
        row('fetch, requests/s', found.fetching),
        row('ladder, attempts/s', found.ladder),
        row('ladder, s', found.ladderSeconds),
      ],
      figures: found,
    };
  },
};

export async function rateOf(way, count, status) {
  const receiver = await start([at('programs/receiver.js'), String(status)], { core: 'load' });
  const { code, out, err } = await runToEnd([at('programs/send.js'), way, receiver.firstLine(), String(count)]);
  await receiver.end();
  if (code !== 0) throw new Error(`${way}: ${err}`);
  const { seconds, attempts } = JSON.parse(out);
  return { rate: attempts / seconds, seconds, attempts };
}
