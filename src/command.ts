// A command of the program: argv in, exit code out.
import type { Flag, Flags } from './flags.ts';

export interface Terminal {
  /** The result: what another program may read. */
  out(text: string): void;
  /** Progress and complaints. */
  err(text: string): void;
  readonly colour: boolean;
  /** Resolves when the user asks the program to end. */
  readonly interrupted: Promise<void>;
}

export interface Command {
  readonly name: string;
  readonly tells: string;
  readonly flags: readonly Flag[];
  readonly examples: readonly string[];
  readonly run: (flags: Flags, terminal: Terminal) => Promise<number>;
}
