// The six events of a verification session, and the envelope that all events of Stripe have.
import type { EventHead, EventType, JsonObject, Readings } from '../../profile.ts';

const prefix = 'identity.verification_session.';

export const events: readonly EventType[] = [
  { type: `${prefix}created`, tells: 'a session was created', documented: true, says: ['pending'] },
  { type: `${prefix}processing`, tells: 'the person has submitted, checks run', documented: true, says: ['pending'] },
  { type: `${prefix}verified`, tells: 'all checks have passed', documented: true, says: ['approved'] },
  {
    type: `${prefix}requires_input`,
    tells: 'a check has failed: the person may try again',
    documented: true,
    says: ['rejected'],
  },
  { type: `${prefix}canceled`, tells: 'the session was cancelled', documented: true, says: ['canceled'] },
  {
    type: `${prefix}redacted`,
    tells: 'what was collected has been removed: it is about nobody any more',
    documented: true,
    says: ['none'],
  },
];

/** "failed" is a station of ours: a session that requires input again. */
export function fires(to: string): readonly string[] {
  return [`${prefix}${to === 'failed' ? 'requires_input' : to}`];
}

export function envelopeUnder(readings: Readings): (event: EventHead, object: JsonObject) => JsonObject {
  return ({ id, type, created, livemode }, object) => ({
    id,
    object: 'event',
    api_version: readings['api-version'] ?? null,
    created: Math.floor(created / 1000),
    data: { object },
    livemode,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
  });
}
