// The receiver under test: somewhere that listens, a program we start, or a function in this process.
import type { Receiver } from '../mocks/provider/shot.ts';

export interface Target {
  /** Where its webhooks go. */
  readonly url: string;
  /** Set where the receiver is a function in this process. */
  readonly receiver: Receiver | null;
  /** Stops it and starts it again; null where we did not start it. */
  readonly restart: (() => Promise<void>) | null;
  /** Why it is gone; null while it is there. */
  died(): string | null;
  /** The end of what it printed. */
  output(): string | null;
  stop(): Promise<void>;
}

/** What a receiver must be told, by the names it is told under. */
export type Surroundings = Readonly<Record<string, string>>;
