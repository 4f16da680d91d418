// decide: the person comes out of the verification this way, and all that the documents say follows from it happens.
import { strictObject, union } from '../schema.ts';
import { defineStep } from '../step.ts';
import { about, nameOf, outcome } from './fields.ts';

export const decide = defineStep({
  verb: 'decide',
  tells: 'A person passes, fails or must be reviewed: the session or run moves and every event this causes is sent.',
  schema: union([outcome, strictObject({ outcome, ...about })]),
  examples: ['approved', { outcome: 'rejected', applicant: 'ana' }],
  people: 'makes',
  gives: ['subject', 'status', 'applicant', 'events'],
  tell: (input) =>
    typeof input === 'string'
      ? `${input}: a new applicant`
      : `${input.outcome}: ${input.subject ?? nameOf(input.applicant)}`,
  run(input, { sandbox: { provider } }) {
    const { outcome: way, ...rest } = typeof input === 'string' ? { outcome: input } : input;
    const last = provider.events().at(-1);
    const { id, status, applicant } = provider.decide(way, rest as Parameters<typeof provider.decide>[1]);
    const events = provider
      .events()
      .slice(last === undefined ? 0 : provider.events().lastIndexOf(last) + 1)
      .map((event) => ({ id: event.id, type: event.type }));
    return { subject: id, status, applicant: applicant.email, events };
  },
});
