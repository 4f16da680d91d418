// A call of a receiver in this process as plain data, where it asks for that: web objects cost more than all the rest of it.
import { type Dispatch, type Reply, takeCall } from '../mocks/http/route.ts';

export interface Asked {
  readonly method: string;
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Throws when the connection breaks. `broken` rejects when the caller waits no longer. */
export type DirectCall = (asked: Asked, broken?: Promise<never>) => Promise<Told>;

export interface Told {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** To our own origins without a socket; there is nothing else that a receiver who asks for this may call. */
export function createDirectCall(origins: Readonly<Record<string, Dispatch>>): DirectCall {
  return async ({ method, url, headers, body }) => {
    const origin = Object.keys(origins).find((each) => url.startsWith(`${each}/`));
    if (origin === undefined) throw unreachable(url);
    const call = takeCall(method, url.slice(origin.length), { host: hostOf(origin), ...headers }, Buffer.from(body));
    const reply = await (origins[origin] as Dispatch)(call);
    if (reply.dropped === true) throw closed();
    return { status: reply.status, headers: reply.headers ?? {}, text: textOf(reply) };
  };
}

/** As `fetch` says it when the connection breaks. */
export function closed(): TypeError {
  return new TypeError('fetch failed', { cause: new Error('other side closed') });
}

function unreachable(url: string): TypeError {
  return new TypeError('fetch failed', { cause: new Error(`nothing is at ${url}`) });
}

function hostOf(origin: string): string {
  return origin.slice(origin.indexOf('//') + 2);
}

function textOf({ body = '' }: Reply): string {
  return typeof body === 'string' ? body : body.toString('utf8');
}
