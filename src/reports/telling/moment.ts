// What an entry of the journal says, as one line of a timeline, and between whom it happened.
import type { Entry, EntryOf } from '../../../harness/result.ts';
import { formatDuration } from '../../../mocks/duration.ts';
import { oneLine } from './visible.ts';

export type Party = 'provider' | 'receiver' | 'issuer' | 'sandbox';

export interface Moment {
  /** Sandbox time since the beginning, as "+5m". */
  readonly when: string;
  readonly from: Party;
  /** Where it went; the same as `from` for what somebody did alone. */
  readonly to: Party;
  readonly text: string;
  /** Is it what the check points at? */
  readonly marked: boolean;
}

type Told = Pick<Moment, 'from' | 'to' | 'text'>;
type Tellers = { readonly [Kind in Entry['kind']]?: (entry: EntryOf<Kind>, all: readonly Entry[]) => Told };

export function toMoment(entry: Entry, all: readonly Entry[], marked: boolean): Moment {
  const tell = tellers[entry.kind] as ((entry: Entry, all: readonly Entry[]) => Told) | undefined;
  const told = tell?.(entry, all) ?? alone('sandbox', entry.kind);
  return { when: `+${formatDuration(entry.at)}`, ...told, marked };
}

/** Kinds that a story is told with; others only where a check points at them. */
export function isTold(entry: Entry): boolean {
  return entry.kind in tellers && !quiet.has(entry.kind);
}

const quiet = new Set<Entry['kind']>([
  'event.created',
  'delivery.created',
  'token.accepted',
  'call.answered',
  'subject.moved',
]);

const tellers: Tellers = {
  'step.taken': ({ tells }) => alone('sandbox', tells),
  'time.moved': ({ from, at }) => alone('sandbox', `time moves on by ${formatDuration(at - from)}`),
  'task.failed': ({ label, message }) => alone('sandbox', `${label} failed: ${oneLine(message)}`),
  'secret.rotated': ({ overlap }) =>
    alone('provider', `rotates the secret; the old one is good for ${formatDuration(overlap)}`),
  'secret.expired': () => alone('provider', 'the old secret expires'),
  'subject.moved': ({ subject, from, to }) => alone('provider', `${subject} goes from ${from} to ${to}`),
  'event.created': ({ event, type, outcome, livemode }) =>
    alone('provider', `${type} ${event} says ${outcome}${livemode ? ' (live)' : ''}`),
  'delivery.created': ({ delivery, event }) => alone('provider', `${delivery} will carry ${event}`),
  'attempt.sent': ({ delivery, event, attempt, copy, manual, flaws }) =>
    over(
      'provider',
      'receiver',
      `attempt ${attempt}${copy > 1 ? `, copy ${copy},` : ''} of ${delivery} (${event})${manual ? ', by hand' : ''}${flaws.length > 0 ? `, ${flaws.join(' and ')}` : ''}`,
    ),
  'attempt.answered': ({ status, body, took, discarded }) =>
    over(
      'receiver',
      'provider',
      `${status} after ${took} ms${body.bytes > 0 ? `: ${oneLine(body.text, 80)}` : ''}${discarded ? ' (lost on the way)' : ''}`,
    ),
  'attempt.unanswered': ({ silence, message, took }) =>
    over('receiver', 'provider', `no answer (${silence}) after ${took} ms: ${oneLine(message, 80)}`),
  'retry.scheduled': ({ attempt, due, at }) =>
    alone('provider', `attempt ${attempt} will follow${due > at ? ` in ${formatDuration(due - at)}` : ''}`),
  'delivery.closed': ({ delivery, state, attempts }) =>
    alone('provider', `${delivery} ends ${state} after ${attempts}`),
  'outage.began': () => alone('sandbox', "the receiver's network goes down"),
  'outage.ended': () => alone('sandbox', "the receiver's network is back"),
  'effect.seen': ({ applicant, effects, message }) =>
    alone(
      'receiver',
      `asked for its effects for ${oneLine(applicant)}, ${effects === null ? oneLine(message) : tellEffects(effects)}`,
    ),
  'token.accepted': ({ applicant, alg, kid, typ }) =>
    alone('issuer', `accepts a token for ${oneLine(applicant)} (${alg}, kid ${kid ?? 'none'}, typ ${typ ?? 'none'})`),
  'token.refused': ({ reason }) => alone('issuer', `refuses the token: ${oneLine(reason)}`),
  'credential.issued': ({ hash, applicant, replaces }) =>
    alone(
      'issuer',
      `issues ${brief(hash)} to ${oneLine(applicant)}${replaces === null ? '' : `, in place of ${brief(replaces)}`}`,
    ),
  'credential.returned': ({ hash, applicant }) =>
    alone('issuer', `gives ${oneLine(applicant)} the credential there is, ${brief(hash)}`),
  'credential.moved': ({ hash, from, to, why }) =>
    alone('issuer', `${brief(hash)} goes from ${from} to ${to}: ${oneLine(why)}`),
  'mood.set': ({ mood }) => alone('issuer', `falls into the mood ${mood}`),
  'mood.met': ({ mood }) => alone('issuer', `is in the mood ${mood}`),
  'mood.ended': ({ mood }) => alone('issuer', `is over the mood ${mood}`),
  'call.received': (received, all) => over('receiver', received.side, `${lineOf(received)}${answerTo(received, all)}`),
  'call.answered': (answered, all) => {
    const received = all.find((each) => each.kind === 'call.received' && each.call === answered.call);
    const line = received?.kind === 'call.received' ? lineOf(received) : 'a call';
    return over(answered.side, 'receiver', `${line} is answered ${answerOf(answered)}`);
  },
};

function tellEffects(effects: NonNullable<EntryOf<'effect.seen'>['effects']>): string {
  if (effects.length === 0) return 'tells of none';
  const each = effects.map(({ id, level, at, live }) =>
    oneLine([id ?? 'one', level, at, live ? null : 'taken away again'].filter((part) => part !== null).join(' '), 80),
  );
  return `tells of ${effects.length}: ${each.join(', ')}`;
}

function alone(who: Party, text: string): Told {
  return { from: who, to: who, text };
}

function over(from: Party, to: Party, text: string): Told {
  return { from, to, text };
}

function lineOf({ method, path, query }: EntryOf<'call.received'>): string {
  return oneLine(abridged(`${method} ${path}${query === '' ? '' : `?${query.replace(/^\?/, '')}`}`), 100);
}

/** A call and its answer are one line; when the answer came is seldom what matters. */
function answerTo({ call }: EntryOf<'call.received'>, all: readonly Entry[]): string {
  const answered = all.find((each) => each.kind === 'call.answered' && each.call === call);
  return answered?.kind === 'call.answered' ? `: ${answerOf(answered)}` : ': not answered';
}

function answerOf({ status, body }: EntryOf<'call.answered'>): string {
  return status === null ? 'by a broken connection' : `${status} ${oneLine(abridged(body.text), 80)}`.trimEnd();
}

/** Hashes by their beginnings. */
function abridged(text: string): string {
  return text.replaceAll(/[0-9a-f]{32,}/gi, brief);
}

function brief(hash: string): string {
  return hash.length <= 14 ? hash : `${hash.slice(0, 12)}…`;
}
