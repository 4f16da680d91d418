import { type IncomingMessage, request } from 'node:http';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Door, listen } from '../../../mocks/http/fastify.ts';
import { toHandler } from '../../../mocks/http/msw.ts';
import { type Call, createDispatch, jsonReply, type Match, type Service, toCall } from '../../../mocks/http/route.ts';
import { limit, type Probe, probes } from './probes.ts';

const service: Service = {
  name: 'service under test',
  limit,
  routes: [
    { method: 'GET', path: '/things', answer: (call) => jsonReply(200, { query: [...call.query] }) },
    { method: 'POST', path: '/things', answer: () => jsonReply(201, {}) },
    { method: 'GET', path: '/things/all', answer: () => jsonReply(200, { all: true }) },
    { method: 'GET', path: '/things/:id', answer: params },
    { method: 'DELETE', path: '/things/:id', answer: () => ({ status: 204 }) },
    { method: 'GET', path: '/things/:id/parts/:part', answer: params },
    { method: 'POST', path: '/echo', answer: seen },
    { method: 'GET', path: '/seen', answer: seen },
    { method: 'GET', path: '/slow', answer: async () => jsonReply(200, { slow: true }, { 'x-own': 'kept' }) },
    { method: 'GET', path: '/text', answer: () => ({ status: 200, body: 'text: São' }) },
    { method: 'GET', path: '/bytes', answer: () => ({ status: 200, body: Buffer.from([0, 255, 10]) }) },
    {
      method: 'GET',
      path: '/problem',
      answer: () => ({ status: 422, headers: { 'content-type': 'application/problem+json' }, body: '{}' }),
    },
    {
      method: 'GET',
      path: '/stream',
      answer: () => ({ status: 200, headers: { 'content-type': 'text/event-stream' }, stream: pieces() }),
    },
    { method: 'GET', path: '/empty', answer: () => ({ status: 200 }) },
    {
      method: 'GET',
      path: '/throws',
      answer: () => {
        throw new Error('thrown');
      },
    },
    { method: 'GET', path: '/rejects', answer: () => Promise.reject(new Error('rejected')) },
    { method: 'GET', path: '/dropped', answer: () => ({ status: 200, dropped: true }) },
  ],
  refuse(_call, refusal) {
    const statuses = { 'not-found': 404, 'bad-path': 400, 'method-not-allowed': 405, 'too-large': 413, fault: 500 };
    const allow = refusal.kind === 'method-not-allowed' ? { allow: refusal.allow.join(', ') } : {};
    const why = refusal.kind === 'fault' ? (refusal.fault as Error).message : refusal.kind;
    return jsonReply(statuses[refusal.kind], { why }, allow);
  },
  guard: (call) => (call.headers['x-guard'] === undefined ? null : jsonReply(403, { why: 'guard' })),
  finish: (call, reply) => ({ ...reply, headers: { ...reply.headers, 'x-finished': `${call.method} ${call.path}` } }),
};

/** What can be seen of an answer from outside. */
interface Seen {
  readonly status: number;
  readonly body: string;
  readonly type: string | null;
  readonly allow: string | null;
  readonly finished: string | null;
  readonly own: string | null;
}

type Send = (probe: Probe) => Promise<Seen | 'dropped'>;

const origin = 'http://service.test';
const direct = sendDirect();

describe('answered directly', () => {
  it.each(probes)('$name', async (probe) => {
    const answer = await direct(probe);
    expect(answer === 'dropped' ? answer : answer.status).toBe(probe.status);
  });

  it('unknown methods are told what is allowed', async () => {
    expect(await direct({ name: '', method: 'PUT', target: '/things', status: 405 })).toMatchObject({
      allow: 'GET, HEAD, OPTIONS, POST',
    });
  });
});

describe('answered over a socket as directly', () => {
  let door: Door;
  beforeAll(async () => {
    door = await listen(service, 0);
  });
  afterAll(() => door.close());

  it.each(probes.filter(({ skip }) => skip?.socket === undefined))('$name', async (probe) => {
    expect(await sendRaw(door.port)(probe)).toEqual(await direct(probe));
  });

  it('on loopback alone, and a port that is taken is said to be', async () => {
    expect(door.url).toBe(`http://127.0.0.1:${door.port}`);
    await expect(listen(service, door.port)).rejects.toMatchObject({ code: 'port-in-use' });
  });
});

describe('answered in process by msw as directly', () => {
  const elsewhere = http.all('*', () => new HttpResponse(null, { status: 599 }));
  const server = setupServer(toHandler(origin, service), elsewhere);
  beforeAll(() => server.listen());
  afterAll(() => server.close());

  it.each(probes.filter(({ skip }) => skip?.msw === undefined))('$name', async (probe) => {
    expect(await sendFetch(probe)).toEqual(await direct(probe));
  });

  it('a fragment stays with the client', async () => {
    const answer = await fetch(`${origin}/things?a=1#here`);
    expect(await answer.json()).toEqual({ query: [['a', '1']] });
    expect(answer.headers.get('x-finished')).toBe('GET /things');
  });

  it.each([`${origin}.example`, `${origin}:8080`])('%s only begins alike and is another origin', async (other) => {
    const answer = await fetch(`${other}/things`);
    expect([answer.status, answer.headers.get('x-finished')]).toEqual([599, null]);
  });
});

it('every skip has its reason', () => {
  for (const { skip } of probes) for (const reason of Object.values(skip ?? {})) expect(reason).toMatch(/\w+ \w+/);
});

function params(call: Match) {
  return jsonReply(200, call.params);
}

function seen(call: Call) {
  return jsonReply(200, { type: call.headers['content-type'] ?? null, body: call.body.toString('hex') });
}

async function* pieces() {
  yield 'one\n';
  yield 'two: São\n';
}

function sendDirect(): Send {
  const dispatch = createDispatch(service);
  return async ({ method, target, headers, body }) => {
    const reply = await dispatch(toCall(method, target, headers ?? {}, body ?? Buffer.alloc(0)));
    if (reply.dropped === true) return 'dropped';
    const sent: Uint8Array[] = reply.body === undefined ? [] : [Buffer.from(reply.body as string)];
    if (reply.stream !== undefined) for await (const piece of reply.stream) sent.push(Buffer.from(piece));
    // No wire carries the body of an answer to HEAD.
    const bytes = method === 'HEAD' ? Buffer.alloc(0) : Buffer.concat(sent);
    return toSeen(reply.status, bytes, (name) => reply.headers?.[name]);
  };
}

/** Through node:http, which sends a path as it is given. */
function sendRaw(port: number): Send {
  return ({ method, target, headers, body }) =>
    new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port, method, path: target, agent: false as const };
      const length = body === undefined ? {} : { 'content-length': body.length };
      const sent = request({ ...options, headers: { ...headers, ...length } }, (answer: IncomingMessage) => {
        const received: Buffer[] = [];
        answer.on('data', (piece: Buffer) => received.push(piece));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve(
            toSeen(
              answer.statusCode ?? 0,
              Buffer.concat(received),
              (name) => answer.headers[name] as string | undefined,
            ),
          ),
        );
      });
      sent.on('error', (fault: NodeJS.ErrnoException) =>
        fault.code === 'ECONNRESET' ? resolve('dropped') : reject(fault),
      );
      sent.end(body);
    });
}

async function sendFetch({ method, target, headers, body }: Probe): ReturnType<Send> {
  try {
    const answer = await fetch(origin + target, { method, headers: { ...headers }, body: body ?? null });
    const bytes = Buffer.from(await answer.arrayBuffer());
    return toSeen(answer.status, bytes, (name) => answer.headers.get(name));
  } catch (fault) {
    if ((fault as Error).message === 'Failed to fetch') return 'dropped';
    throw fault;
  }
}

function toSeen(status: number, body: Buffer, header: (name: string) => string | null | undefined): Seen {
  return {
    status,
    body: body.toString('latin1'),
    type: header('content-type') ?? null,
    allow: header('allow') ?? null,
    finished: header('x-finished') ?? null,
    own: header('x-own') ?? null,
  };
}
