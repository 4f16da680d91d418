// A flaw: one way in which a delivery is wrong, or merely unusual, on purpose. Each is data with hooks into an attempt.
import type { Part } from '../signing.ts';

export interface Flaw {
  readonly id: string;
  readonly tells: string;
  /**
   * What a correct receiver does with it. What must be refused, or may be acknowledged but must have no effect, is a forgery:
   * the provider never retries it.
   */
  readonly takes: 'accept' | 'refuse' | 'ignore' | 'either';
  /** What deliveries must have for this flaw to mean anything. */
  readonly needs?: Trait;
  /** Other bytes for the same event, signed as they are. */
  readonly body?: (body: Buffer) => Buffer;
  /** Another signature time: unix seconds from the present ms and the tolerance in seconds. */
  readonly time?: (nowMs: number, tolerance: number) => number;
  /** Other secrets than the endpoint's own. */
  readonly secrets?: (held: HeldSecrets) => readonly string[];
  readonly macs?: (macs: readonly string[]) => readonly string[];
  readonly parts?: (parts: readonly Part[]) => readonly Part[];
  readonly headers?: (
    headers: Readonly<Record<string, string>>,
    signatureHeader: string | null,
  ) => Readonly<Record<string, string>>;
  /** Changes the bytes after they were signed. */
  readonly tamper?: (body: Buffer) => Buffer;
  readonly manner?: Manner;
  /** The receiver's answer is thrown away, as if it had been lost on the way. */
  readonly discards?: true;
  readonly copies?: { readonly count: number; readonly together: boolean };
  /** Needs a second delivery or another order: done by the delivery engine. */
  readonly order?: 'after-the-next' | 'older-event-follows' | 'other-body-follows';
}

/**
 * What deliveries must have: any signature, a signed time, MACs under a name of their own, an id, a word on their mode; or
 * nothing that proves them, and an API that tells the truth.
 */
export type Trait = 'signature' | 'timestamp' | 'scheme' | 'event-id' | 'mode' | 'hearsay';

/** How the bytes travel. */
export type Manner = 'plain' | 'chunked' | 'drip' | 'dropped';

export interface HeldSecrets {
  readonly good: readonly string[];
  readonly retired: readonly string[];
  /** A secret that this endpoint never had. */
  readonly foreign: string;
}
