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
  /** Arguments without a flag, as the help shows them; none are taken unless given. */
  readonly operands?: string;
  readonly examples: readonly string[];
  readonly run: (flags: Flags, terminal: Terminal) => Promise<number>;
}

/** What a program ends with that was ended by Ctrl-C, as shells have it. */
export const interruptedCode = 130;
