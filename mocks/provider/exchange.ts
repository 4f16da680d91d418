// One attempt on the wire, as undici tells of it: what comes back, piece by piece, or why nothing does.
import type { Clock } from '../clock.ts';
import type { Silence } from '../journal.ts';
import type { Reception } from './shot.ts';

/** Most bytes of an answer that are read. */
const answerLimit = 1024 * 1024;

/** What undici hands over to whoever hears of an exchange: so much of it as is used. */
interface Controller {
  abort(reason: Error): void;
}

/** A class, because there are thousands a second and closures for each would be most of what is cleaned up. */
export class Exchange {
  // Only declared: to define a field before it is set costs as much as to set it.
  declare private readonly clock: Clock;
  declare private readonly hear: (reception: Reception) => void;
  declare private readonly began: number;
  declare private readonly alarm: { cancel(): void };
  declare private readonly pieces: Buffer[];
  declare private controller: Controller | null;
  declare private over: boolean;
  declare private status: number;
  declare private headers: Record<string, string>;
  declare private size: number;

  constructor(timeout: number, clock: Clock, hear: (reception: Reception) => void) {
    this.clock = clock;
    this.hear = hear;
    this.began = clock.wall();
    this.pieces = [];
    this.controller = null;
    this.over = false;
    this.status = 0;
    this.headers = noHeaders;
    this.size = 0;
    this.alarm = clock.alarm(timeout, () => {
      this.end({ silence: 'timeout', message: `no answer within ${timeout} ms`, took: this.took() });
      this.controller?.abort(new Error('timed out'));
    });
  }

  onRequestStart(controller: Controller): void {
    this.controller = controller;
    if (this.over) controller.abort(new Error('timed out'));
  }

  onResponseStart(
    _controller: Controller,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    this.status = status;
    this.headers = flat(headers);
  }

  onResponseData(controller: Controller, piece: Buffer): void {
    this.size += piece.length;
    if (this.size <= answerLimit) {
      this.pieces.push(piece);
      return;
    }
    this.end(this.answer());
    controller.abort(new Error('answer too long'));
  }

  onResponseEnd(): void {
    this.end(this.answer());
  }

  onResponseError(_controller: Controller, fault: Error): void {
    this.end({ silence: silenceOf(fault), message: describe(fault), took: this.took() });
  }

  private answer(): Reception {
    const body = this.pieces.length === 0 ? nothing : Buffer.concat(this.pieces);
    return { status: this.status, headers: this.headers, body, took: this.took() };
  }

  private end(reception: Reception): void {
    if (this.over) return;
    this.over = true;
    this.alarm.cancel();
    this.hear(reception);
  }

  private took(): number {
    return this.clock.wall() - this.began;
  }
}

const nothing = Buffer.alloc(0);
const noHeaders = {};

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

export function describe(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  if (fault instanceof AggregateError && fault.message === '') return fault.errors.map(describe).join('; ');
  const { code } = fault as { code?: string };
  return code === undefined || fault.message.includes(code) ? fault.message : `${code}: ${fault.message}`;
}
