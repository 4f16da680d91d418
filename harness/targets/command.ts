// A receiver that we start: told everything by its environment, waited for, noticed when it ends, stopped without trace.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issuerOriginOf, nodeOptionsFor } from '../intercept/options.ts';
import type { Surroundings } from '../target.ts';
import { atTheEnd } from './at-the-end.ts';
import { createKeptOutput } from './kept-output.ts';
import { createMourning, gone, type OpenTarget } from './open-target.ts';
import { type ProcessGroup, startGroup } from './process-group.ts';
import { answers, freePort, isOpen, pause, wall } from './reach.ts';
import type { CommandSpec } from './spec.ts';

const usualPatience = 30_000;
const longestLook = 2_000;
/** A program may listen on "localhost", which is either of them. */
const hosts = ['127.0.0.1', '::1'] as const;

export async function openCommand(spec: CommandSpec, told: Surroundings, path: string): Promise<OpenTarget> {
  const port = Number(told.PORT) || (await freePort());
  const surroundings = writeSurroundings(spec, { ...told, PORT: String(port) });
  const output = createKeptOutput();
  const mourning = createMourning();
  let group = start();
  let stopped = false;

  function start(): ProcessGroup {
    // The script adds to the environment that the shell inherits from us; nothing of it shows in the list of processes.
    const begun = startGroup('/bin/sh', ['-c', '. "$0" && eval "$1"', surroundings.script, spec.command], spec.cwd);
    output.take(begun.child.stdout);
    output.take(begun.child.stderr);
    begun.onEnd((how) => mourning.tell(`${spec.command}: ${how}`));
    return begun;
  }

  async function stop(): Promise<void> {
    if (stopped) return;
    stopped = true;
    await group.stop();
    surroundings.remove();
  }

  const isUp = () => ready(spec, port, group, output.text);
  let host: string;
  try {
    host = await isUp();
  } catch (fault) {
    await stop();
    throw fault;
  }
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}${path}`,
    receiver: null,
    async restart() {
      await group.stop();
      // Its last threads may still be closing the socket; a connection to that would be broken.
      const began = wall();
      while ((await isOpen(host, port)) && wall() - began < longestLook) await pause(10);
      mourning.forget();
      group = start();
      await isUp().catch((fault: Error) => {
        mourning.tell(fault.message);
        throw fault;
      });
    },
    died: mourning.why,
    onDeath: mourning.onDeath,
    output: output.text,
    async look() {
      // A process that is going closes its socket first; the news of its end comes a little later.
      if (await isOpen(host, port)) return;
      const began = wall();
      while (group.ended() === null && wall() - began < longestLook) await pause(10);
    },
    stop,
  };
}

/** Waits until it answers, and returns the host it does so at. */
async function ready(spec: CommandSpec, port: number, group: ProcessGroup, output: () => string): Promise<string> {
  const { command, ready: asked, within = usualPatience } = spec;
  const began = wall();
  const since = () => wall() - began;
  const tail = () => tailOf(output());
  for (;;) {
    const left = within - since();
    const host = await whereItAnswers(asked, port, Math.min(longestLook, Math.max(left, 50)));
    const how = group.ended();
    if (how !== null) throw gone('--exec', `a receiver that keeps running (${command})`, how, tail());
    if (host !== null) return host;
    if (since() >= within) {
      const what = asked === undefined ? `port ${port}, given in PORT, to be open` : `an answer from ${asked}`;
      throw gone('--exec', `${what} within ${within} ms (${command})`, 'nothing', tail());
    }
    // Seen late by a tenth of its start at most.
    await pause(Math.min(Math.max(5, since() / 10), 100));
  }
}

async function whereItAnswers(asked: string | undefined, port: number, patience: number): Promise<string | null> {
  const look = (host: string) =>
    asked === undefined ? isOpen(host, port, patience) : answers(urlOf(asked, host, port), patience);
  const found = await Promise.all(hosts.map(look));
  const first = found.indexOf(true);
  if (first < 0) return null;
  // Those before it may have been looked at a moment too early: who listens everywhere is found at the same place each time.
  for (const host of hosts.slice(0, first)) if (await look(host)) return host;
  return hosts[first] ?? null;
}

function urlOf(asked: string, host: string, port: number): string {
  return new URL(asked, `http://${host.includes(':') ? `[${host}]` : host}:${port}`).href;
}

function tailOf(output: string): string {
  const lines = output.trimEnd().split('\n').slice(-20);
  return output.trim() === '' ? 'It printed nothing.' : `The end of what it printed:\n${lines.join('\n')}`;
}

/** A script that exports what the receiver must know, readable by nobody else and removed in the end. */
function writeSurroundings(spec: CommandSpec, told: Surroundings): { script: string; remove(): void } {
  const { names = {}, env = {}, intercept = false } = spec;
  const renamed = Object.entries(told).map(([name, value]) => [names[name] ?? name, value] as const);
  const lines = [...renamed, ...Object.entries(env)].map(([name, value]) => `export ${name}=${quoted(value)}`);
  if (intercept) {
    const options = quoted(nodeOptionsFor(issuerOriginOf(told)));
    lines.push(`export NODE_OPTIONS="\${NODE_OPTIONS:+$NODE_OPTIONS }"${options}`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'doubleact-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const forget = atTheEnd(remove);
  const script = join(folder, 'surroundings.sh');
  writeFileSync(script, `${lines.join('\n')}\n`, { mode: 0o600 });
  return {
    script,
    remove() {
      remove();
      forget();
    },
  };
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
