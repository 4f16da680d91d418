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
  // The body names another type, one that nobody knows yet.
  renamed: optional(string()),
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
    // By what it says of the person: every provider has an event of its own for that. Of a list, the first that it has.
    strictObject({ outcome: union([outcome, array(outcome)]), ...details }),
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
    return `emit ${'event' in input ? input.event : [input.outcome].flat().join(' or ')} about ${nameOf(input.applicant)}`;
  },
  run(input, { sandbox: { provider } }) {
    const given = typeof input === 'string' ? { event: input } : input;
    const {
      event: named,
      outcome: wished,
      renamed,
      override,
      ...rest
    } = { event: undefined, outcome: undefined, renamed: undefined, override: undefined, ...given };
    const { behaviour, profile } = provider;
    const saying = named === undefined ? eventFor(behaviour, [wished ?? 'approved'].flat(), profile.id) : null;
    const type = saying?.type ?? (named as string);
    const said = saying?.outcome ?? (wished as Outcome | undefined);
    const { event, subject, deliveries } = provider.emit(type, {
      ...rest,
      outcome: said,
      override: renamed === undefined ? override : { ...override, ...rename(behaviour, renamed, profile.id) },
    } as Parameters<typeof provider.emit>[1]);
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

/** The event by which a provider says one of these of a person, so that one scenario serves every provider. */
function eventFor({ events }: Behaviour, outcomes: readonly Outcome[], provider: string) {
  for (const outcome of outcomes) {
    const saying = events.find(({ says }) => says[0] === outcome) ?? events.find(({ says }) => says.includes(outcome));
    if (saying !== undefined) return { type: saying.type, outcome };
  }
  const said = [...new Set(events.flatMap(({ says }) => says))];
  throw new DoubleactError('not-applicable', {
    where: 'emit.outcome',
    expected: `an outcome that an event of ${provider} tells (${said.join(', ')})`,
    got: outcomes.join(' or '),
  });
}

function rename({ places }: Behaviour, type: string, provider: string): Record<string, string> {
  if (places.type !== null) return { [places.type]: type };
  throw new DoubleactError('not-applicable', {
    where: 'emit.renamed',
    expected: 'a provider whose events bear a type',
    got: `${provider}, whose events bear none`,
  });
}
