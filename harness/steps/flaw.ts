// flaw: the next deliveries are wrong on purpose.
import { array, integer, minValue, number, optional, pipe, strictObject, union } from '../schema.ts';
import { defineStep } from '../step.ts';
import { applicant, flawName, nameOf } from './fields.ts';

export const flaw = defineStep({
  verb: 'flaw',
  tells: 'The next deliveries (one, unless a count is given; of one applicant, if named) have this flaw.',
  schema: union([
    flawName,
    strictObject({
      name: union([flawName, array(flawName)]),
      count: optional(pipe(number(), integer(), minValue(1))),
      applicant: optional(applicant),
    }),
  ]),
  examples: ['tampered-body', { name: ['whitespace', 'chunked-body'], count: 3, applicant: 'ana' }],
  people: 'prepares',
  tell(input) {
    if (typeof input === 'string') return `the next delivery has the flaw ${input}`;
    const whose = input.applicant === undefined ? '' : ` about ${nameOf(input.applicant)}`;
    return `the next ${input.count ?? 1} deliveries${whose} have the flaw ${[input.name].flat().join(' and ')}`;
  },
  run(input, { sandbox: { provider } }) {
    const { name, count = 1, applicant: person } = typeof input === 'string' ? { name: input } : input;
    const names = [name].flat();
    provider.setFlaw(names, { count, ...(person !== undefined && { applicant: person as string }) });
    return { flaws: names, count };
  },
});
