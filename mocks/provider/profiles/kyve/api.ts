// Kyve's REST API: the routes put together, what it says to a call that reaches none, and the id on every answer.
import type { Api, Call, Refusal, Reply, World } from '../../profile.ts';
import { billingRoutes } from './billing.ts';
import { createDesk, type Desk } from './desk.ts';
import { requestIdHeader } from './errors.ts';
import { sessionRoutes } from './sessions.ts';
import { verificationRoutes } from './verifications.ts';

export function createApi(world: World): Api {
  const desk = createDesk(world);
  return {
    routes: [...sessionRoutes(desk), ...verificationRoutes(desk), ...billingRoutes(desk)],
    refuse: (call, refusal) => refuseCall(desk, call, refusal),
    finish(_call, reply) {
      if (reply.headers?.[requestIdHeader] !== undefined) return reply;
      return { ...reply, headers: { ...reply.headers, [requestIdHeader]: desk.requestId() } };
    },
  };
}

function refuseCall({ refuse }: Desk, call: Call, refusal: Refusal): Reply {
  switch (refusal.kind) {
    case 'method-not-allowed':
      return refuse('method_not_allowed', { headers: { Allow: refusal.allow.join(', ') } });
    case 'too-large':
      return refuse('validation_error', { fields: { body: `Expected at most ${refusal.limit} bytes.` } });
    case 'fault':
      return refuse('internal_error');
    default:
      // The portal's own routes take a cookie, which nobody can get from this sandbox.
      return refuse(call.path.startsWith('/internal/') ? 'authentication_required' : 'not_found');
  }
}
