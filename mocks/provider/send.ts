// Puts an attempt on the wire and waits for what comes back; the door to undici. A broken receiver is a result, never
// an exception. Redirects are not followed.
import { Readable } from 'node:stream';
import type { Agent } from 'undici';
import type { Clock } from '../clock.ts';
import type { Reply } from '../http/route.ts';
import type { Silence } from '../journal.ts';
import type { Manner } from './flaws/index.ts';

export interface Shot {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly timeout: number;
  readonly manner: Manner;
}

interface Answer {
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

/** Most bytes of an answer that are read. */
const answerLimit = 1024 * 1024;

/** Over the network, through undici's dispatcher: `fetch` costs ten times as much. */
export function createHttpSender(clock: Clock): Sender {
  let agent: Promise<Agent> | null = null;
  // Only loopback and named hosts are ever reached, and local certificates are signed by their owners.
  const open = () => import('undici').then(({ Agent }) => new Agent({ connect: { rejectUnauthorized: false } }));

  return {
    async send(shot) {
      agent ??= open();
      const dispatcher = await agent;
      const { origin, path } = addressOf(shot.url);
      const began = clock.wall();
      return new Promise<Reception>((resolve) => {
        const took = () => clock.wall() - began;
        let abort: ((reason: Error) => void) | null = null;
        let over = false;
        const end = (reception: Reception) => {
          if (over) return;
          over = true;
          alarm.cancel();
          resolve(reception);
        };
        const alarm = clock.alarm(shot.timeout, () => {
          end({ silence: 'timeout', message: `no answer within ${shot.timeout} ms`, took: took() });
          abort?.(new Error('timed out'));
        });
        let status = 0;
        let headers: Record<string, string> = {};
        const pieces: Buffer[] = [];
        let size = 0;
        dispatcher.dispatch(
          {
            origin,
            path,
            method: 'POST',
            headers: {
              ...shot.headers,
              ...(shot.manner === 'chunked' ? {} : { 'Content-Length': String(shot.body.length) }),
            },
            body: shot.manner === 'plain' ? shot.body : Readable.from(toPieces(shot, clock)),
            headersTimeout: 0,
            bodyTimeout: 0,
          },
          {
            onRequestStart(controller) {
              abort = (reason) => controller.abort(reason);
              if (over) abort(new Error('timed out'));
            },
            onResponseStart(_controller, code, received) {
              status = code;
              headers = flat(received);
            },
            onResponseData(controller, piece) {
              size += piece.length;
              if (size <= answerLimit) pieces.push(piece);
              else {
                end({ status, headers, body: Buffer.concat(pieces), took: took() });
                controller.abort(new Error('answer too long'));
              }
            },
            onResponseEnd() {
              end({ status, headers, body: Buffer.concat(pieces), took: took() });
            },
            onResponseError(_controller, fault) {
              end({ silence: silenceOf(fault), message: describe(fault), took: took() });
            },
          },
        );
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

/** To a function in this process. */
export function createLocalSender(receiver: Receiver, clock: Clock): Sender {
  async function onTheWeb(shot: Shot): Promise<Answer> {
    const body = shot.manner === 'plain' ? new Uint8Array(shot.body) : ReadableStream.from(toPieces(shot, clock));
    const request = new Request(shot.url, {
      method: 'POST',
      headers: shot.headers,
      body,
      duplex: 'half',
    } as RequestInit);
    const response = await receiver(request);
    const bytes = Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: Object.fromEntries(response.headers), body: bytes };
  }

  async function inPlainData(shot: Shot, take: NonNullable<Receiver['plainly']>): Promise<Answer> {
    const pieces = shot.manner === 'plain' ? [shot.body] : toPieces(shot, clock);
    const {
      status,
      headers = {},
      body = '',
    } = await take({ method: 'POST', headers: asReceived(shot.headers), pieces });
    return { status, headers, body: Buffer.from(body) };
  }

  return {
    async send(shot) {
      const began = clock.wall();
      const took = () => clock.wall() - began;
      let alarm: { cancel(): void } = { cancel() {} };
      const late = new Promise<Reception>((resolve) => {
        alarm = clock.alarm(shot.timeout, () =>
          resolve({ silence: 'timeout', message: `no answer within ${shot.timeout} ms`, took: took() }),
        );
      });
      const answered = (async (): Promise<Reception> => {
        try {
          const answer = await (receiver.plainly === undefined ? onTheWeb(shot) : inPlainData(shot, receiver.plainly));
          return { ...answer, took: took() };
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

/** As a server hands them over: names in lower case, values without the blanks around them, doubled ones in one. */
function asReceived(headers: Shot['headers']): Record<string, string> {
  const received: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase();
    const before = received[key];
    received[key] = before === undefined ? value.trim() : `${before}, ${value.trim()}`;
  }
  return received;
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

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) plain[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return plain;
}

function silenceOf(fault: Error & { code?: string }): Silence {
  const { code } = fault;
  return code === 'ECONNRESET' ||
    code === 'EPIPE' ||
    code === 'UND_ERR_SOCKET' ||
    // undici's parser gives its errors a name and, often, no code.
    fault.name === 'HTTPParserError' ||
    /on purpose/.test(fault.message)
    ? 'reset'
    : 'connection';
}

function describe(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  if (fault instanceof AggregateError && fault.message === '') return fault.errors.map(describe).join('; ');
  const { code } = fault as { code?: string };
  return code === undefined || fault.message.includes(code) ? fault.message : `${code}: ${fault.message}`;
}
