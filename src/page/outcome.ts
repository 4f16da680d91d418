// How something ended, in one vocabulary for the list, the timeline and the filter. Never told by colour alone.
import type { Entry } from '../../harness/result.ts';
import { type Attempt, attemptOf, type World } from './world.ts';

export type Tone = 'good' | 'bad' | 'warn' | 'busy' | 'calm';

export interface Outcome {
  /** As the filter names it. */
  readonly id: OutcomeId;
  /** As it stands at the end of a line. */
  readonly text: string;
  readonly tone: Tone;
}

export const outcomes = {
  ok: 'answered 2xx',
  refused: 'refused (4xx)',
  failed: 'failed (5xx, 3xx)',
  silent: 'no answer',
  open: 'under way',
} as const;

export type OutcomeId = keyof typeof outcomes;

/** null for what has no answer to wait for. */
export function outcomeOf(world: World, entry: Entry): Outcome | null {
  if (entry.kind === 'attempt.sent') return outcomeOfAttempt(attemptOf(world, entry));
  if (entry.kind !== 'call.received') return null;
  const answered = world.calls.get(entry.call)?.answered ?? null;
  if (answered === null) return { id: 'open', text: 'open', tone: 'busy' };
  return answered.status === null ? { id: 'silent', text: 'broken off', tone: 'warn' } : ofStatus(answered.status);
}

export function outcomeOfAttempt(attempt: Attempt | null): Outcome {
  const back = attempt?.back ?? null;
  if (back === null) return { id: 'open', text: 'open', tone: 'busy' };
  if (back.kind === 'attempt.unanswered') return { id: 'silent', text: silences[back.silence], tone: 'warn' };
  const outcome = ofStatus(back.status);
  return back.discarded ? { ...outcome, text: `${outcome.text} lost`, tone: 'warn' } : outcome;
}

const silences = { timeout: 'timeout', connection: 'no connection', reset: 'reset', outage: 'outage' } as const;

function ofStatus(status: number): Outcome {
  const text = String(status);
  if (status >= 200 && status < 300) return { id: 'ok', text, tone: 'good' };
  return status >= 400 && status < 500
    ? { id: 'refused', text, tone: 'bad' }
    : { id: 'failed', text, tone: status >= 500 ? 'bad' : 'warn' };
}
