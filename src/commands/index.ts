// Every command, one line each. Only the one that is asked for is loaded.
import type { Command } from '../command.ts';

export interface CommandEntry {
  readonly name: string;
  readonly tells: string;
  /** It plays the issuer, for a partner whose key is usually made anew. */
  readonly makesKey?: true;
  readonly load: () => Promise<Command>;
}

export const commands: readonly CommandEntry[] = [
  {
    name: 'demo',
    tells: 'Examines a correct receiver and one written after the recipe, and explains what breaks.',
    makesKey: true,
    load: async () => (await import('./demo.ts')).demo,
  },
  {
    name: 'test',
    tells: 'Examines your receiver and explains every failure.',
    makesKey: true,
    load: async () => (await import('./test.ts')).test,
  },
  {
    name: 'serve',
    tells: 'Serves both sides on this machine: provider, issuer, and a control API.',
    makesKey: true,
    load: async () => (await import('./serve.ts')).serve,
  },
  {
    name: 'init',
    tells: 'Writes a configuration, one scenario and a CI workflow to begin with.',
    load: async () => (await import('./init.ts')).init,
  },
  {
    name: 'list',
    tells: 'Lists checks, scenarios, steps, providers, flaws, moods, faults and assumptions.',
    load: async () => (await import('./list.ts')).list,
  },
  {
    name: 'explain',
    tells: 'Tells everything known of one of them.',
    load: async () => (await import('./explain.ts')).explain,
  },
  {
    name: 'providers',
    tells: 'Tells what a receiver must change for another provider.',
    load: async () => (await import('./providers.ts')).providers,
  },
  {
    name: 'self-test',
    tells: 'Judges the judge: every known fault must break exactly the checks that it should.',
    load: async () => (await import('./self-test.ts')).selfTest,
  },
];
