// Target 7: what one unit of work costs at 1×, 10×, 100× and 1,000× the work. Flat is linear; it must not climb.
import { put } from '../load.js';
import { createPartner, tokensFor } from '../partner.js';
import { row } from '../statistics.js';
import { heap } from './clock.js';
import { costOf } from './deliveries.js';
import { openOurs } from './issuer.js';

export const growth = {
  id: 'growth',
  title: 'Growth (µs of core time for one unit, at so many units)',
  async run({ quick }) {
    const scale = quick ? [100, 1000] : [100, 1000, 10_000, 100_000];
    const lines = {
      'issue call': await issueCalls(scale),
      delivery: await deliveries(quick ? scale : [100, 1000, 10_000, 50_000]),
      'pending task': await tasks(quick ? [1000, 10_000] : [1000, 10_000, 100_000, 1_000_000]),
    };
    const rows = Object.entries(lines).map(([what, points]) => {
      const largest = points.at(-1);
      const before = points.at(-2);
      // A hundred units are mostly warming up; the two largest tell where it is going.
      return row(
        `${what}: ${largest.units.toLocaleString('en')} ÷ ${before.units.toLocaleString('en')}`,
        [largest.cost / before.cost],
        { unit: '×', limit: { atMost: what === 'pending task' ? 3 : 1.5 } },
      );
    });
    return { rows, figures: lines, notes: Object.entries(lines).flatMap(plot) };
  },
};

async function issueCalls(scale) {
  const partner = createPartner();
  const tokens = await tokensFor(partner, 100, 'known');
  const points = [];
  for (const units of scale) {
    const server = await openOurs(partner);
    await put(server, tokens.map(server.issueCall), 5000);
    const { core } = await put(server, tokens.map(server.issueCall), units);
    points.push({ units, cost: 1e6 / core });
    await server.end();
  }
  return points;
}

async function deliveries(scale) {
  const points = [];
  for (const units of scale) points.push({ units, cost: await costOf(units) });
  return points;
}

async function tasks(scale) {
  const points = [];
  for (const units of scale) {
    const { push, drain } = await heap('ours', units);
    points.push({ units, cost: ((push + drain) * 1000) / units });
  }
  return points;
}

function plot([what, points]) {
  const most = Math.max(...points.map(({ cost }) => cost));
  return points.map(({ units, cost }, at) => {
    const name = at === 0 ? what : '';
    const bar = '█'.repeat(Math.max(1, Math.round((cost / most) * 40)));
    return `${name.padEnd(14)} ${units.toLocaleString('en').padStart(10)}  ${cost.toFixed(2).padStart(8)} µs  ${bar}`;
  });
}
