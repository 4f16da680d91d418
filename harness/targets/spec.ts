// What a receiver under test can be given as: somewhere that listens, a program to start, or a function in this process.
import type { Receiver } from '../../mocks/provider/shot.ts';
import type { DirectCall } from '../direct-call.ts';
import type { Surroundings } from '../target.ts';

export type TargetSpec = AddressSpec | CommandSpec | FunctionSpec;

/** It listens already. A bare origin gets the usual path of the provider. */
export interface AddressSpec {
  readonly url: string;
}

/** We start it, through the shell. */
export interface CommandSpec {
  readonly command: string;
  readonly cwd?: string | undefined;
  /** A path of it, or a URL, that answers once it is ready; without one an open port will do. */
  readonly ready?: string | undefined;
  /** How long it may take to become ready, in ms. */
  readonly within?: number | undefined;
  /** Besides ours and what it is told. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Other names for what it is told: `{ PARTNER_ID: 'MOCA_PARTNER' }`. */
  readonly names?: Readonly<Record<string, string>> | undefined;
  /** Sends its calls to the issuer's real hosts to ours instead; for programs that run on Node. */
  readonly intercept?: boolean | undefined;
}

/** A function in this process, made anew at each restart. */
export interface FunctionSpec {
  readonly receiver: (told: Surroundings, ways: Ways) => StoppableReceiver;
}

export type StoppableReceiver = Receiver & {
  /** Ends what it does by itself, as if its process had been killed. */
  stop?(): void;
};

/** How a receiver in this process reaches us. */
export interface Ways {
  /** Answers our own origins without a socket, and lets everything else out. It is cut off at a restart. */
  readonly fetch: typeof globalThis.fetch;
  /** The same as plain data, for a receiver that needs no web objects and calls nobody but us. */
  readonly call?: DirectCall | undefined;
}
