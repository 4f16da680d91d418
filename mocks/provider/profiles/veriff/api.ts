// The part of Veriff's API that a receiver needs: the decision of a session, for when a webhook did not come.
import { createHmac } from 'node:crypto';
import {
  type Api,
  type ApiKey,
  type Call,
  jsonReply,
  type Match,
  param,
  type Refusal,
  type Reply,
  type World,
} from '../../profile.ts';
import { decisionBody } from './body.ts';
import { codes } from './statuses.ts';

export function createApi(world: World): Api {
  function decision(call: Match): Reply {
    const id = param(call, 'id');
    const key = world.keys.find(({ value }) => value === call.headers['x-auth-client']);
    if (key === undefined) return refuse(401, call.headers['x-auth-client'] === undefined ? '1801' : '1803');
    if (!isSigned(call, key, id)) return refuse(401, '1818');
    const session = world.subject(id);
    if (session === null || session.livemode !== key.livemode) return refuse(404);
    const decided = (codes[session.status] ?? 0) >= 9000;
    return signed(decided ? decisionBody(session, world.readings) : { status: 'success', verification: null }, key);
  }

  function isSigned({ headers }: Call, key: ApiKey, id: string): boolean {
    if (world.readings['signed-calls'] === 'key-only') return true;
    return headers['x-hmac-signature']?.toLowerCase() === macOf(key, id);
  }

  return {
    routes: [{ method: 'GET', path: '/v1/sessions/:id/decision', answer: decision }],
    refuse: (_call: Call, refusal: Refusal) => refuse(refusal.kind === 'fault' ? 500 : 404),
  };
}

/** Answers are signed as webhooks are. */
function signed(body: object, key: ApiKey): Reply {
  return jsonReply(200, body, { 'x-auth-client': key.value, 'x-hmac-signature': macOf(key, JSON.stringify(body)) });
}

function macOf({ secret = '' }: ApiKey, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** From the table of credentials and authorization codes. */
const reasons = {
  1801: 'The API key is missing.',
  1803: 'There is no integration with this API key.',
  1818: 'The signature is not the HMAC-SHA256 of the session id.',
} as const;

function refuse(status: number, code?: `${keyof typeof reasons}`): Reply {
  if (code === undefined) return jsonReply(status, { status: 'fail' });
  return jsonReply(status, { status: 'fail', code, message: reasons[code] });
}
