// emit: exactly one event of the provider, as documented or changed in any part.
import { DoubleactError } from '../../mocks/errors.ts';
import type { Json, JsonObject } from '../../mocks/json.ts';
import type { Behaviour, Outcome } from '../../mocks/provider/profile.ts';
import { any, array, optional, record, type Schema, strictObject, string, union } from '../schema.ts';
import { defineStep } from '../step.ts';
import { brief } from './brief.ts';
import { about, flawName, nameOf, outcome } from './fields.ts';

const details = {
  ...about,
  id: optional(string()),
  override: optional(record(string(), any() as unknown as Schema<Json>)),
  remove: optional(array(string())),
  body: optional(union([string(), record(string(), any() as unknown as Schema<Json>)])),
  flaw: optional(union([flawName, array(flawName)])),
  endpoint: optional(string()),
  url: optional(string()),
};

export const emit = defineStep({
  verb: 'emit',
  tells: 'The provider sends one event: to every endpoint that takes it, signed, and up the retry ladder.',
  schema: union([
    string(),
    strictObject({ event: string(), ...details, outcome: optional(outcome) }),
    // By what it says of the person: every provider has an event of its own for that.
    strictObject({ outcome, ...details }),
  ]),
  examples: [
    'run.completed',
    { outcome: 'approved', applicant: 'ana' },
    { event: 'verification.completed', applicant: 'ana', override: { 'data.object.status': 'failed' } },
    {
      event: 'verification.completed',
      applicant: { email: 'ana@example.com', level: 'enhanced' },
      flaw: 'tampered-body',
    },
  ],
  people: 'makes',
  gives: ['event', 'type', 'applicant', 'subject', 'deliveries'],
  tell(input) {
    if (typeof input === 'string') return `emit ${input}`;
    return `emit ${'event' in input ? input.event : input.outcome} about ${nameOf(input.applicant)}`;
  },
  run(input, { sandbox: { provider } }) {
    const given = typeof input === 'string' ? { event: input } : input;
    const { event: named, ...rest } = { event: undefined, outcome: undefined, ...given };
    const type = named ?? eventFor(provider.behaviour, rest.outcome ?? 'approved', provider.profile.id);
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

/** The event by which a provider says this of a person, so that one scenario serves every provider. */
function eventFor({ events }: Behaviour, outcome: Outcome, provider: string): string {
  const saying = events.find(({ says }) => says[0] === outcome) ?? events.find(({ says }) => says.includes(outcome));
  if (saying !== undefined) return saying.type;
  const said = [...new Set(events.flatMap(({ says }) => says))];
  throw new DoubleactError('not-applicable', {
    where: 'emit.outcome',
    expected: `an outcome that an event of ${provider} tells (${said.join(', ')})`,
    got: outcome,
  });
}
