// The provider's own REST API as a service: the profile's routes, with every call written to the journal.
import type { Call, Refusal, Reply, Service } from '../http/route.ts';
import { jsonReply } from '../http/route.ts';
import { type Journal, toBody } from '../journal.ts';
import type { Api } from './profile.ts';

const bodyLimit = 1024 * 1024;

export function createApiService(api: Api | null, journal: Journal, title: string): Service {
  const served = api ?? withoutApi(title);
  let calls = 0;
  const ids = new WeakMap<Call, string>();
  return {
    name: 'provider',
    routes: served.routes,
    limit: bodyLimit,
    refuse: served.refuse,
    guard(call) {
      calls += 1;
      const id = `provider-call-${calls}`;
      ids.set(call, id);
      journal.append({
        kind: 'call.received',
        side: 'provider',
        call: id,
        applicant: null,
        method: call.method,
        path: call.path,
        query: call.search,
        headers: call.headers,
        body: toBody(call.body),
      });
      return null;
    },
    finish(call, reply) {
      const finished = served.finish?.(call, reply) ?? reply;
      journal.append({
        kind: 'call.answered',
        side: 'provider',
        call: ids.get(call) ?? 'provider-call',
        applicant: null,
        status: finished.dropped === true ? null : finished.status,
        body: toBody(finished.body ?? ''),
      });
      return finished;
    },
  };
}

function withoutApi(title: string): Api {
  const refuse = (call: Call, refusal: Refusal): Reply =>
    jsonReply(refusal.kind === 'fault' ? 500 : 404, {
      error: 'not_found',
      message: `${call.method} ${call.path}: the documents of ${title} describe no API of its own, so none is simulated.`,
    });
  return { routes: [], refuse };
}
