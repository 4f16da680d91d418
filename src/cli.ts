#!/usr/bin/env node
// The program as a process: its arguments, streams and signals, and what it ends with.
import module from 'node:module';
import { interruptedCode, type Terminal } from './command.ts';
import { wantsColour } from './config.ts';
import { main } from './main.ts';

const argv = process.argv.slice(2);
// Newer Nodes keep what they have compiled for the next start; Node 20 cannot.
(module as { enableCompileCache?: () => void }).enableCompileCache?.();
// The built program is a few large files: a stack means more in terms of the sources.
if (argv.includes('--debug')) process.setSourceMapsEnabled(true);
process.exitCode = await main(argv, openTerminal(), prepareKey);
// Whatever was under way when the user asked us to end is not waited for.
if (process.exitCode === interruptedCode) process.exit();

/** Looked for on other threads while the command is loaded. */
async function prepareKey(): Promise<void> {
  const { lookAhead } = await import('../mocks/issuer/primes.ts');
  lookAhead();
}

function openTerminal(): Terminal {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    colour: wantsColour(process.stdout),
    interrupted: new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    }),
  };
}
