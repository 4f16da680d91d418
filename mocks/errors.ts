// One error class and the closed list of its codes. Bad input is an error; a broken receiver is a journal entry.
import { closest } from './closest.ts';

/** What each code means on the control API (`status`) and as an exit code of the program (`exit`). */
export const errorCodes = {
  'unknown-command': { status: 400, exit: 2, tells: 'no such command' },
  'unknown-flag': { status: 400, exit: 2, tells: 'no such command-line flag' },
  'unknown-provider': { status: 400, exit: 2, tells: 'no profile of that name' },
  'unknown-event': { status: 400, exit: 2, tells: 'the provider has no event of that name' },
  'unknown-step': { status: 400, exit: 2, tells: 'no step verb of that name' },
  'unknown-flaw': { status: 400, exit: 2, tells: 'no flaw of that name' },
  'unknown-mood': { status: 400, exit: 2, tells: 'no issuer mood of that name' },
  'unknown-assumption': { status: 400, exit: 2, tells: 'no assumption of that name, or no such reading of it' },
  'unknown-key': { status: 400, exit: 2, tells: 'a key that nothing reads' },
  'unknown-override': { status: 400, exit: 2, tells: 'an override path that does not exist in the body' },
  'bad-value': { status: 400, exit: 2, tells: 'a value of the wrong kind' },
  'bad-duration': { status: 400, exit: 2, tells: 'a duration without a unit, or not a duration' },
  'bad-url': { status: 400, exit: 2, tells: 'not a URL that doubleact may send to' },
  'bad-json': { status: 400, exit: 2, tells: 'text that is not JSON' },
  'bad-config': { status: 400, exit: 2, tells: 'a configuration file that cannot be read' },
  'bad-scenario': { status: 400, exit: 2, tells: 'a scenario file that cannot be read' },
  'not-found': { status: 404, exit: 2, tells: 'no such thing in this sandbox, or no such route' },
  'method-not-allowed': { status: 405, exit: 2, tells: 'the route exists for other methods' },
  'not-applicable': { status: 409, exit: 2, tells: 'this provider has nothing of that kind' },
  conflict: { status: 409, exit: 2, tells: 'not possible in the present state' },
  'too-large': { status: 413, exit: 2, tells: 'a body above the limit' },
  'refused-host': { status: 403, exit: 2, tells: 'a Host header that is not ours (DNS rebinding)' },
  'refused-origin': { status: 403, exit: 2, tells: 'a browser page of another origin' },
  'port-in-use': { status: 500, exit: 2, tells: 'the port is taken' },
  'clock-held': { status: 409, exit: 3, tells: 'sandbox time cannot move: something still holds it' },
  'skip-cap': { status: 409, exit: 3, tells: 'more tasks ran in one move than the cap allows' },
  'receiver-gone': { status: 409, exit: 3, tells: 'the receiver under test did not start, or is not there' },
  closed: { status: 409, exit: 2, tells: 'the sandbox has been closed' },
  internal: { status: 500, exit: 4, tells: 'a fault of doubleact itself' },
} as const satisfies Record<string, { status: number; exit: number; tells: string }>;

export type ErrorCode = keyof typeof errorCodes;

export interface Complaint {
  /** The place: a flag, a file and path in it, a step, a route. */
  readonly where: string;
  readonly expected: string;
  readonly got: string;
  /** What to do about it, as a sentence. */
  readonly hint?: string | undefined;
  /** The way to it inside the value that was read, key by key. */
  readonly path?: readonly string[] | undefined;
  /** The line of the file it stands in, with a caret under the place. */
  readonly excerpt?: string | undefined;
  readonly cause?: unknown;
}

export class DoubleactError extends Error {
  override readonly name = 'DoubleactError';
  readonly code: ErrorCode;
  readonly where: string;
  readonly hint: string | null;
  readonly complaint: Complaint;

  constructor(code: ErrorCode, complaint: Complaint) {
    const { hint, excerpt, cause } = complaint;
    const told = excerpt === undefined ? statement(complaint) : `${sentenceOf(complaint)}\n${excerpt}`;
    super(told, cause === undefined ? undefined : { cause });
    this.code = code;
    this.where = complaint.where;
    this.hint = hint ?? null;
    this.complaint = complaint;
  }

  /** The whole sentence a person reads. */
  get sentence(): string {
    return this.complaint.excerpt === undefined ? sentenceOf(this.complaint) : this.message;
  }
}

function statement({ where, expected, got }: Complaint): string {
  return `${where}: expected ${expected}, got ${got}`;
}

function sentenceOf(complaint: Complaint): string {
  return complaint.hint === undefined ? `${statement(complaint)}.` : `${statement(complaint)}. ${complaint.hint}`;
}

/** The error for a name that is not in a closed list, with the nearest name as its hint. */
export function unknownName(code: ErrorCode, where: string, got: string, known: readonly string[]): DoubleactError {
  const near = closest(got, known);
  return new DoubleactError(code, {
    where,
    expected: listed(known),
    got: JSON.stringify(got),
    hint: near === null ? undefined : `Did you mean "${near}"?`,
  });
}

/** A long list hides its own point. */
function listed(known: readonly string[]): string {
  if (known.length === 0) return 'nothing here';
  if (known.length <= longestList) return `one of ${known.join(', ')}`;
  return `one of ${known.slice(0, longestList).join(', ')} … (${known.length} in all)`;
}

const longestList = 24;

/** Any thrown value as one of ours; what is not ours is a fault of our own. */
export function toDoubleactError(thrown: unknown, where: string): DoubleactError {
  if (thrown instanceof DoubleactError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new DoubleactError('internal', {
    where,
    expected: 'no fault of our own',
    got: JSON.stringify(message),
    hint: 'This is a bug in doubleact; run again with --debug for the stack.',
    cause: thrown,
  });
}
