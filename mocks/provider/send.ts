// Puts an attempt on the wire and waits for what comes back; the door to undici. A broken receiver is a result, never
// an exception. Redirects are not followed.
import { Readable } from 'node:stream';
import type { Agent, Dispatcher } from 'undici';
import type { Clock } from '../clock.ts';
import type { Silence } from '../journal.ts';
import { realWall } from '../wall.ts';
import { createExchange, describe } from './exchange.ts';
import type { Manner } from './flaws/index.ts';

export interface Shot {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly timeout: number;
  readonly manner: Manner;
}

export type Reception =
  | {
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Buffer;
      readonly took: number;
    }
  | { readonly silence: Silence; readonly message: string; readonly took: number };

export interface Sender {
  send(shot: Shot): Promise<Reception>;
  /** Loads what the first attempt would have to wait for. */
  warm(): Promise<void>;
  close(): Promise<void>;
}

/** A receiver in this process. */
export type Receiver = (request: Request) => Response | Promise<Response>;

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

/** To a function in this process. */
export function createLocalSender(receiver: Receiver, clock: Clock): Sender {
  return {
    async send(shot) {
      const began = clock.wall();
      const took = () => clock.wall() - began;
      const body = shot.manner === 'plain' ? new Uint8Array(shot.body) : ReadableStream.from(toPieces(shot, clock));
      const request = new Request(shot.url, {
        method: 'POST',
        headers: shot.headers,
        body,
        duplex: 'half',
      } as RequestInit);
      let alarm: { cancel(): void } = { cancel() {} };
      const late = new Promise<Reception>((resolve) => {
        alarm = clock.alarm(shot.timeout, () =>
          resolve({ silence: 'timeout', message: `no answer within ${shot.timeout} ms`, took: took() }),
        );
      });
      const answered = (async (): Promise<Reception> => {
        try {
          const response = await receiver(request);
          const bytes = Buffer.from(await response.arrayBuffer());
          return { status: response.status, headers: Object.fromEntries(response.headers), body: bytes, took: took() };
        } catch (fault) {
          return { silence: 'reset', message: describe(fault), took: took() };
        }
      })();
      const reception = await Promise.race([answered, late]);
      alarm.cancel();
      return reception;
    },
    async warm() {},
    async close() {},
  };
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

async function* toPieces({ body, manner }: Shot, clock: Clock): AsyncGenerator<Uint8Array> {
  const pieces = manner === 'drip' ? 16 : 4;
  const size = Math.max(1, Math.ceil(body.length / pieces));
  for (let from = 0; from < body.length; from += size) {
    if (manner === 'dropped' && from >= size * 2) throw new Error('connection dropped on purpose');
    yield new Uint8Array(body.subarray(from, from + size));
    if (manner === 'drip') await clock.sleep(20);
  }
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
