// A command and everything it started, ended together and by id.
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { atTheEnd } from './at-the-end.ts';
import { alarm, atMost, pause, wall } from './reach.ts';

export interface ProcessGroup {
  readonly child: ChildProcess;
  /** How its first process ended; null while any of them runs. */
  ended(): string | null;
  onEnd(hear: (how: string) => void): void;
  /** SIGTERM, and SIGKILL for whoever is left after a while. */
  stop(): Promise<void>;
}

const grace = 2_000;
const glance = 100;
const lastWords = 300;

export function startGroup(file: string, args: readonly string[], cwd: string | undefined): ProcessGroup {
  // Detached: a group of its own. No stdin: a program that asks for one must not wait for ever.
  const child = spawn(file, args, { cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const group = child.pid;
  const isLiving = createCensus(group);
  let how: string | null = null;
  const listeners: ((how: string) => void)[] = [];
  const forget = atTheEnd(() => signal(group, 'SIGKILL'));

  function over(reason: string): void {
    if (how !== null) return;
    // A shell that has put its program into the background is not the program.
    if (isLiving()) {
      alarm(glance, () => over(reason));
      return;
    }
    how = reason;
    forget();
    for (const hear of listeners) hear(reason);
  }
  const exited = new Promise<void>((resolve) => {
    for (const end of ['error', 'exit']) child.once(end, () => resolve());
  });
  child.once('error', (fault) => over(`it could not be started: ${fault.message}`));
  child.once('exit', (code, by) => over(by === null ? `it ended with exit code ${code}` : `it was ended by ${by}`));

  return {
    child,
    ended: () => how,
    onEnd: (hear) => void listeners.push(hear),
    async stop() {
      listeners.length = 0;
      signal(group, 'SIGTERM');
      const began = wall();
      await atMost(grace, exited);
      // Whatever it had started itself.
      while (isLiving() && wall() - began < grace) await pause(10);
      signal(group, 'SIGKILL');
      how ??= 'it was stopped';
      // What it printed last is still on its way. Whoever left the group may keep the pipes open; nobody waits for that.
      await atMost(lastWords, Promise.all([ended(child.stdout), ended(child.stderr)]));
      child.stdout?.destroy();
      child.stderr?.destroy();
      child.unref();
      forget();
    },
  };
}

async function ended(stream: Readable | null): Promise<void> {
  if (stream === null || stream.readableEnded || stream.destroyed) return;
  await new Promise<void>((resolve) => void stream.once('close', resolve));
}

/**
 * Does any of them still run? Where nobody buries the dead, as in many containers, they must not count. Who was met alive is
 * looked at first: to go through all processes of a machine takes milliseconds, and somebody waits for this in a loop.
 */
function createCensus(group: number | undefined): () => boolean {
  let met: string | undefined;
  return () => {
    if (!signal(group, 0)) return false;
    if (process.platform !== 'linux') return true;
    if (met !== undefined && isLivingMember(met, group)) return true;
    met = readdirSync('/proc').find((name) => /^\d+$/.test(name) && isLivingMember(name, group));
    return met !== undefined;
  };
}

/** `pid (name) state ppid pgrp …`; the name may contain anything, so what follows it is found from the end. */
function isLivingMember(pid: string, group: number | undefined): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, , pgrp] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(pgrp) === group && state !== 'Z' && state !== 'X';
  } catch {
    // Gone since.
    return false;
  }
}

function signal(group: number | undefined, name: NodeJS.Signals | 0): boolean {
  if (group === undefined) return false;
  try {
    return process.kill(-group, name);
  } catch {
    return false;
  }
}
