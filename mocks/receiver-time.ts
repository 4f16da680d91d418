// The second now: what time the receiver believes it is. Signatures are dated by it and partner tokens judged by it.
import type { Clock } from './clock.ts';

/**
 * *wall*: a receiver lives on the wall clock, however far sandbox time has been moved.
 * *sandbox*: a receiver in this process that was given our clock.
 */
export type ReceiverTime = 'wall' | 'sandbox' | { readonly fixed: number } | { readonly skew: number };

export function createReceiverNow(mode: ReceiverTime, clock: Clock): () => number {
  if (mode === 'wall') return clock.wall;
  if (mode === 'sandbox') return clock.now;
  if ('fixed' in mode) return () => mode.fixed;
  return () => clock.wall() + mode.skew;
}
