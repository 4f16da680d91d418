// The built program as a child process: what a user types, and what comes back.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Served } from '../../src/server.ts';

const cli = resolve('dist/src/cli.js');

export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly folder?: string;
  /** The program, if not the one built here: the command, then its first arguments. */
  readonly program?: readonly [string, ...string[]];
}

export interface Ended {
  readonly out: string;
  readonly err: string;
  /** The exit code, or the signal that ended it. */
  readonly exit: number | string | null;
}

export interface Serving {
  readonly served: Served;
  /** Everything on stdout so far. */
  readonly out: () => string;
  get(path: string): Promise<{ readonly status: number; readonly body: Record<string, unknown> }>;
  step(step: unknown): Promise<Record<string, unknown>>;
  end(signal?: NodeJS.Signals): Promise<Ended>;
}

/** Ours without what `npm test` adds: with it, an npm in another folder works on this one and builds it anew. */
export function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
}

const children = new Set<ChildProcess>();
// A test that fails half way must not leave anything listening. A worker is ended by a signal, which is no exit.
for (const end of ['exit', 'SIGTERM'] as const) {
  process.once(end, () => {
    for (const child of children) child.kill('SIGKILL');
    if (end === 'SIGTERM') process.exit();
  });
}

/** Runs it to its end. */
export function run(argv: readonly string[], surroundings: Surroundings = {}): Promise<Ended> {
  return start(argv, surroundings).ended;
}

/** Starts it, and resolves with the first text it prints; rejects when it ends without any. */
export async function greeting(argv: readonly string[], surroundings: Surroundings = {}) {
  const { child, out, ended } = start(argv, surroundings);
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve());
    void ended.then(({ err, exit }) => reject(new Error(`exit ${exit}: ${err}`)));
  });
  return {
    out,
    end(signal: NodeJS.Signals = 'SIGINT') {
      child.kill(signal);
      return ended;
    },
  };
}

/** `serve --json` on free ports, ready. */
export async function serve(argv: readonly string[] = [], surroundings: Surroundings = {}): Promise<Serving> {
  const { out, end } = await greeting(['serve', '--json', '--port', '0', ...argv], surroundings);
  return toServing(out, end);
}

/** What has said where it serves, with the ways to ask it. */
export function toServing(out: Serving['out'], end: Serving['end']): Serving {
  const served = JSON.parse(out()) as Served;
  return {
    served,
    out,
    end,
    async get(path) {
      const response = await fetch(served.control + path);
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    async step(step) {
      const response = await fetch(`${served.control}/steps`, { method: 'POST', body: JSON.stringify(step) });
      return (await response.json()) as Record<string, unknown>;
    },
  };
}

/** An empty folder with these files. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'doubleact-test-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const nowhere = folderWith({});

function start(argv: readonly string[], { env = {}, folder = nowhere, program }: Surroundings) {
  const [command, ...first] = program ?? [process.execPath, cli];
  const { PATH = '', HOME = '', TMPDIR = '' } = process.env;
  const child = spawn(command, [...first, ...argv], { cwd: folder, env: { PATH, HOME, TMPDIR, ...env } });
  children.add(child);
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    err += text;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      children.delete(child);
      resolve({ out, err, exit: code ?? signal });
    });
  });
  return { child, out: () => out, ended };
}
