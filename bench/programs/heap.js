// So many pending tasks pushed in no order and taken out in order: `heap.js <which> <count>`. Ours runs them too.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [which, countText] = process.argv.slice(2);
const count = Number(countText);
const root = process.env.DOUBLEACT_BENCH_ROOT;
const day = 24 * 3_600_000;

// The same dues for all, drawn before anything is measured.
const dues = new Float64Array(count);
for (let at = 0, seed = 42; at < count; at++) {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  dues[at] = 1 + Math.floor((seed / 2_147_483_648) * day);
}

const { push, drain, drained } = await { ours, flatqueue, tinyqueue }[which]();
globalThis.gc();
const before = process.memoryUsage();
let began = performance.now();
for (let at = 0; at < count; at++) push(dues[at]);
const pushed = performance.now() - began;
globalThis.gc();
const after = process.memoryUsage();
began = performance.now();
await drain();
const took = performance.now() - began;
if (drained() !== count) throw new Error(`${drained()} of ${count} came out`);
const bytes = (after.heapUsed + after.external - before.heapUsed - before.external) / count;
process.stdout.write(`${JSON.stringify({ push: pushed, drain: took, bytes })}\n`);
process.exit();

async function ours() {
  const { createSandbox } = await import(pathToFileURL(join(root, 'dist/src/index.js')).href);
  const { clock } = createSandbox({ seed: 1, start: 0, skipCap: 10_000_000 });
  let ran = 0;
  const task = () => {
    ran += 1;
  };
  return {
    push: (due) => clock.at(due, 'task', task),
    drain: () => clock.runUntilIdle(),
    drained: () => ran,
  };
}

async function flatqueue() {
  const { default: FlatQueue } = await import('flatqueue');
  return plain(
    new FlatQueue(),
    (heap, due, run) => heap.push({ run }, due),
    ({ run }) => run,
  );
}

async function tinyqueue() {
  const { default: TinyQueue } = await import('tinyqueue');
  return plain(
    new TinyQueue([], (a, b) => a.due - b.due),
    (heap, due, task) => heap.push({ due, task }),
    ({ task }) => task,
  );
}

function plain(heap, push, taskOf) {
  let ran = 0;
  const task = () => {
    ran += 1;
  };
  return {
    push: (due) => push(heap, due, task),
    drain() {
      while (heap.length > 0) taskOf(heap.pop())();
    },
    drained: () => ran,
  };
}
