// Pieces that several verbs take: who, which way out, which events.
import { flaws } from '../../mocks/provider/flaws/index.ts';
import {
  array,
  boolean,
  literal,
  optional,
  picklist,
  type Read,
  record,
  strictObject,
  string,
  union,
} from '../schema.ts';

/** A person by name (the same name is the same person) or e-mail, or described. */
export const applicant = union([
  string(),
  strictObject({
    key: optional(string()),
    name: optional(string()),
    email: optional(string()),
    level: optional(string()),
    customerId: optional(string()),
  }),
]);

export const outcome = picklist([
  'pending',
  'approved',
  'rejected',
  'review',
  'partial',
  'failed',
  'canceled',
  'expired',
  'none',
]);

export const flawName = picklist(
  flaws.map(({ id }) => id),
  'unknown-flaw',
);
/** A place to deliver to. */
export const endpointDraft = strictObject({
  url: string(),
  id: optional(string()),
  secret: optional(string()),
  events: optional(union([literal('all'), array(string())])),
  livemode: optional(boolean()),
  enabled: optional(boolean()),
  headers: optional(record(string(), string())),
});

/** Whom an event or a decision is about. */
export const about = {
  applicant: optional(applicant),
  subject: optional(string()),
  livemode: optional(boolean()),
  metadata: optional(record(string(), string())),
};

export function nameOf(person: Read<typeof applicant> | undefined): string {
  if (person === undefined) return 'a new applicant';
  return typeof person === 'string' ? person : (person.key ?? person.email ?? person.name ?? 'a new applicant');
}
