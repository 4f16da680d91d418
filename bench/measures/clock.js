// Target 3: a million pending tasks scheduled and run in time order, against the plain heaps that do only that.
import { at, runToEnd } from '../place.js';
import { ratioRow, row } from '../statistics.js';

export const clock = {
  id: 'clock',
  title: 'The clock (pending tasks, pushed in no order and run in order of time)',
  async run({ rounds, quick }) {
    const count = quick ? 20_000 : 1_000_000;
    const sides = ['ours', 'flatqueue', 'tinyqueue'];
    const found = Object.fromEntries(sides.map((which) => [which, { push: [], drain: [], total: [], bytes: [] }]));
    for (let round = 0; round < rounds; round++) {
      for (const which of sides) {
        const { push, drain, bytes } = await heap(which, count);
        const kept = found[which];
        kept.push.push(push);
        kept.drain.push(drain);
        kept.total.push(push + drain);
        kept.bytes.push(bytes);
      }
    }
    const { ours, flatqueue, tinyqueue } = found;
    return {
      rows: [
        ratioRow(`${count.toLocaleString('en')} tasks: ours ÷ flatqueue`, ours.total, flatqueue.total, { atMost: 1.5 }),
        ratioRow(`${count.toLocaleString('en')} tasks: ours ÷ tinyqueue`, ours.total, tinyqueue.total),
        row('ours, push, ms', ours.push),
        row('ours, drain, ms', ours.drain),
        row('flatqueue, push, ms', flatqueue.push),
        row('flatqueue, drain, ms', flatqueue.drain),
        row('ours, bytes a pending task', ours.bytes),
        row('flatqueue, bytes a pending task', flatqueue.bytes),
        row('tinyqueue, bytes a pending task', tinyqueue.bytes),
      ],
      figures: found,
    };
  },
};

export async function heap(which, count) {
  const { code, out, err } = await runToEnd(['--expose-gc', at('programs/heap.js'), which, String(count)]);
  if (code !== 0) throw new Error(`${which}: ${err}`);
  return JSON.parse(out);
}
