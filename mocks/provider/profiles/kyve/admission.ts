// Who may call a `/v1` route: one kind of credential, a key of the sandbox, a tenant in good standing (auth and errors pages).
import type { ApiKey, Match, Reply, Route, World } from '../../profile.ts';
import type { Refuse } from './errors.ts';
import { createMeter } from './rate-limit.ts';
import type { SdkTokens } from './sdk-token.ts';

type Handler = (call: Match, key: ApiKey) => Reply;

export type Admit = (handler: Handler, needs?: 'any-key' | 'live-key') => Route['answer'];

export function createAdmit(world: World, refuse: Refuse, tokens: SdkTokens): Admit {
  const { readings } = world;
  const delay = createMeter(world);

  function keyOf(call: Match): ApiKey | Reply {
    // A portal or admin cookie is the wrong kind of credential here, so it counts as none.
    const [, bearer] = /^Bearer +(\S+)$/i.exec(call.headers.authorization ?? '') ?? [];
    if (bearer === undefined) return refuse('authentication_required');
    const known = world.keys.find((key) => key.value === bearer);
    if (known !== undefined && /^ak_(?:test|live)_/.test(bearer)) return known;
    const token = tokens.judge(bearer);
    if (token === 'not-ours') return refuse('invalid_api_key');
    return refuse(token === 'expired' ? 'session_expired' : 'authentication_required');
  }

  function standing(key: ApiKey): Reply | null {
    if (readings['tenant-state'] === 'suspended') return refuse('tenant_suspended');
    if (key.livemode && readings['billing-state'] === 'not-activated') return refuse('live_mode_not_activated');
    const seconds = delay(key);
    if (seconds !== null) return refuse('rate_limited', { headers: { 'Retry-After': String(seconds) } });
    if (readings['dependency-state'] === 'down') return refuse('dependency_unavailable');
    return null;
  }

  return (handler, needs = 'any-key') =>
    (call) => {
      const key = keyOf(call);
      if ('status' in key) return key;
      if (needs === 'live-key' && !key.livemode)
        return refuse('invalid_api_key', { message: 'This route takes a live key.' });
      return standing(key) ?? handler(call, key);
    };
}
