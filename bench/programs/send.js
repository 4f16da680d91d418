// Sends events to a receiver, 50 under way: `send.js <way> <url> <warm>`. Ours signed and journaled, or a constant body
// through undici's dispatcher or through fetch. Sends `warm` of them until V8 knows the way, says that it is ready, and then as many
// as it is told by each line it reads, after a clean-up of everything or of what is new; it prints the seconds and how many
// attempts they were.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [way, url, warm] = process.argv.slice(2);
const root = process.env.DOUBLEACT_BENCH_ROOT;
const lanes = way === 'oneByOne' ? 1 : 50;
const body = Buffer.from(JSON.stringify({ id: 'evt', type: 'constant', data: 'x'.repeat(1100) }));
const headers = { 'content-type': 'application/json' };

let cleanUp = 'new';
const send = await { ours, ladder, dispatcher, oneByOne: dispatcher, fetching }[way]();
process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  [, cleanUp] = line.split(' ');
  process.stdout.write(`${JSON.stringify(await send(Number.parseInt(line, 10)))}\n`);
}
process.exit();

async function open(provider, more = {}) {
  const { createSandbox } = await import(pathToFileURL(join(root, 'dist/src/index.js')).href);
  return createSandbox({ provider, seed: 1, receiver: url, parallel: lanes, skipCap: 10_000_000, ...more });
}

async function ours() {
  const sandbox = await open('kyve');
  let from = 0;
  const send = async (amount) => {
    for (const until = from + amount; from < until; from++) {
      sandbox.emit('verification.completed', { applicant: { email: `p${from}@example.com`, name: 'Ana Lima' } });
    }
    const taken = stopwatch();
    await sandbox.advance(60_000);
    const spent = taken();
    check(sandbox, 'delivered');
    return { ...spent, attempts: amount };
  };
  await send(Number(warm));
  return send;
}

/** A day of retries to a receiver that always fails: eight attempts each. */
async function ladder() {
  const sandbox = await open('kycert');
  return async (amount) => {
    for (let each = 0; each < amount; each++) {
      sandbox.emit('run.completed', { applicant: { email: `p${each}@example.com`, name: 'Ana Lima' } });
    }
    const taken = stopwatch();
    const { ran } = await sandbox.advance(25 * 3_600_000);
    const spent = taken();
    check(sandbox, 'failed');
    return { ...spent, attempts: ran };
  };
}

function check(sandbox, state) {
  const other = sandbox.provider.deliveries.list().find((each) => each.state !== state);
  if (other !== undefined) throw new Error(`${other.id} is ${other.state}, not ${state}`);
}

async function dispatcher() {
  const { Agent } = await import(pathToFileURL(createRequire(join(root, 'package.json')).resolve('undici')).href);
  const agent = new Agent();
  const { origin, pathname } = new URL(url);
  const options = { origin, path: pathname, method: 'POST', headers, body };
  const once = () =>
    new Promise((resolve, reject) => {
      agent.dispatch(options, {
        onRequestStart() {},
        onResponseStart() {},
        onResponseData() {},
        onResponseEnd: () => resolve(),
        onResponseError: (_controller, fault) => reject(fault),
      });
    });
  return inLanes(once);
}

async function fetching() {
  return inLanes(async () => {
    await (await fetch(url, { method: 'POST', headers, body })).arrayBuffer();
  });
}

async function inLanes(once) {
  const send = async (amount) => {
    let left = amount;
    const lane = async () => {
      while (left-- > 0) await once();
    };
    const taken = stopwatch();
    await Promise.all(Array.from({ length: lanes }, lane));
    return { ...taken(), attempts: amount };
  };
  await send(Number(warm));
  return send;
}

/**
 * Seconds by the clock, and of all our threads on the core. What was made before is put aside before, for everybody. After a
 * clean-up of everything V8 has to learn much of its way again, for thousands of requests.
 */
function stopwatch() {
  if (cleanUp === 'everything') globalThis.gc();
  else for (let each = 0; each < 2; each++) globalThis.gc({ type: 'minor' });
  const clock = performance.now();
  const core = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(core);
    return { seconds: (performance.now() - clock) / 1000, core: (user + system) / 1e6 };
  };
}
