// The lines of the list: which entries have one, and what it says.
import type { Entry } from '../../harness/result.ts';
import { toMoment } from '../reports/telling/moment.ts';
import type { Tone } from './outcome.ts';
import { outcomeOf } from './outcome.ts';
import type { World } from './world.ts';

export interface Line {
  readonly text: string;
  readonly side: 'in' | 'out' | 'self';
  /** Whom it went to; empty for what somebody did alone. */
  readonly to: string;
  /** A short word at the end: how it came out. */
  readonly chip: string | null;
  readonly tone: Tone;
}

/** Answers stand in the line of what they answer; what only prepares something else has none. */
const hasLine: ReadonlySet<Entry['kind']> = new Set<Entry['kind']>([
  'step.taken',
  'task.failed',
  'endpoint.added',
  'endpoint.changed',
  'secret.rotated',
  'secret.expired',
  'attempt.sent',
  'delivery.closed',
  'outage.began',
  'outage.ended',
  'effect.seen',
  'token.refused',
  'credential.issued',
  'credential.returned',
  'credential.moved',
  'mood.set',
  'mood.met',
  'mood.ended',
  'call.received',
  'event.created',
]);

export function isListed(entry: Entry): boolean {
  return hasLine.has(entry.kind);
}

export function lineOf(world: World, entry: Entry, nameOf: (email: string) => string): Line {
  const outcome = outcomeOf(world, entry);
  const chip = outcome?.text ?? null;
  const tone = outcome?.tone ?? toneOf(entry);
  if (entry.kind === 'attempt.sent') {
    const type = world.events.get(entry.event)?.type ?? entry.event;
    const notes = [
      world.endpoints.size > 1 ? `${type} to ${entry.endpoint}` : type,
      `attempt ${entry.attempt}${entry.copy > 1 ? `, copy ${entry.copy}` : ''}`,
      ...(entry.manual ? ['by hand'] : []),
      ...entry.flaws,
    ];
    return { text: notes.join(' · '), side: 'in', to: '→ receiver', chip, tone };
  }
  if (entry.kind === 'call.received') {
    const path = entry.path.replaceAll(/[0-9a-f]{32,}/gi, (hash) => `${hash.slice(0, 10)}…`);
    return { text: `${entry.method} ${path}`, side: 'out', to: `→ ${entry.side}`, chip, tone };
  }
  if (entry.kind === 'endpoint.added')
    return { text: `${entry.endpoint} is at ${entry.url}`, side: 'self', to: '', chip, tone };
  if (entry.kind === 'event.created')
    return { text: `${entry.type} about ${nameOf(entry.applicant) || 'nobody'}`, side: 'self', to: '', chip, tone };
  const { text } = toMoment(entry, world.entries, false);
  const about = 'applicant' in entry ? (entry.applicant ?? '') : '';
  return { text: about === '' ? text : text.replaceAll(about, nameOf(about)), side: 'self', to: '', chip, tone };
}

function toneOf(entry: Entry): Tone {
  if (entry.kind === 'delivery.closed') return entry.state === 'delivered' ? 'good' : 'bad';
  return tones[entry.kind] ?? 'calm';
}

const tones: { readonly [Kind in Entry['kind']]?: Tone } = {
  'step.taken': 'busy',
  'task.failed': 'bad',
  'token.refused': 'bad',
  'outage.began': 'warn',
  'mood.set': 'warn',
  'credential.issued': 'good',
};
