// The sessions of the API: made, read, listed, canceled (sessions page; only the making has a published path).
import type { ApiKey, JsonObject, Match, Readings, Reply, Route, Subject } from '../../profile.ts';
import { isJsonObject, jsonReply, param, readJson } from '../../profile.ts';
import { covers } from './billing.ts';
import type { Desk } from './desk.ts';
import { toPage } from './pages.ts';
import { createActor } from './self-acting.ts';
import { bodyFaults, textsOf } from './session-body.ts';
import { lifetime, movesUnder } from './statuses.ts';
import { resolveTemplate } from './templates.ts';
import { metadataOf, verificationId } from './verification.ts';

export function sessionRoutes(desk: Desk): readonly Route[] {
  const { world, refuse, admit, once } = desk;
  const { readings } = world;
  const moves: Readonly<Record<string, readonly string[]>> = movesUnder(readings);
  const playItself = createActor(world);

  function create(call: Match, key: ApiKey): Reply {
    const read = readJson(call.body.length === 0 ? '{}' : call.body.toString());
    if (!('value' in read) || !isJsonObject(read.value)) return invalid({ body: 'Expected a JSON object.' });
    const body = read.value;

    const resolved = resolveTemplate(body, key.livemode, readings);
    const faults = { ...('invalid' in resolved && resolved.invalid), ...bodyFaults(body, key.livemode, readings) };
    if (Object.keys(faults).length > 0 || 'invalid' in resolved) return invalid(faults);
    if ('unknown' in resolved) return refuse('not_found', { message: `No such ${resolved.unknown}.` });
    if (key.livemode && !covers(world)) return refuse('insufficient_balance');

    const given = (body.metadata ?? {}) as JsonObject;
    const session = world.createSubject({
      livemode: key.livemode,
      metadata: textsOf(given),
      fields: { ...resolved.template, redirect_url: body.redirect_url ?? null, metadata: given },
    });
    if (!key.livemode) playItself(session);
    const token = readings['token-key'] === 'token' ? 'token' : 'sdk_token';
    return jsonReply(readings['create-status'] === '200' ? 200 : 201, {
      ...toSession(session, readings),
      [token]: desk.tokens.mint(session),
    });
  }

  function read(call: Match, key: ApiKey): Reply {
    return found(call, key, (session) => jsonReply(200, toSession(session, readings)));
  }

  function list(call: Match, key: ApiKey): Reply {
    const items = desk.visible(key).map((session) => ({ id: session.id, json: toSession(session, readings) }));
    const page = toPage(call, items, readings);
    return 'fields' in page ? invalid(page.fields) : jsonReply(200, page.body);
  }

  function cancel(call: Match, key: ApiKey): Reply {
    return found(call, key, (session) => {
      if (moves[session.status]?.includes('canceled') !== true) return refuse('verification_not_cancelable');
      return jsonReply(200, toSession(world.moveSubject(session.id, 'canceled'), readings));
    });
  }

  function found(call: Match, key: ApiKey, then: (session: Subject) => Reply): Reply {
    const session = desk.seek(param(call, 'id'), key);
    if (session === 'unknown') return refuse('verification_not_found');
    return session === 'other-mode' ? refuse('invalid_api_key') : then(session);
  }

  function invalid(fields: Readonly<Record<string, string>>): Reply {
    return refuse('validation_error', { fields });
  }

  const published: readonly Route[] = [
    { method: 'POST', path: '/v1/sessions', answer: admit((call, key) => once(call, key, () => create(call, key))) },
  ];
  if (readings['unpublished-paths'] === 'closed') return published;
  return [
    ...published,
    { method: 'GET', path: '/v1/sessions', answer: admit(list) },
    { method: 'GET', path: '/v1/sessions/:id', answer: admit(read) },
    {
      method: 'POST',
      path: '/v1/sessions/:id/cancel',
      answer: admit((call, key) => once(call, key, () => cancel(call, key))),
    },
  ];
}

function toSession(session: Subject, readings: Readings): JsonObject {
  const { template_id = null, template_version = null, redirect_url = null } = session.fields;
  const named = readings['session-key'] ?? 'both';
  return {
    ...(named !== 'session_id' && { id: session.id }),
    ...(named !== 'id' && { session_id: session.id }),
    template_id,
    template_version,
    ...(readings['session-object'] !== 'published' && {
      verification_id: verificationId(readings, session.id),
      status: session.status,
      livemode: session.livemode,
      metadata: metadataOf(session),
      redirect_url,
      created: Math.floor(session.createdAt / 1000),
      expires_at: Math.floor((session.createdAt + lifetime) / 1000),
    }),
  };
}
