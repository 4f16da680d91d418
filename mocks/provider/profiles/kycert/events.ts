// The events: two that the webhooks page lists, and the one that its description promises without naming.
import type { EventHead, EventType, JsonObject, Outcome, Readings, Subject } from '../../profile.ts';
import { eventObject } from './result.ts';

const runEvents: readonly EventType[] = [
  {
    type: 'run.completed',
    tells: 'a run has ended with a final decision',
    documented: true,
    says: ['approved', 'rejected', 'review', 'partial'],
  },
  {
    type: 'run.failed',
    tells: 'a run has ended in an unrecoverable technical failure, with no decision',
    documented: true,
    says: ['failed'],
  },
];

const customerEvent: EventType = {
  type: 'customer.status_changed',
  tells: 'a customer has changed status; promised by the webhooks page, but the name and payload are made up',
  documented: false,
  says: ['approved', 'rejected', 'review', 'pending'],
};

export const customerEventsOn = (readings: Readings): boolean => readings['customer-events'] === customerEvent.type;

export function eventsUnder(readings: Readings): readonly EventType[] {
  return customerEventsOn(readings) ? [...runEvents, customerEvent] : runEvents;
}

/** `{ id, object, event, created, livemode, data }`, in the order of the documented sample. */
export function envelope(event: EventHead, object: JsonObject): JsonObject {
  return {
    id: event.id,
    object: 'event',
    event: event.type,
    created: Math.floor(event.created / 1000),
    livemode: event.livemode,
    data: { object },
  };
}

/** Every event is about somebody, so there always is a run. */
export function objectOf(event: EventHead, run: Subject | null, readings: Readings): JsonObject {
  if (run === null) return {};
  return event.type === customerEvent.type ? customerObject(event, run, readings) : eventObject(event, run, readings);
}

const customerWords: Readonly<Partial<Record<Outcome, { readonly concepts: string; readonly dashboard: string }>>> = {
  pending: { concepts: 'pending', dashboard: 'rascunho' },
  review: { concepts: 'in_review', dashboard: 'em_analise' },
  approved: { concepts: 'approved', dashboard: 'aprovado' },
  rejected: { concepts: 'rejected', dashboard: 'recusado' },
};

function customerObject(event: EventHead, run: Subject, readings: Readings): JsonObject {
  const words = customerWords[event.outcome] ?? { concepts: event.outcome, dashboard: event.outcome };
  return {
    object: 'customer',
    customer_id: run.applicant.customerId,
    status: readings['customer-words'] === 'dashboard' ? words.dashboard : words.concepts,
    metadata: { ...run.metadata },
  };
}
