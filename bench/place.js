// Where things are and on which core they run: the program under test on one, whoever puts load on it on the other.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const benchFolder = fileURLToPath(new URL('.', import.meta.url));
/** The checkout that is measured: this one, or another revision's. */
export const root = resolve(process.env.DOUBLEACT_BENCH_ROOT ?? join(benchFolder, '..'));
export const program = join(root, 'dist/src/cli.js');
export const temp = mkdtempSync(join(tmpdir(), 'doubleact-bench-'));
export const at = (path) => join(benchFolder, path);

const children = new Set();
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(temp, { recursive: true, force: true });
});

export const pins = canPin() && availableParallelism() > 1;
const serverCore = '0';
const loadCore = '1';

/** From here on this process, which makes the load, and what it starts unpinned stay on the second core. */
export function pinLoad() {
  if (pins) execFileSync('taskset', ['-cp', loadCore, String(process.pid)], { stdio: 'ignore' });
}

export function fileWith(name, content) {
  const path = join(temp, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** Starts `node argv…` on the core of the servers, or on both; resolves once it has printed its first line. */
export async function start(argv, options = {}) {
  const { core = 'server', env = {}, command = process.execPath, readyWhen = null, listens = false } = options;
  const pinned = { server: [serverCore], load: [loadCore], both: [`${serverCore}-${loadCore}`] }[core];
  const [file, ...rest] = pins ? ['taskset', '-c', ...pinned, command, ...argv] : [command, ...argv];
  const began = performance.now();
  const child = spawn(file, rest, {
    cwd: temp,
    env: { ...process.env, ...env },
    stdio: [listens ? 'pipe' : 'ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    err = (err + text).slice(-4000);
  });
  const ended = new Promise((resolve) => {
    child.once('error', (fault) => {
      err += fault.message;
      resolve(-1);
    });
    child.once('close', (code) => {
      children.delete(child);
      resolve(code);
    });
  });
  const spoken = () => new Promise((resolve) => child.stdout.once('data', resolve));
  const failed = ended.then((code) => Promise.reject(new Error(`${argv.join(' ')} ended with ${code}: ${err}`)));
  failed.catch(() => {});
  if (readyWhen === null) await Promise.race([spoken(), failed]);
  else await Promise.race([readyWhen(began), failed]);
  return {
    took: performance.now() - began,
    pid: child.pid,
    firstLine: () => out.split('\n')[0],
    out: () => out,
    /** Writes a line to one that listens, and gives the line that it answers. */
    async ask(line) {
      out = '';
      child.stdin.write(`${line}\n`);
      while (!out.includes('\n')) await Promise.race([spoken(), failed]);
      return out;
    },
    err: () => err,
    ended,
    rss: () => rssOf(child.pid),
    cpu: () => cpuOf(child.pid),
    async end() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Runs to the end and gives what it printed, as JSON where it is. */
export async function runToEnd(argv, options = {}) {
  const began = performance.now();
  const running = await start(argv, options);
  const code = await running.ended;
  return { code, took: performance.now() - began, out: running.out(), err: running.err() };
}

/** MB, of a process of Linux; null elsewhere. */
function rssOf(pid) {
  const path = `/proc/${pid}/status`;
  if (!existsSync(path)) return null;
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(path, 'utf8')) ?? [];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}

/** Seconds that all threads of a process have been on a core; null where it cannot be told. */
function cpuOf(pid) {
  const folder = `/proc/${pid}/task`;
  if (!existsSync(folder)) return null;
  let nanoseconds = 0;
  for (const task of readdirSync(folder)) {
    nanoseconds += Number(readFileSync(`${folder}/${task}/schedstat`, 'utf8').split(' ')[0]);
  }
  return nanoseconds / 1e9;
}

function canPin() {
  try {
    execFileSync('taskset', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
