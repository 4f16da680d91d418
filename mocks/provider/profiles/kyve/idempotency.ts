// `Idempotency-Key` on mutating calls: a hash of the body is kept for 24 hours; the same body gets the first answer again,
// another one a conflict (sessions and errors pages).
import { createHash } from 'node:crypto';
import type { ApiKey, Match, Reply, World } from '../../profile.ts';
import { HOUR } from '../../profile.ts';
import type { Refuse } from './errors.ts';

const kept = 24 * HOUR;

interface Entry {
  readonly hash: string;
  readonly reply: Reply;
  readonly until: number;
}

export type Once = (call: Match, key: ApiKey, act: () => Reply) => Reply;

export function createIdempotency(world: World, refuse: Refuse): Once {
  const entries = new Map<string, Entry>();
  const keepsErrors = world.readings['idempotency-errors'] === 'kept';
  const byKeyAlone = world.readings['idempotency-scope'] === 'api-key';

  /** They stand in the order of their ends. */
  function forgetOver(): void {
    for (const [place, { until }] of entries) {
      if (until > world.now()) break;
      entries.delete(place);
    }
  }

  return (call, key, act) => {
    const name = call.headers['idempotency-key'];
    if (name === undefined || name === '') return act();

    const place = JSON.stringify(byKeyAlone ? [key.value, name] : [key.value, call.method, call.path, name]);
    const hash = createHash('sha256').update(call.body).digest('hex');
    const entry = entries.get(place);
    if (entry !== undefined && entry.until > world.now()) {
      return entry.hash === hash ? entry.reply : refuse('idempotency_conflict');
    }

    const reply = act();
    if (reply.status < 400 || keepsErrors) {
      forgetOver();
      entries.set(place, { hash, reply, until: world.now() + kept });
    }
    return reply;
  };
}
