// What every call with a key goes through before its route: the key, the limit, the version, the scope.
import type { ApiKey, Call, Match, Reply, Route, World } from '../../profile.ts';
import { keyOf, lacksScope, type Scope, versionUnknown } from './access.ts';
import { errorReply, type Refused, refused } from './errors.ts';
import { createRateLimit } from './rate-limit.ts';

export interface Entrance {
  /** The answer of a route that needs this scope. */
  through(scope: Scope, answer: (call: Match, key: ApiKey) => Reply | Refused): Route['answer'];
  /** Counts the call and puts the headers of the limit on its answer, whatever it is. */
  leave(call: Call, reply: Reply): Reply;
}

export function createEntrance(world: World): Entrance {
  const { readings } = world;
  const limit = createRateLimit(readings, world.now);
  return {
    through: (scope, answer) => (call) => {
      const key = keyOf(call, world.keys);
      if (key === null) return errorReply(refused('invalid_api_key'), readings);
      if (limit.exceeded(key)) {
        return errorReply(refused('rate_limited'), readings, { 'Retry-After': String(limit.retryAfter()) });
      }
      const reply = versionUnknown(call, readings) ?? lacksScope(key, scope) ?? answer(call, key);
      return 'code' in reply ? errorReply(reply, readings) : reply;
    },
    leave(call, reply) {
      const key = keyOf(call, world.keys);
      if (key !== null) limit.count(key);
      return { ...reply, headers: { ...reply.headers, ...limit.headers(key) } };
    },
  };
}
