// The events of an inquiry's life, and the JSON:API envelope they come in. Accounts, cases, reports and the rest are left out.
import type { EventHead, EventType, JsonObject, Subject } from '../../profile.ts';
import { iso, toResource } from './inquiry.ts';

/** By the status that an inquiry has come to. */
const byStatus: Readonly<Record<string, EventType>> = {
  created: { type: 'inquiry.created', tells: 'an inquiry was created', documented: true, says: ['pending'] },
  pending: { type: 'inquiry.started', tells: 'the person has begun', documented: true, says: ['pending'] },
  completed: {
    type: 'inquiry.completed',
    tells: 'the person has done everything asked for; nobody has decided yet',
    documented: true,
    says: ['pending'],
  },
  approved: { type: 'inquiry.approved', tells: 'the inquiry was approved', documented: true, says: ['approved'] },
  declined: { type: 'inquiry.declined', tells: 'the inquiry was declined', documented: true, says: ['rejected'] },
  needs_review: {
    type: 'inquiry.marked-for-review',
    tells: 'a person must look at it',
    documented: true,
    says: ['review'],
  },
  failed: { type: 'inquiry.failed', tells: 'the person has failed too often', documented: true, says: ['failed'] },
  expired: { type: 'inquiry.expired', tells: 'the time to finish is over', documented: true, says: ['expired'] },
};

export const events: readonly EventType[] = Object.values(byStatus);

export function fires(to: string): readonly string[] {
  const event = byStatus[to];
  return event === undefined ? [] : [event.type];
}

/** The inquiry in the state that the event tells of. */
export function toEventObject(event: EventHead, inquiry: Subject | null): JsonObject {
  if (inquiry === null) return {};
  const status = Object.keys(byStatus).find((each) => byStatus[each]?.type === event.type) ?? inquiry.status;
  return toResource(inquiry, status);
}

export function envelope({ id, type, created }: EventHead, object: JsonObject): JsonObject {
  return {
    data: {
      type: 'event',
      id,
      attributes: { name: type, payload: { data: object, included: [] }, 'created-at': iso(created) },
    },
  };
}
