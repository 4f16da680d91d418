// What is sent in one attempt, what comes back of it, and whoever sends it: over the network or to a function.
import type { Reply } from '../http/route.ts';
import type { Silence } from '../journal.ts';
import type { Manner } from './flaws/index.ts';

export interface Shot {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly timeout: number;
  readonly manner: Manner;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export type Reception =
  | (Answer & { readonly took: number })
  | { readonly silence: Silence; readonly message: string; readonly took: number };

export type Hear = (reception: Reception) => void;

export interface Sender {
  /**
   * `hear` is told once what came back, at the moment it did: in thousands of attempts a promise for each is a tenth of all they
   * cost. There is one only where something has to be waited for first; it fails with what could not be sent at all.
   */
  send(shot: Shot, hear: Hear): Promise<void> | undefined;
  /** Loads what the first attempt would have to wait for. */
  warm(): Promise<void>;
  close(): Promise<void>;
}

/** A receiver in this process. */
export interface Receiver {
  (request: Request): Response | Promise<Response>;
  /** The same without web objects, which cost more than all the rest of an attempt: taken where a receiver has it. */
  readonly plainly?: ((delivered: Delivered) => Promise<Reply>) | undefined;
}

/** What a receiver in this process gets, as plain data. */
export interface Delivered {
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}
