// expect: this must be so now.
import { Disappointment, defineStep } from '../step.ts';
import { look, observation, tellObservation } from './observation.ts';

export const expect = defineStep({
  verb: 'expect',
  tells: 'It must be so now: so many entries of a kind, or the state of a credential, a delivery or an answer.',
  schema: observation,
  examples: [
    { kind: 'credential.issued', applicant: 'ana', count: 1 },
    { kind: 'attempt.answered', with: { status: { atLeast: 200, atMost: 299 } }, count: { atLeast: 2 } },
    { credential: 'ana', state: 'ONCHAIN', with: { subject: { kycLevel: 'basic' } } },
    { delivery: 'ana', state: 'delivered', with: { attempts: 1 } },
    { answer: 'ana', status: { atMost: 299 } },
  ],
  people: 'looks',
  tell: (input) => `expect ${tellObservation(input)}`,
  run(input, { sandbox }) {
    const { holds, tells, value } = look(input, sandbox);
    if (!holds) throw new Disappointment(tells);
    return value;
  },
});
