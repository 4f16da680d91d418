// What is kept of an attempt, and what the journal tells of it: its entries are told from this one object when somebody
// asks, because attempts come by the ten thousand and what lives on is what costs.
import { type Body, type Happening, type Headers, type Silence, toBody } from '../journal.ts';
import { type Plan, type Signature, toSigned } from './attempt.ts';
import type { ProviderEvent } from './event.ts';
import type { Flaw } from './flaws/index.ts';

export interface Attempt {
  readonly number: number;
  readonly copy: number;
  readonly manual: boolean;
  /** Sandbox time. */
  readonly at: number;
  readonly headers: Headers;
  readonly body: Body;
  /** What was signed, with `{body}` standing for the bytes; null if nothing was. */
  readonly signed: string | null;
  readonly signature: Signature | null;
  /** The very bytes, of which `body` is for reading. */
  readonly sent: Buffer;
  readonly answer: Answered | Unanswered | null;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
  readonly took: number;
  readonly discarded: boolean;
}

export interface Unanswered {
  readonly silence: Silence;
  readonly message: string;
  readonly took: number;
}

/** The delivery it belongs to: what never changes of it. */
export interface Whose {
  readonly id: string;
  readonly event: ProviderEvent;
  readonly endpoint: string;
  readonly url: string;
}

export class AttemptRecord implements Attempt {
  // Only declared: to define a field before it is set costs as much as to set it.
  declare readonly whose: Whose;
  declare readonly number: number;
  declare readonly copy: number;
  declare readonly manual: boolean;
  declare readonly at: number;
  declare readonly headers: Headers;
  declare readonly flaws: readonly Flaw[];
  // What was signed with, but for what the event itself tells.
  declare private readonly signing: Signature['signing'] | null;
  declare private readonly secrets: Signature['secrets'];
  declare private readonly t: number;
  declare private readonly own: OwnBytes | null;
  /** Set once. */
  declare answer: Answered | Unanswered | null;

  constructor(whose: Whose, plan: Plan, made: Pick<AttemptRecord, 'number' | 'copy' | 'manual' | 'at' | 'flaws'>) {
    const { signature } = plan;
    this.whose = whose;
    this.number = made.number;
    this.copy = made.copy;
    this.manual = made.manual;
    this.at = made.at;
    this.headers = plan.headers;
    this.flaws = made.flaws;
    this.signing = signature?.signing ?? null;
    this.secrets = signature?.secrets ?? none;
    this.t = signature?.material.t ?? 0;
    this.own = made.flaws.length === 0 ? null : ownBytesOf(plan);
    this.answer = null;
  }

  get body(): Body {
    return this.own?.text ?? this.whose.event.text;
  }

  get sent(): Buffer {
    return this.own?.sent ?? Buffer.from(this.whose.event.body);
  }

  get signature(): Signature | null {
    const { signing, t, secrets } = this;
    if (signing === null) return null;
    const { id, livemode, body } = this.whose.event;
    return { signing, material: { t, id, livemode, body: this.own?.signed ?? Buffer.from(body) }, secrets };
  }

  get signed(): string | null {
    return toSigned(this.signature);
  }
}

const none: readonly string[] = [];

/** Of an attempt with flaws. All others have sent and signed the event's own text, which is not kept twice. */
interface OwnBytes {
  readonly sent: Buffer;
  readonly signed: Buffer | null;
  readonly text: Body;
}

function ownBytesOf({ body, signature }: Plan): OwnBytes {
  return { sent: body, signed: signature?.material.body ?? null, text: toBody(body) };
}

/** Which attempt comes next, of all and of the automatic ones; copies are no attempts of their own. */
export function numbersOf(attempts: readonly Attempt[]): { readonly number: number; readonly automatic: number } {
  let number = 1;
  let automatic = 1;
  for (const { copy, manual } of attempts) {
    if (copy !== 1) continue;
    number += 1;
    if (!manual) automatic += 1;
  }
  return { number, automatic };
}

export function tellSent(attempt: AttemptRecord): Happening {
  const { whose, manual, headers, body, signed, flaws } = attempt;
  return {
    kind: 'attempt.sent',
    ...about(attempt),
    endpoint: whose.endpoint,
    manual,
    url: whose.url,
    headers,
    body,
    signed,
    flaws: flaws.map(({ id }) => id),
  };
}

export function tellAnswered(attempt: AttemptRecord): Happening {
  return { kind: 'attempt.answered', ...about(attempt), ...(attempt.answer as Answered) };
}

export function tellUnanswered(attempt: AttemptRecord): Happening {
  return { kind: 'attempt.unanswered', ...about(attempt), ...(attempt.answer as Unanswered) };
}

function about({ whose, number: attempt, copy }: AttemptRecord) {
  const { id: delivery, event } = whose;
  return { delivery, event: event.id, applicant: event.applicant, attempt, copy };
}
