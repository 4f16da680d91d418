// The reference receiver as a program of its own: the same function behind node:http, with its memory in a file.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Surroundings } from '../target.ts';
import { createReference, type ReferenceOptions } from './receiver.ts';
import { createRecipeReceiver } from './recipe.ts';
import { createStore, type Store } from './store.ts';

export interface ProgramOptions extends ReferenceOptions {
  /** The receiver after the recipe instead. */
  readonly recipe?: boolean | undefined;
  /** Where it keeps what it must remember over a restart; nowhere unless given. */
  readonly memory?: string | undefined;
}

export interface Program {
  readonly url: string;
  close(): Promise<void>;
}

export async function serveReference(told: Surroundings, options: ProgramOptions = {}): Promise<Program> {
  const store = options.store ?? (options.memory === undefined ? createStore() : openFile(options.memory));
  const withKey = { ...told, PARTNER_PRIVATE_KEY: told.PARTNER_PRIVATE_KEY ?? readKey(told.PARTNER_PRIVATE_KEY_PATH) };
  const reference = options.recipe === true ? null : createReference(withKey, { ...options, store });
  const receive = reference ?? createRecipeReceiver(withKey, options);

  const server = createServer(async (incoming, outgoing) => {
    try {
      const response = await receive(await toRequest(incoming));
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      outgoing.end(Buffer.from(await response.arrayBuffer()));
    } catch {
      // An exception nobody caught: the connection breaks, as it does when a worker process dies.
      incoming.socket.destroy();
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(told.PORT ?? 0), '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      reference?.stop();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece as Buffer);
  const method = incoming.method ?? 'GET';
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, [value ?? ''].flat().join(', '));
  const bodiless = method === 'GET' || method === 'HEAD';
  return new Request(`http://localhost${incoming.url ?? '/'}`, {
    method,
    headers,
    ...(!bodiless && { body: new Uint8Array(Buffer.concat(pieces)) }),
  });
}

/** Written beside and then put in place, so that being killed in between loses nothing. */
function openFile(path: string): Store {
  const keep = (text: string) => {
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
  };
  return createStore(keep, existsSync(path) ? readFileSync(path, 'utf8') : undefined);
}

function readKey(path: string | undefined): string {
  return path === undefined ? '' : readFileSync(path, 'utf8');
}
