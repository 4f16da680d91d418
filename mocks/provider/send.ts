// Puts an attempt on the wire and waits for what comes back; the door to undici. A broken receiver is a result, never
// an exception. Redirects are not followed.
import { Readable } from 'node:stream';
import type { Agent, Dispatcher } from 'undici';
import type { Clock } from '../clock.ts';
import type { Reply } from '../http/route.ts';
import type { Silence } from '../journal.ts';
import { realWall } from '../wall.ts';
import { createExchange } from './exchange.ts';
import type { Manner } from './flaws/index.ts';
import { toPieces } from './pieces.ts';

export interface Shot {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly timeout: number;
  readonly manner: Manner;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export type Reception =
  | (Answer & { readonly took: number })
  | { readonly silence: Silence; readonly message: string; readonly took: number };

export interface Sender {
  send(shot: Shot): Promise<Reception>;
  /** Loads what the first attempt would have to wait for. */
  warm(): Promise<void>;
  close(): Promise<void>;
}

/** A receiver in this process. */
export interface Receiver {
  (request: Request): Response | Promise<Response>;
  /** The same without web objects, which cost more than all the rest of an attempt: taken where a receiver has it. */
  readonly plainly?: ((delivered: Delivered) => Promise<Reply>) | undefined;
}

/** What a receiver in this process gets, as plain data. */
export interface Delivered {
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** Over the network, through undici's dispatcher: `fetch` costs ten times as much. */
export function createHttpSender(clock: Clock): Sender {
  let agent: Promise<Agent> | null = null;
  let lastUse = Number.NEGATIVE_INFINITY;
  // Only loopback and named hosts are ever reached, and local certificates are signed by their owners.
  const open = () => import('undici').then(({ Agent }) => new Agent({ connect: { rejectUnauthorized: false } }));

  return {
    async send(shot) {
      agent ??= open();
      const dispatcher = await agent;
      if (clock.wall() - lastUse > longIdle) await hearOfClosedConnections();
      lastUse = clock.wall();
      return new Promise((resolve) => {
        dispatcher.dispatch(toRequest(shot, clock), createExchange(shot.timeout, clock, resolve));
      });
    },
    async warm() {
      agent ??= open();
      await agent;
    },
    async close() {
      await (await agent)?.destroy();
    },
  };
}

/** Receivers close a connection that has been idle, Node's own after five seconds. */
const longIdle = 1000;

/**
 * A program that was busy with itself for so long has not heard of it yet, and would blame the receiver for a connection
 * that is gone. What happened meanwhile is heard of within two turns, however this one began.
 */
async function hearOfClosedConnections(): Promise<void> {
  await realWall.turn();
  await realWall.turn();
}

function toRequest(shot: Shot, clock: Clock): Dispatcher.DispatchOptions {
  const { origin, path } = addressOf(shot.url);
  const length = shot.manner === 'chunked' ? {} : { 'Content-Length': String(shot.body.length) };
  return {
    origin,
    path,
    method: 'POST',
    headers: { ...shot.headers, ...length },
    body: shot.manner === 'plain' ? shot.body : Readable.from(toPieces(shot, clock)),
    headersTimeout: 0,
    bodyTimeout: 0,
  };
}

interface Address {
  readonly origin: string;
  readonly path: string;
}

// Nearly all attempts go to the same few URLs, and to take one apart costs as much as to sign.
const addresses = new Map<string, Address>();
const mostAddresses = 1000;

function addressOf(text: string): Address {
  let address = addresses.get(text);
  if (address === undefined) {
    const { origin, pathname, search } = new URL(text);
    address = { origin, path: pathname + search };
    if (addresses.size >= mostAddresses) addresses.clear();
    addresses.set(text, address);
  }
  return address;
}
