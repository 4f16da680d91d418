// Idempotency-Key on POST /bureau/runs: for 24 h the tenant gets the original response again, and no new run.
import { type Call, HOUR, type Readings, type Reply } from '../../profile.ts';
import { errorReply, refused } from './errors.ts';

export interface Idempotency {
  /** The answer to a call whose key has been used; null if it has not. */
  recall(call: Call): Reply | null;
  keep(call: Call, reply: Reply): void;
}

interface Kept {
  readonly at: number;
  readonly body: Buffer;
  readonly reply: Reply;
}

export function createIdempotency(readings: Readings, now: () => number): Idempotency {
  // One map for all keys: they belong to one tenant, and the errors page keeps the key per tenant.
  const kept = new Map<string, Kept>();
  const isOver = ({ at }: Kept) => now() - at >= 24 * HOUR;
  return {
    recall(call) {
      const name = call.headers['idempotency-key'];
      const found = name === undefined ? undefined : kept.get(name);
      if (found === undefined || isOver(found)) return null;
      const changed = readings['idempotency-changed-body'] === 'conflict' && !found.body.equals(call.body);
      return changed ? errorReply(refused('idempotency_conflict', 'Idempotency-Key'), readings) : found.reply;
    },
    keep(call, reply) {
      const name = call.headers['idempotency-key'];
      if (name === undefined) return;
      // They stand in the order of their beginnings.
      for (const [each, one] of kept) {
        if (!isOver(one)) break;
        kept.delete(each);
      }
      kept.set(name, { at: now(), body: call.body, reply });
    },
  };
}
