// What is still alive after so many events, each signed, delivered and journaled: `live.js <events>`. Prints MB after each
// tenth, heap and buffers, when the garbage has been collected.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const events = Number(process.argv[2]);
const { createSandbox } = await import(pathToFileURL(join(process.env.DOUBLEACT_BENCH_ROOT, 'dist/src/index.js')).href);
const receiver = () => new Response(null, { status: 200 });
const sandbox = createSandbox({ provider: 'kyve', seed: 1, parallel: 50, skipCap: 1e9, receiver });
const sizes = [];
for (let event = 1; event <= events; event++) {
  const applicant = { email: `p${event % 1000}@example.com`, name: 'Ana Lima' };
  sandbox.emit('verification.completed', { applicant });
  if (event % 100 === 0) await sandbox.advance(60_000);
  if (event % (events / 10) !== 0) continue;
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  sizes.push((heapUsed + external) / 1e6);
}
process.stdout.write(`${JSON.stringify({ sizes, dropped: sandbox.journal.dropped() })}\n`);
process.exit();
