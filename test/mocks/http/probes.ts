// The requests that every door must answer alike. A skip gives its reason, which is always the client's, never the door's.

export interface Probe {
  readonly name: string;
  readonly method: string;
  /** What stands in the request line. */
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  readonly status: number | 'dropped';
  readonly skip?: { readonly socket?: string; readonly msw?: string };
}

export const limit = 64;

const json = { 'content-type': 'application/json' };
const normalised = "the client's URL parser resolves dot segments and backslashes before anything is sent";
const noBody = 'fetch sends no body with GET and HEAD';
const notHttp = "Node's HTTP parser refuses the method before any handler";

export const probes: readonly Probe[] = [
  get('a known path', '/things', 200),
  get('the root', '/', 404),
  get('an unknown path', '/nothing', 404),
  get('a path below a known one', '/text/more', 404),
  get('a parameter', '/things/42', 200),
  get('a parameter and more', '/things/42/parts/7', 200),
  get('a literal beside a parameter', '/things/all', 200),

  get('a trailing slash', '/things/', 404),
  get('a trailing slash after a parameter', '/things/42/', 404),
  get('a doubled slash', '/things//42', 404),
  get('a doubled slash in front', '//things', 404),
  get('the wrong case', '/Things', 404),
  get('the wrong case of a literal beside a parameter', '/things/ALL', 200),
  { ...get('dot segments', '/text/../things', 404), skip: { msw: normalised } },
  { ...get('escaped dot segments', '/text/%2e%2e/things', 404), skip: { msw: normalised } },
  { ...get('a backslash', '/text\\things', 404), skip: { msw: normalised } },
  get('a semicolon', '/things/42;a=b', 200),
  get('a colon', '/things/a:b', 200),

  get('an escaped slash in a parameter', '/things/a%2Fb', 200),
  get('an escaped slash in the place of a slash', '/things%2F42', 404),
  get('an escaped letter of a literal', '/th%69ngs', 200),
  get('an escaped blank', '/things/a%20b', 200),
  get('a plus sign in a parameter', '/things/a+b', 200),
  get('an escaped percent sign', '/things/100%25', 200),
  get('letters outside ASCII', '/things/S%C3%A3o', 200),
  get('an escaped question mark and hash', '/things/a%3Fb%23c', 200),
  get('a malformed escape in a parameter', '/things/%zz', 400),
  get('a malformed escape at the end', '/things/%', 400),
  get('an escape that is not UTF-8', '/things/%ff', 400),
  get('a malformed escape on an unknown path', '/nothing/%zz', 400),
  { ...get('a malformed escape for POST', '/things/%zz', 400), method: 'POST' },
  { ...get('a malformed escape for HEAD', '/things/%zz', 400), method: 'HEAD' },
  { ...get('a malformed escape for a method of no route', '/things/%zz', 400), method: 'PUT' },
  get('a parameter of 500 characters', `/things/${'a'.repeat(500)}`, 200),
  get('a parameter of 501 characters', `/things/${'a'.repeat(501)}`, 404),

  get('a query', '/things?a=1&b=2', 200),
  get('an empty query', '/things?', 200),
  get('repeated keys', '/things?a=1&a=2&a=', 200),
  get('a plus sign and an escaped one', '/things?a=b+c&d=e%2Bf', 200),
  get('a malformed escape in the query', '/things?a=%zz', 200),
  get('a question mark and slashes in the query', '/things?a=?/..//b', 200),
  get('a key without a value', '/things?a&b', 200),

  { ...get('HEAD of a known path', '/things', 200), method: 'HEAD' },
  { ...get('HEAD of an unknown path', '/nothing', 404), method: 'HEAD' },
  { ...get('HEAD of a path for POST alone', '/echo', 405), method: 'HEAD' },
  { ...get('HEAD of a stream', '/stream', 200), method: 'HEAD' },
  { ...get('OPTIONS of a known path', '/things', 204), method: 'OPTIONS' },
  { ...get('OPTIONS of an unknown path', '/nothing', 404), method: 'OPTIONS' },
  { ...get('PUT of a path for other methods', '/things', 405), method: 'PUT' },
  { ...get('DELETE of a known path', '/things/42', 204), method: 'DELETE' },
  { ...get('PATCH of an unknown path', '/nothing', 404), method: 'PATCH' },
  { ...get('a method that HTTP knows and no route has', '/things', 405), method: 'PROPFIND' },
  { ...get('QUERY', '/things', 405), method: 'QUERY', skip: { socket: `Node 20: ${notHttp}` } },
  { ...get('a method that HTTP does not know', '/things', 405), method: 'FROBNICATE', skip: { socket: notHttp } },

  post('JSON', '{"a":1}', json),
  post('JSON that is none', '{"a":', json),
  post('an empty body', '', json),
  post('an empty body without a type', ''),
  post('a body without a type', 'text'),
  post('a body of an unknown type', 'text', { 'content-type': 'application/x-unknown' }),
  post('a body of a malformed type', 'text', { 'content-type': 'nonsense' }),
  post('a body of an empty type', 'text', { 'content-type': '' }),
  post('form fields', 'a=b+c', { 'content-type': 'application/x-www-form-urlencoded' }),
  post('bytes that are no text', Buffer.from([0, 255, 254, 10, 13, 0, 128]), {
    'content-type': 'application/octet-stream',
  }),
  post('a byte order mark', '\ufeff{}', json),
  post('a body as large as the limit', 'x'.repeat(limit), json),
  { ...post('a body one byte larger', 'x'.repeat(limit + 1), json), status: 413 },
  { ...post('a body one byte larger without a type', 'x'.repeat(limit + 1)), status: 413 },
  { ...post('a large body on an unknown path', 'x'.repeat(limit + 1), json), target: '/nothing', status: 413 },
  { ...post('a large body that the guard refuses', 'x'.repeat(limit + 1), { ...json, 'x-guard': '1' }), status: 403 },
  { ...post('a body of a method that no route has', 'text', json), method: 'PROPFIND', status: 405 },
  { ...post('a large body of such a method', 'x'.repeat(limit + 1), json), method: 'PROPFIND', status: 413 },
  { ...post('GET with a body', 'text'), target: '/seen', method: 'GET', skip: { msw: noBody } },
  {
    ...post('GET with a large body', 'x'.repeat(limit + 1)),
    target: '/seen',
    method: 'GET',
    status: 413,
    skip: { msw: noBody },
  },
  { ...post('DELETE with a body', 'text'), target: '/things/42', method: 'DELETE', status: 204 },
  { ...post('DELETE with a large body', 'x'.repeat(limit + 1)), target: '/things/42', method: 'DELETE', status: 413 },

  get('an answer that takes a while', '/slow', 200),
  get('an answer in text without a type', '/text', 200),
  get('an answer in bytes without a type', '/bytes', 200),
  get('an answer of a JSON type without a charset', '/problem', 422),
  get('an answer in pieces', '/stream', 200),
  get('an answer without a body', '/empty', 200),
  get('a route that throws', '/throws', 500),
  get('a route that rejects', '/rejects', 500),
  get('a reply that is dropped', '/dropped', 'dropped'),
  { ...get('a guard that refuses', '/things', 403), headers: { 'x-guard': '1' } },
];

function get(name: string, target: string, status: Probe['status']): Probe {
  return { name, method: 'GET', target, status };
}

function post(name: string, body: string | Buffer, headers: Readonly<Record<string, string>> = {}): Probe {
  return {
    name: `POST: ${name}`,
    method: 'POST',
    target: '/echo',
    headers,
    body: Buffer.from(body as string),
    status: 200,
  };
}
