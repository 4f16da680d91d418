// The door over a socket, and the door to fastify. It only translates; what is answered is decided by the dispatch.
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { DoubleactError } from '../errors.ts';
import { createDispatch, type Dispatch, type Reply, type Service, toCall } from './route.ts';

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
  });
  // Answered before Fastify's own body parsing, which refuses some types and skips the bodies of some methods.
  server.addHook('onRequest', (request, reply, done) => {
    readUpTo(request.raw, service.limit)
      .then((body) => answer(request, reply, dispatch, body))
      .catch(done);
  });
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

const empty = Buffer.alloc(0);

/** One byte past the limit is enough for the dispatch to say no; the rest is read and thrown away. */
async function readUpTo(payload: IncomingMessage, limit: number): Promise<Buffer> {
  if (payload.headers['content-length'] === undefined && payload.headers['transfer-encoding'] === undefined)
    return empty;
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of payload) {
    if (size <= limit) pieces.push(piece);
    size += piece.length;
  }
  return Buffer.concat(pieces).subarray(0, limit + 1);
}

async function answer(request: FastifyRequest, reply: FastifyReply, dispatch: Dispatch, body: Buffer): Promise<void> {
  send(reply, await dispatch(toCall(request.method, request.originalUrl, flatHeaders(request), body)), request.method);
}

function send(reply: FastifyReply, answered: Reply, method: string): void {
  if (answered.dropped === true) {
    reply.hijack();
    reply.raw.destroy();
    return;
  }
  reply.status(answered.status);
  if (answered.headers !== undefined) reply.headers(answered.headers);
  if (answered.stream !== undefined) reply.send(method === 'HEAD' ? undefined : Readable.from(answered.stream));
  // Bytes, because Fastify adds a charset to the type of a text.
  else reply.send(typeof answered.body === 'string' ? Buffer.from(answered.body) : answered.body);
}

function flatHeaders(request: FastifyRequest): Record<string, string> {
  const headers = request.headers as Record<string, string | string[] | undefined>;
  for (const name in headers) {
    const value = headers[name];
    if (Array.isArray(value)) headers[name] = value.join(', ');
  }
  return headers as Record<string, string>;
}
