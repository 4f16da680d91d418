// One route list, one matcher: every door (socket, MSW, direct call) asks here, so every door gives the same answer.
import findMyWay from 'find-my-way';

/** A request, made by `toCall`: building web `Request` objects costs ten times as much. */
export interface Call {
  readonly method: string;
  /** The path as it came, still escaped. */
  readonly path: string;
  /** What stands behind the question mark, as it came. */
  readonly search: string;
  readonly query: URLSearchParams;
  /** The first value of that name in the query. */
  parameter(name: string): string | null;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Match extends Call {
  readonly params: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** A body that goes on: the door writes each piece as it comes. */
  readonly stream?: AsyncIterable<string>;
  /** The connection breaks instead of an answer. */
  readonly dropped?: true;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** In find-my-way's notation: `/v1/sessions/:id`. */
  readonly path: string;
  readonly answer: (call: Match) => Reply | Promise<Reply>;
}

/** Why a call reached no route, or did not come back from one. */
export type Refusal =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'bad-path' }
  | { readonly kind: 'method-not-allowed'; readonly allow: readonly string[] }
  | { readonly kind: 'too-large'; readonly limit: number }
  | { readonly kind: 'fault'; readonly fault: unknown };

/** One simulated API: its routes, its way of saying no, and what it puts on every answer. */
export interface Service {
  readonly name: string;
  readonly routes: readonly Route[];
  /** Most bytes a body may have. */
  readonly limit: number;
  refuse(call: Call, refusal: Refusal): Reply;
  /** Looks at a call before routing; a reply ends it. */
  guard?(call: Call): Reply | null;
  /** The last word on every answer: request ids, rate-limit headers, the journal. */
  finish?(call: Call, reply: Reply): Reply;
}

export type Dispatch = (call: Call) => Reply | Promise<Reply>;

export function createDispatch(service: Service): Dispatch {
  const match = createMatcher(service.routes);
  const finish = (call: Call, reply: Reply) => typed(service.finish?.(call, reply) ?? reply);

  function route(call: Call): Reply | Promise<Reply> {
    const early = service.guard?.(call) ?? null;
    if (early !== null) return early;
    if (call.body.length > service.limit) return service.refuse(call, { kind: 'too-large', limit: service.limit });
    const found = match(call.method, call.path);
    if ('refusal' in found) {
      if (call.method === 'OPTIONS' && found.refusal.kind === 'method-not-allowed') {
        return { status: 204, headers: { allow: found.refusal.allow.join(', ') } };
      }
      return service.refuse(call, found.refusal);
    }
    return found.route.answer(withParams(call, found.params));
  }

  return (call) => {
    try {
      const reply = route(call);
      if (!(reply instanceof Promise)) return finish(call, reply);
      return reply.then(
        (settled) => finish(call, settled),
        (fault: unknown) => finish(call, service.refuse(call, { kind: 'fault', fault })),
      );
    } catch (fault) {
      return finish(call, service.refuse(call, { kind: 'fault', fault }));
    }
  };
}

/** `target` is what stands in the request line: path and query. */
export function toCall(method: string, target: string, headers: Readonly<Record<string, string>>, body: Buffer): Call {
  return takeCall(method, target, { ...headers }, body);
}

/** The same for headers that are handed over: they are the call's own from now on. */
export function takeCall(method: string, target: string, headers: Record<string, string>, body: Buffer): Call {
  return new Incoming(method, target, headers, body);
}

const noParams = {};

/** One object from the door to the route, with what costs something made when it is asked for. */
class Incoming implements Match {
  // Only declared: to define a field before it is set costs as much as to set it.
  declare readonly method: string;
  declare readonly path: string;
  declare readonly search: string;
  declare readonly headers: Readonly<Record<string, string>>;
  declare readonly body: Buffer;
  declare params: Readonly<Record<string, string>>;
  declare private parsed: URLSearchParams | null;

  constructor(method: string, target: string, headers: Readonly<Record<string, string>>, body: Buffer) {
    const mark = target.indexOf('?');
    this.method = method;
    this.path = mark < 0 ? target : target.slice(0, mark);
    this.search = mark < 0 ? '' : target.slice(mark + 1);
    this.headers = headers;
    this.body = body;
    this.params = noParams;
    this.parsed = null;
  }

  get query(): URLSearchParams {
    this.parsed ??= new URLSearchParams(this.search);
    return this.parsed;
  }

  parameter(name: string): string | null {
    const { search } = this;
    // The commonest of all: one parameter, and nothing escaped.
    if (search.startsWith(name) && search[name.length] === '=' && !/[%+&]/.test(search)) {
      return search.slice(name.length + 1);
    }
    return search === '' ? null : this.query.get(name);
  }
}

function withParams(call: Call, params: Match['params']): Match {
  const incoming = call as Incoming;
  incoming.params = params;
  return incoming;
}

/** Shared by all such answers. */
const json = Object.freeze({ 'content-type': 'application/json; charset=utf-8' });

export function jsonReply(status: number, body: unknown, headers?: Readonly<Record<string, string>>): Reply {
  return { status, headers: headers === undefined ? json : { ...json, ...headers }, body: JSON.stringify(body) };
}

/** An answer with a body has a type: where a route names none, every door would make up its own. */
function typed(reply: Reply): Reply {
  if (reply.body === undefined || reply.body.length === 0) return reply;
  if (reply.headers?.['content-type'] !== undefined) return reply;
  for (const name in reply.headers) if (name.length === 12 && name.toLowerCase() === 'content-type') return reply;
  const type = typeof reply.body === 'string' ? 'text/plain; charset=utf-8' : 'application/octet-stream';
  return { ...reply, headers: { ...reply.headers, 'content-type': type } };
}

type Found =
  | { readonly route: Route; readonly params: Readonly<Record<string, string>> }
  | { readonly refusal: Refusal };

// Every sandbox has routes of its own, but the same methods and paths; to compile them takes longer than to make the rest.
const routers = new Map<string, ReturnType<typeof findMyWay>>();
const mostRouters = 100;

/** What the router finds: where in the list the route stands. */
interface Placed {
  readonly place: number;
}

function routerFor(routes: readonly Route[]): ReturnType<typeof findMyWay> {
  const key = routes.map(({ method, path }) => `${method} ${path}`).join('\n');
  let router = routers.get(key);
  if (router === undefined) {
    // Called only to tell a malformed escape from an unknown path; no handler is ever run by the router.
    router = findMyWay({ caseSensitive: true, onBadUrl: () => {}, maxParamLength: 500 });
    for (const [place, { method, path }] of routes.entries()) router.on(method, path, () => {}, { place });
    if (routers.size >= mostRouters) routers.clear();
    routers.set(key, router);
  }
  return router;
}

/** Paths match to the letter: case, trailing and doubled slashes count. HEAD is answered by GET. */
function createMatcher(routes: readonly Route[]): (method: string, path: string) => Found {
  const router = routerFor(routes);
  const methods = [...new Set(routes.map((route) => route.method))];

  function look(method: string, path: string): Found | null {
    const found = router.find(method as Route['method'], path);
    if (found === null) return null;
    if (found.store === null) return { refusal: { kind: 'bad-path' } };
    const params = found.params as Record<string, string>;
    // The router takes nothing at all for a parameter; a path that ends in a slash is another path.
    return Object.values(params).includes('')
      ? null
      : { route: routes[(found.store as Placed).place] as Route, params };
  }

  return (method, path) => {
    const found = look(method === 'HEAD' ? 'GET' : method, path);
    if (found !== null) return found;
    const allowed: string[] = [];
    for (const other of methods) {
      const there = look(other, path);
      if (there === null) continue;
      if ('refusal' in there) return there;
      allowed.push(other);
    }
    if (allowed.length === 0) return { refusal: { kind: 'not-found' } };
    if (allowed.includes('GET')) allowed.push('HEAD');
    return { refusal: { kind: 'method-not-allowed', allow: [...allowed, 'OPTIONS'].sort() } };
  };
}
