// Target 2: signed and journaled deliveries to a trivial receiver on the other core, against undici's dispatcher and a
// fetch loop with a constant body; and a day of retries (target 3), which the sending rate alone should limit.
import { at, start } from '../place.js';
import { ratioRow, row } from '../statistics.js';

export const deliveries = {
  id: 'deliveries',
  title: 'Deliveries (per second of the sender on its core, receiver on the other, 50 under way)',
  async run({ rounds, quick }) {
    const counts = quick
      ? { ours: 500, dispatcher: 500, fetching: 200, ladder: 100, oneByOne: 200 }
      : { ours: 10_000, dispatcher: 10_000, fetching: 3000, ladder: 10_000, oneByOne: 10_000 };
    const found = {};
    const long = {};
    for (let round = 0; round < rounds; round++) {
      await inTurns(['ours', 'dispatcher', 'fetching'], counts, found, { slices: 2 });
      await inTurns(['ours', 'dispatcher'], counts, long, { warm: 4, slices: 10, cleanUp: 'new' });
      // As long as all the others together: once is enough.
      if (round === 0) await inTurns(['ladder', 'oneByOne'], counts, found, { status: 503, amount: 1 });
    }
    const { ours, dispatcher, fetching, ladder, oneByOne } = found;
    const attempts = (counts.ladder * 8).toLocaleString('en');
    return {
      rows: [
        ratioRow("signed and journaled ÷ undici's dispatcher", ours.core, dispatcher.core, { atLeast: 0.65 }),
        ratioRow("signed and journaled ÷ undici's dispatcher, by the clock", ours.clock, dispatcher.clock),
        // The longer it goes on, the more of what is kept has to be cleaned up around.
        ratioRow("signed and journaled ÷ undici's dispatcher, after 40,000", long.ours.core, long.dispatcher.core, {
          atLeast: 0.65,
        }),
        ratioRow('signed and journaled ÷ fetch', ours.core, fetching.core, { atLeast: 6 }),
        ratioRow('signed and journaled ÷ fetch, by the clock', ours.clock, fetching.clock),
        // Its attempts fall due at instants of their own, and an instant is over before the next begins: one at a time.
        ratioRow(`a day of retries, ${attempts} attempts ÷ dispatcher, one by one`, ladder.core, oneByOne.core, {
          atLeast: 0.65,
        }),
        row('ours, deliveries/s', ours.core),
        row("undici's dispatcher, constant body, requests/s", dispatcher.core),
        row('fetch, constant body, requests/s', fetching.core),
        row("undici's dispatcher, one by one, requests/s", oneByOne.core),
        row(`a day of retries, attempts/s`, ladder.core),
        row(`a day of retries, s by the clock`, ladder.seconds),
      ],
      figures: { ...found, long },
    };
  },
};

/**
 * A slice of each way after a slice of the other: a slow second is slow for all. Rates are of all slices together. How many to
 * warm up with and to count are multiples of `counts`.
 */
async function inTurns(ways, counts, found, how) {
  const { warm = 1, amount = 2, slices = 1, cleanUp = 'everything', status = 200 } = how;
  const receiver = await start([at('programs/receiver.js'), String(status)], { core: 'load' });
  const senders = [];
  for (const way of ways) senders.push(await openSender(way, receiver.firstLine(), warm * counts[way]));
  for (let slice = 0; slice < slices; slice++) {
    for (const [at, way] of ways.entries()) await senders[at].send((amount * counts[way]) / slices, cleanUp);
  }
  for (const [at, way] of ways.entries()) {
    found[way] ??= { clock: [], core: [], seconds: [] };
    const { attempts, seconds, core } = senders[at].sum;
    found[way].clock.push(attempts / seconds);
    found[way].core.push(attempts / core);
    found[way].seconds.push(seconds);
    await senders[at].end();
  }
  await receiver.end();
}

async function openSender(way, url, warm) {
  const child = await start(['--expose-gc', at('programs/send.js'), way, url, String(warm)], { listens: true });
  const sum = { seconds: 0, core: 0, attempts: 0 };
  return {
    sum,
    async send(amount, cleanUp) {
      const spent = JSON.parse(await child.ask(`${amount} ${cleanUp}`));
      for (const key of Object.keys(sum)) sum[key] += spent[key];
    },
    end: () => child.end(),
  };
}

/** What one delivery costs of core time, in µs. */
export async function costOf(count) {
  const receiver = await start([at('programs/receiver.js'), '200'], { core: 'load' });
  const sender = await openSender('ours', receiver.firstLine(), count);
  await sender.send(count, 'everything');
  await sender.end();
  await receiver.end();
  return (1e6 * sender.sum.core) / count;
}
