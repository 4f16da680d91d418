// emit: exactly one event of the provider, as documented or changed in any part.
import type { Json, JsonObject } from '../../mocks/json.ts';
import { any, array, optional, record, type Schema, strictObject, string, union } from '../schema.ts';
import { defineStep } from '../step.ts';
import { brief } from './brief.ts';
import { about, nameOf, outcome } from './fields.ts';

const details = strictObject({
  event: string(),
  ...about,
  outcome: optional(outcome),
  id: optional(string()),
  override: optional(record(string(), any() as unknown as Schema<Json>)),
  remove: optional(array(string())),
  body: optional(union([string(), record(string(), any() as unknown as Schema<Json>)])),
  flaw: optional(union([string(), array(string())])),
  endpoint: optional(string()),
  url: optional(string()),
});

export const emit = defineStep({
  verb: 'emit',
  tells: 'The provider sends one event: to every endpoint that takes it, signed, and up the retry ladder.',
  schema: union([string(), details]),
  examples: [
    'run.completed',
    { event: 'verification.completed', applicant: 'ana', override: { 'data.object.status': 'failed' } },
    {
      event: 'verification.completed',
      applicant: { email: 'ana@example.com', level: 'enhanced' },
      flaw: 'tampered-body',
    },
  ],
  tell: (input) =>
    typeof input === 'string' ? `emit ${input}` : `emit ${input.event} about ${nameOf(input.applicant)}`,
  run(input, { sandbox: { provider } }) {
    const { event: type, ...rest } = typeof input === 'string' ? { event: input } : input;
    const { event, subject, deliveries } = provider.emit(type, rest as Parameters<typeof provider.emit>[1]);
    const none = 'No endpoint takes this event: start with --receiver URL, or add one with the step endpoint.';
    return {
      event: event.id,
      type,
      applicant: event.applicant,
      subject: subject?.id ?? null,
      deliveries: deliveries.map((delivery) => brief(delivery)),
      ...(deliveries.length === 0 && { hint: none }),
    } as JsonObject;
  },
});
