// The door over a socket, and the door to fastify. It only translates; what is answered is decided by the dispatch.
import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import fastify from 'fastify';
import { DoubleactError } from '../errors.ts';
import { createDispatch, type Reply, type Service, takeCall } from './route.ts';

export interface Door {
  /** `http://127.0.0.1:4400` */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on loopback only; port 0 takes a free one. `dispatch` may be one whose world is exchanged while it serves. */
export async function listen(service: Service, port: number, dispatch = createDispatch(service)): Promise<Door> {
  const server = fastify({
    // The matcher is ours: Fastify's own router only ever sees "/".
    rewriteUrl: () => '/',
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    // There is no schema to compile, and to load the compilers takes as long as all the rest of Fastify.
    schemaController: { compilersFactory: { buildValidator: noSchema, buildSerializer: noSchema } },
  });
  // Answered before Fastify's own body parsing, which refuses some types and skips the bodies of some methods, and past
  // its own way of sending, which adds a charset to the type of a text and takes a third of the time of a call.
  server.addHook('onRequest', (request, reply) => {
    const { raw } = reply.hijack();
    readUpTo(request.raw, service.limit, (body) => {
      const call = takeCall(request.method, request.originalUrl, flatHeaders(request.raw.headers), body);
      const answered = dispatch(call);
      if (!(answered instanceof Promise)) send(raw, answered, call.method);
      else answered.then((reply) => send(raw, reply, call.method)).catch(() => raw.destroy());
    });
  });
  // To find out that there is no route takes twice as long as to find one. It is never reached.
  server.all('/', () => {});
  try {
    const url = await server.listen({ host: '127.0.0.1', port });
    return { url, port: Number(new URL(url).port), close: () => server.close() };
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw fault;
    throw new DoubleactError('port-in-use', {
      where: `port ${port}`,
      expected: `a free port for the ${service.name}`,
      got: 'one that another program listens on',
      hint: 'Give another with --port, or --port 0 for any free ones.',
      cause: fault,
    });
  }
}

function noSchema(): never {
  throw new Error('No route of ours has a schema.');
}

const empty = Buffer.alloc(0);

/** One byte past the limit is enough for the dispatch to say no; the rest is read and thrown away. */
function readUpTo(message: IncomingMessage, limit: number, then: (body: Buffer) => void): void {
  const { 'content-length': length = '0', 'transfer-encoding': coding } = message.headers;
  if (length === '0' && coding === undefined) {
    then(empty);
    return;
  }
  const pieces: Buffer[] = [];
  let size = 0;
  message.on('data', (piece: Buffer) => {
    if (size <= limit) pieces.push(piece);
    size += piece.length;
  });
  message.on('end', () => {
    const [only] = pieces;
    const body = pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
    then(body.length > limit ? body.subarray(0, limit + 1) : body);
  });
}

function send(response: ServerResponse, { status, headers, body = '', stream, dropped }: Reply, method: string): void {
  if (dropped === true) {
    response.destroy();
    return;
  }
  if (stream !== undefined) {
    response.writeHead(status, headers);
    if (method === 'HEAD') response.end();
    else pipeline(Readable.from(stream), response, () => {});
    return;
  }
  response.writeHead(status, status === 204 || status === 304 ? headers : withLength(headers, Buffer.byteLength(body)));
  // A text goes out in one piece with its head.
  response.end(body);
}

/** Copied name by name: what a spread gives has a shape of its own, and takes twenty times as long to make. */
function withLength(headers: Reply['headers'], length: number): OutgoingHttpHeaders {
  const all: OutgoingHttpHeaders = {};
  for (const name in headers) all[name] = headers[name];
  all['content-length'] = length;
  return all;
}

function flatHeaders(received: IncomingHttpHeaders): Record<string, string> {
  for (const name in received) {
    const value = received[name];
    if (Array.isArray(value)) received[name] = value.join(', ');
  }
  return received as Record<string, string>;
}
