// Receivers for tests: one that really listens, one in this process, and one that verifies strictly with nothing of ours.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Receiver } from '../mocks/provider/shot.ts';

/** One request as it came in. */
export interface Got {
  readonly method: string;
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Answered {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string;
}

/** A status, a whole answer, or one of the ways of giving none. */
export type Answer = number | Answered | 'never' | 'reset' | 'endless';

/** What to answer to the n-th request, counted from 1. */
export type Rule = Answer | ((got: Got, nth: number) => Answer | Promise<Answer>);

export interface Listening {
  readonly url: string;
  readonly got: readonly Got[];
  close(): Promise<void>;
}

/** Listens on a free port of loopback. */
export async function openReceiver(rule: Rule = 200): Promise<Listening> {
  const got: Got[] = [];
  const server = createServer(async (request, response) => {
    const one = await read(request);
    // The sender broke off: there is nobody to answer.
    if (one === null) return;
    got.push(one);
    reply(response, typeof rule === 'function' ? await rule(one, got.length) : rule);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/webhooks`,
    got,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** A receiver function that keeps what it got. */
export function keepingReceiver(status: number | ((got: Got, nth: number) => number) = 200) {
  const got: Got[] = [];
  const receiver: Receiver = async (request) => {
    const { pathname, search } = new URL(request.url);
    const one = {
      method: request.method,
      path: pathname + search,
      headers: Object.fromEntries(request.headers),
      body: Buffer.from(await request.arrayBuffer()),
    };
    got.push(one);
    return new Response(null, { status: typeof status === 'function' ? status(one, got.length) : status });
  };
  return { receiver, got };
}

export interface Scheme {
  /** In lower case. */
  readonly header: string;
  readonly secrets: readonly string[];
  /** Unix seconds. */
  readonly now: number;
}

const tolerance = 300;

/**
 * Whether `t=<unix>,v1=<hex>[,v1=<hex>]` over `t.body` is good: exactly one t, at most 300 seconds off in either direction,
 * and a v1 of one of the secrets.
 */
export function isGenuine({ headers, body }: Pick<Got, 'headers' | 'body'>, { header, secrets, now }: Scheme): boolean {
  const fields = (headers[header] ?? '').split(',').map((field) => field.split('=', 2));
  const valuesOf = (name: string) => fields.filter(([each]) => each === name).map(([, value]) => value ?? '');
  const [t = '', ...more] = valuesOf('t');
  if (more.length > 0 || !/^\d+$/.test(t) || Math.abs(now - Number(t)) > tolerance) return false;
  return secrets.some((secret) => {
    const right = createHmac('sha256', secret).update(`${t}.`).update(body).digest();
    return valuesOf('v1').some((mac) => /^[0-9a-f]{64}$/.test(mac) && timingSafeEqual(Buffer.from(mac, 'hex'), right));
  });
}

async function read(request: IncomingMessage): Promise<Got | null> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of request) pieces.push(piece);
  } catch {
    return null;
  }
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    headers: Object.fromEntries(headers),
    body: Buffer.concat(pieces),
  };
}

function reply(response: ServerResponse, answer: Answer): void {
  if (answer === 'never') return;
  if (answer === 'reset') {
    response.destroy();
    return;
  }
  if (answer === 'endless') {
    response.writeHead(200);
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(64 * 1024, '.')));
    };
    response.on('drain', more);
    more();
    return;
  }
  const { status, headers = {}, body = '' } = typeof answer === 'number' ? { status: answer } : answer;
  response.writeHead(status, headers).end(body);
}
