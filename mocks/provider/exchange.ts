// One attempt on the wire, as undici tells of it: what comes back, piece by piece, or why nothing does.
import type { Clock } from '../clock.ts';
import type { Silence } from '../journal.ts';
import { memo } from '../memo.ts';
import type { Hear, Reception } from './shot.ts';

/** Most bytes of an answer that are read. */
const answerLimit = 1024 * 1024;

/**
 * A class, because there are thousands a second and closures for each would be most of what is cleaned up. It hears undici
 * by the names that undici's own core calls; around whoever goes by the newer ones it puts two objects and reads the headers
 * into a third, a tenth of all that an attempt costs. undici 7, the last for Node 20, has them, and calls them deprecated.
 */
export class Exchange {
  // Only declared: to define a field before it is set costs as much as to set it.
  declare private readonly clock: Clock;
  declare private readonly hear: Hear;
  declare private readonly began: number;
  declare private readonly alarm: { cancel(): void };
  declare private readonly pieces: Buffer[];
  declare private abort: ((reason?: Error) => void) | null;
  declare private over: boolean;
  declare private status: number;
  declare private headers: Readonly<Record<string, string>>;
  declare private size: number;

  constructor(timeout: number, clock: Clock, hear: Hear) {
    this.clock = clock;
    this.hear = hear;
    this.began = clock.wall();
    this.pieces = [];
    this.abort = null;
    this.over = false;
    this.status = 0;
    this.headers = noHeaders;
    this.size = 0;
    this.alarm = clock.alarm(timeout, () => {
      this.end({ silence: 'timeout', message: `no answer within ${timeout} ms`, took: this.took() });
      this.abort?.(new Error('timed out'));
    });
  }

  onConnect(abort: (reason?: Error) => void): void {
    this.abort = abort;
    if (this.over) abort(new Error('timed out'));
  }

  onHeaders(status: number, headers: readonly Buffer[]): boolean {
    this.status = status;
    this.headers = headersOf(headers.map(textOf).join('\n'));
    return true;
  }

  onData(piece: Buffer): boolean {
    this.size += piece.length;
    if (this.size <= answerLimit) {
      this.pieces.push(piece);
      return true;
    }
    this.end(this.answer());
    this.abort?.(new Error('answer too long'));
    return false;
  }

  onComplete(): void {
    this.end(this.answer());
  }

  onError(fault: Error): void {
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

const textOf = (bytes: Buffer): string => bytes.toString('latin1');

/**
 * Of names and values in turns, a line each. What came more than once is one value with commas. A receiver answers with the
 * same headers again and again, and answers are kept: they share them.
 */
const headersOf = memo(1000, (lines: string): Readonly<Record<string, string>> => {
  const texts = lines === '' ? [] : lines.split('\n');
  const headers: Record<string, string> = {};
  for (let at = 0; at < texts.length; at += 2) {
    const name = (texts[at] as string).toLowerCase();
    const value = texts[at + 1] as string;
    headers[name] = Object.hasOwn(headers, name) ? `${headers[name]}, ${value}` : value;
  }
  return Object.freeze(headers);
});

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
