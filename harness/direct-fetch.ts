// `fetch` for a receiver in this process: calls to our own origins are answered without a socket.
import { type Dispatch, takeCall } from '../mocks/http/route.ts';
import { closed } from './direct-call.ts';

export function createDirectFetch(origins: Readonly<Record<string, Dispatch>>): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const dispatch = origins[url.origin];
    if (dispatch === undefined) return globalThis.fetch(request);
    const { signal } = request;
    signal.throwIfAborted();
    const answered = answer(request, url, dispatch);
    if (init?.signal === undefined || init.signal === null) return answered;
    const aborted = new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    return Promise.race([answered, aborted]);
  };
}

async function answer(request: Request, url: URL, dispatch: Dispatch): Promise<Response> {
  const body = Buffer.from(await request.arrayBuffer());
  const headers = { host: url.host, ...Object.fromEntries(request.headers) };
  const reply = await dispatch(takeCall(request.method, `${url.pathname}${url.search}`, headers, body));
  if (reply.dropped === true) throw closed();
  const bodiless = request.method === 'HEAD' || reply.status === 204 || reply.status === 304;
  const content = typeof reply.body === 'string' ? reply.body : reply.body && new Uint8Array(reply.body);
  return new Response(bodiless ? null : (content ?? null), { status: reply.status, headers: reply.headers ?? {} });
}
