// Every kind of journal entry, as a list: a scenario that asks for one nobody writes would wait for ever.
import type { EntryKind } from '../../mocks/journal.ts';

const tells = {
  'sandbox.created': true,
  'step.taken': true,
  'time.moved': true,
  'task.failed': true,
  'endpoint.added': true,
  'endpoint.changed': true,
  'secret.rotated': true,
  'secret.expired': true,
  'subject.created': true,
  'subject.moved': true,
  'event.created': true,
  'delivery.created': true,
  'attempt.sent': true,
  'attempt.answered': true,
  'attempt.unanswered': true,
  'retry.scheduled': true,
  'delivery.closed': true,
  'outage.began': true,
  'outage.ended': true,
  'token.accepted': true,
  'token.refused': true,
  'user.created': true,
  'credential.issued': true,
  'credential.returned': true,
  'credential.moved': true,
  'mood.set': true,
  'mood.met': true,
  'mood.ended': true,
  'call.received': true,
  'call.answered': true,
} as const satisfies Record<Exclude<EntryKind, 'effect.seen'>, true>;

/** Without `effect.seen`: that is written when all scenarios are over. */
export const entryKinds = Object.keys(tells) as (keyof typeof tells)[];
