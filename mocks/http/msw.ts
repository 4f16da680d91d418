// The in-process door, and the door to msw: the same answers for an origin with no server at all.
import { bypass, HttpResponse, http, type RequestHandler } from 'msw';
import { createDispatch, type Service, takeCall } from './route.ts';

export type { RequestHandler } from 'msw';

/** A handler for every request to `origin`: unknown paths answer 404 and never leave the machine. */
export function toHandler(origin: string, service: Service): RequestHandler {
  const dispatch = createDispatch(service);
  const base = new URL(origin).origin;
  return http.all(patternOf(base), async ({ request }) => {
    const headers = Object.fromEntries(request.headers);
    headers.host ??= new URL(base).host;
    const body = Buffer.from(await request.arrayBuffer());
    // A fragment is the client's own: no server ever sees it.
    const target = request.url.slice(base.length).replace(/#.*$/, '');
    const reply = await dispatch(takeCall(request.method, target, headers, body));
    if (reply.dropped === true) return HttpResponse.error();
    const bodiless = request.method === 'HEAD' || reply.status === 204 || reply.status === 304;
    const content = bodiless ? null : reply.stream === undefined ? reply.body : toWebStream(reply.stream);
    return new HttpResponse(content ?? null, { status: reply.status, headers: reply.headers ?? {} });
  });
}

/** Sends this process's calls to `origins` to another origin, path and all; every other call goes its own way. */
export async function redirectOrigins(origins: readonly string[], to: string): Promise<void> {
  const { setupServer } = await import('msw/node');
  const handlers = origins.map((origin) => {
    const base = new URL(origin).origin;
    return http.all(patternOf(base), async ({ request }) => {
      const body = request.body === null ? null : await request.arrayBuffer();
      const { method, headers } = request;
      try {
        const url = to + request.url.slice(base.length);
        return await fetch(bypass(url, { method, headers: withoutHost(headers), body, redirect: 'manual' }));
      } catch {
        // The sandbox broke the connection, or is gone: so does this one.
        return HttpResponse.error();
      }
    });
  });
  setupServer(...handlers).listen({ onUnhandledRequest: 'bypass' });
}

/** A pattern, not a path: MSW's own path matching decodes and forgives more than a server does. */
function patternOf(base: string): RegExp {
  return new RegExp(`^${base.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:/|$)`);
}

function withoutHost(headers: Headers): Headers {
  const kept = new Headers(headers);
  for (const name of ['host', 'content-length', 'connection']) kept.delete(name);
  return kept;
}

function toWebStream(pieces: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = pieces[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
