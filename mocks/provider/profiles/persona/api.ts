// Three calls of the inquiries API: create, retrieve, and the simulate actions that move a sandbox inquiry.
import {
  type Api,
  type ApiKey,
  type Call,
  isJsonObject,
  type Json,
  jsonReply,
  type Match,
  param,
  type Reply,
  readJson,
  type World,
} from '../../profile.ts';
import { moves, toResource } from './inquiry.ts';

const path = '/api/v1/inquiries';

/** The status that an action leads to. */
const actions: Readonly<Record<string, string>> = {
  start_inquiry: 'pending',
  complete_inquiry: 'completed',
  fail_inquiry: 'failed',
  expire_inquiry: 'expired',
  mark_for_review_inquiry: 'needs_review',
  approve_inquiry: 'approved',
  decline_inquiry: 'declined',
};
/** Verifications are not simulated: these change nothing. */
const idle = ['create_passed_verification', 'create_failed_verification'];

export function createApi(world: World): Api {
  function admit(answer: (call: Match, key: ApiKey) => Reply) {
    return (call: Match): Reply => {
      const [, shown] = /^Bearer +(\S+)$/i.exec(call.headers.authorization ?? '') ?? [];
      const key = world.keys.find(({ value }) => value === shown);
      return key === undefined ? errors(401, 'Must be authenticated') : answer(call, key);
    };
  }

  const shown = (id: string): Reply => {
    const inquiry = world.subject(id);
    return inquiry === null ? missing() : jsonReply(200, { data: toResource(inquiry, inquiry.status) });
  };

  function create(call: Match, key: ApiKey): Reply {
    const attributes = at(bodyOf(call), 'data', 'attributes');
    if (!isJsonObject(attributes)) return errors(400, 'Expected data.attributes');
    const text = (value: unknown) => (typeof value === 'string' ? value : null);
    const stated = (field: Json | undefined) => text(isJsonObject(field) ? field.value : field);
    const fields = isJsonObject(attributes.fields) ? attributes.fields : {};
    const email = stated(fields['email-address']);
    const level = stated(fields['kyc-level']);
    const inquiry = world.createSubject({
      livemode: key.livemode,
      person: { ...(email !== null && { email }), ...(level !== null && { level }) },
      metadata: level === null ? {} : { 'kyc-level': level },
      fields: { 'reference-id': text(attributes['reference-id']) },
    });
    return jsonReply(201, { data: toResource(inquiry, inquiry.status) });
  }

  function simulate(call: Match, key: ApiKey): Reply {
    const id = param(call, 'id');
    const inquiry = world.subject(id);
    if (inquiry === null) return missing();
    if (key.livemode || inquiry.livemode) return errors(400, 'Only sandbox inquiries can be simulated');
    const asked = at(bodyOf(call), 'meta', 'simulate-actions');
    const types = Array.isArray(asked) ? asked.map((each: Json) => (isJsonObject(each) ? each.type : each)) : [];
    if (types.length === 0) return errors(400, 'Expected meta.simulate-actions');
    for (const type of types) {
      const to = typeof type === 'string' ? actions[type] : undefined;
      if (to === undefined && !idle.includes(String(type))) return errors(400, `Unknown action ${String(type)}`);
    }
    for (const type of types) {
      const to = actions[String(type)];
      if (to === undefined) continue;
      const { status } = world.subject(id) ?? inquiry;
      if (moves[status]?.includes(to) !== true) return errors(409, `${String(type)} from ${status}`);
      world.moveSubject(id, to);
    }
    return shown(id);
  }

  return {
    routes: [
      { method: 'POST', path, answer: admit(create) },
      { method: 'GET', path: `${path}/:id`, answer: admit((call) => shown(param(call, 'id'))) },
      { method: 'POST', path: `${path}/:id/perform-simulate-actions`, answer: admit(simulate) },
    ],
    refuse: (_call, { kind }) => (kind === 'fault' ? errors(500, 'Internal error') : errors(404, 'Route not found')),
  };
}

function missing(): Reply {
  return errors(404, 'Record not found');
}

function errors(status: number, title: string): Reply {
  return jsonReply(status, { errors: [{ title }] });
}

function bodyOf(call: Call): unknown {
  const read = readJson(call.body.toString('utf8'));
  return 'value' in read ? read.value : null;
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((held, key) => (isJsonObject(held) ? held[key] : undefined), value);
}
