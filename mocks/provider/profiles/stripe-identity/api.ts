// Four calls of the VerificationSessions API: create, retrieve, list and cancel. Bodies are forms, keys come as a bearer
// or as the user name of Basic.
import {
  type Api,
  type ApiKey,
  type Call,
  type JsonObject,
  jsonReply,
  type Match,
  param,
  type Reply,
  type Subject,
  type World,
} from '../../profile.ts';
import { isOpen, toSession } from './session.ts';

const path = '/v1/identity/verification_sessions';

export function createApi(world: World): Api {
  /** Only with a key, and only for sessions of its mode. */
  function admit(answer: (call: Match, key: ApiKey) => Reply) {
    return (call: Match): Reply => {
      const shown = shownKey(call);
      if (shown === null) return error(401, 'You did not provide an API key.');
      const key = world.keys.find(({ value }) => value === shown);
      return key === undefined ? error(401, 'Invalid API Key provided.') : answer(call, key);
    };
  }

  function about(answer: (session: Subject) => Reply) {
    return admit((call, key) => {
      const id = param(call, 'id');
      const session = world.subject(id);
      if (session !== null && session.livemode === key.livemode) return answer(session);
      return error(404, `No such verificationsession: '${id}'`, { code: 'resource_missing', param: 'session' });
    });
  }

  function create(call: Match, key: ApiKey): Reply {
    const form = new URLSearchParams(call.body.toString('utf8'));
    const [type, flow] = [form.get('type'), form.get('verification_flow')];
    if (type === null && flow === null) {
      return error(400, 'Missing required param: type.', { code: 'parameter_missing', param: 'type' });
    }
    if (type !== null && type !== 'document' && type !== 'id_number') {
      return error(400, `Invalid type: must be one of document or id_number`, { param: 'type' });
    }
    const metadata = mapIn(form, 'metadata');
    const email = form.get('provided_details[email]');
    const session = world.createSubject({
      livemode: key.livemode,
      metadata,
      person: {
        ...(email !== null && { email }),
        ...(metadata.kyc_level !== undefined && { level: metadata.kyc_level }),
      },
      fields: {
        ...(flow === null ? { type: type as string } : { type: 'verification_flow', flow }),
        client_reference_id: form.get('client_reference_id'),
      },
    });
    return jsonReply(200, toSession(session));
  }

  function list(call: Match, key: ApiKey): Reply {
    const { query } = call;
    const limit = Math.min(100, Math.max(1, Number(query.get('limit') ?? 10) || 10));
    const all = world
      .subjects()
      .filter((session) => session.livemode === key.livemode)
      .map(toSession)
      .filter(({ status }) => query.get('status') === null || query.get('status') === status)
      .filter(
        ({ client_reference_id: reference }) =>
          query.get('client_reference_id') === null || query.get('client_reference_id') === reference,
      )
      .reverse();
    const after = all.findIndex(({ id }) => id === query.get('starting_after')) + 1;
    const data = all.slice(after, after + limit);
    return jsonReply(200, { object: 'list', data, has_more: all.length > after + limit, url: path });
  }

  return {
    routes: [
      { method: 'POST', path, answer: admit(create) },
      { method: 'GET', path, answer: admit(list) },
      { method: 'GET', path: `${path}/:id`, answer: about((session) => jsonReply(200, toSession(session))) },
      {
        method: 'POST',
        path: `${path}/:id/cancel`,
        answer: about((session) =>
          isOpen(session.status)
            ? jsonReply(200, toSession(world.moveSubject(session.id, 'canceled')))
            : error(400, `A session that is ${session.status} cannot be canceled.`),
        ),
      },
    ],
    refuse: (call, refusal) =>
      refusal.kind === 'fault'
        ? error(500, 'An error occurred on our side.', {}, 'api_error')
        : error(404, `Unrecognized request URL (${call.method}: ${call.path}).`),
  };
}

function error(status: number, message: string, more: JsonObject = {}, type = 'invalid_request_error'): Reply {
  return jsonReply(status, { error: { ...more, message, type } });
}

function shownKey({ headers }: Call): string | null {
  const [, scheme = '', shown = ''] = /^(bearer|basic) +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  if (shown === '') return null;
  return scheme.toLowerCase() === 'bearer' ? shown : (Buffer.from(shown, 'base64').toString().split(':')[0] ?? null);
}

/** `metadata[order]=7` as `{ order: '7' }`. */
function mapIn(form: URLSearchParams, name: string): Record<string, string> {
  const inside = [...form].flatMap(([key, value]) => {
    const [, inner] = new RegExp(`^${name}\\[([^\\]]+)\\]$`).exec(key) ?? [];
    return inner === undefined ? [] : [[inner, value] as const];
  });
  return Object.fromEntries(inside);
}
