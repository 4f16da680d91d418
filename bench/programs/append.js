// What it takes to write one entry down: `append.js <count> journal|array`. The entry is the longest that there is, a sent
// attempt. The array does nothing but keep as many of the same: less than that no journal can do.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const count = Number(process.argv[2]);
const into = process.argv[3];
/** As many as the journal keeps, and let go as it does. */
const most = 100_000;
const { createSandbox } = await import(pathToFileURL(join(process.env.DOUBLEACT_BENCH_ROOT, 'dist/src/index.js')).href);
const { journal } = createSandbox({ provider: 'kyve', seed: 1, receiver: 'http://127.0.0.1:9/hook' });
const text = JSON.stringify({ id: 'evt_1', type: 'verification.completed', data: 'x'.repeat(1100) });
// Field by field, as the program makes them.
const happening = (at) => ({
  kind: 'attempt.sent',
  delivery: `dlv_${at}`,
  event: `evt_${at}`,
  applicant: 'ana@example.com',
  attempt: 1,
  copy: 1,
  endpoint: 'endpoint-1',
  manual: false,
  url: 'http://127.0.0.1:9/hook',
  headers: { 'Content-Type': 'application/json', 'KYC-Signature': `t=1,v1=${String(at).padStart(64, '0')}` },
  body: { text, bytes: text.length, cut: false },
  signed: '1.{body}',
  flaws: [],
});

const kept = [];
const keep = (one) => {
  kept.push(one);
  if (kept.length > most * 1.1) kept.splice(0, kept.length - most);
};
const append = into === 'array' ? keep : journal.append;
const write = (amount) => {
  for (let at = 0; at < amount; at++) append(happening(at));
};
write(count / 3);
const before = process.cpuUsage();
write(count);
const { user, system } = process.cpuUsage(before);
process.stdout.write(`${JSON.stringify({ microseconds: (user + system) / count })}\n`);
process.exit();
