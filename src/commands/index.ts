// Every command, one line each. Only the one that is asked for is loaded.
import type { Command } from '../command.ts';

export interface CommandEntry {
  readonly name: string;
  readonly tells: string;
  readonly load: () => Promise<Command>;
}

export const commands: readonly CommandEntry[] = [
  {
    name: 'serve',
    tells: 'Serves both sides on this machine: provider, issuer, and a control API.',
    load: async () => (await import('./serve.ts')).serve,
  },
];
