// This program several times at once, each with arguments of its own, in a thread of its own: for what has more to compute
// than one processor does in good time.
import { availableParallelism } from 'node:os';
import { text } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import { shipped } from './shipped.ts';

export interface Ended {
  readonly out: string;
  readonly err: string;
  readonly exit: number;
}

/** As many at a time as there are processors, begun in this order; the rest is stopped when `heed` says no. */
export async function sideBySide<Job>(
  jobs: readonly Job[],
  argvOf: (job: Job) => readonly string[],
  heed: (job: Job, ended: Ended) => boolean,
  interrupted: Promise<void>,
): Promise<'whole' | 'stopped' | 'interrupted'> {
  const running = new Set<Worker>();
  let next = 0;
  let end: 'whole' | 'stopped' | 'interrupted' = 'whole';
  let stop: () => void = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const lane = async () => {
    for (let job = jobs[next++]; job !== undefined && end === 'whole'; job = jobs[next++]) {
      const ended = await run(argvOf(job), running);
      if (end === 'whole' && !heed(job, ended)) {
        end = 'stopped';
        stop();
      }
    }
  };
  const lanes = Array.from({ length: availableParallelism() }, lane);
  const asked = interrupted.then(() => {
    end = 'interrupted';
  });
  try {
    await Promise.race([Promise.all(lanes), stopped, asked]);
    return end;
  } finally {
    await Promise.all([...running].map((worker) => worker.terminate()));
  }
}

async function run(argv: readonly string[], running: Set<Worker>): Promise<Ended> {
  const worker = new Worker(shipped('dist/src/cli.js'), { argv: [...argv], stdout: true, stderr: true });
  running.add(worker);
  const exit = new Promise<number>((resolve, reject) => worker.once('error', reject).once('exit', resolve));
  try {
    const [out, err] = await Promise.all([text(worker.stdout), text(worker.stderr), exit]);
    return { out, err, exit: await exit };
  } finally {
    running.delete(worker);
  }
}
