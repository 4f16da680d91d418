// request: any HTTP call to the receiver, with what must come back.
import { DoubleactError } from '../../mocks/errors.ts';
import { Disappointment, defineStep } from '../step.ts';
import { call, tellCall } from './call.ts';
import { probe } from './probe.ts';

export const request = defineStep({
  verb: 'request',
  tells: 'Calls the receiver (its webhook path, unless another is given) and expects an answer that fits.',
  schema: call,
  examples: [
    { path: '/health', expect: { status: 200 } },
    {
      method: 'POST',
      body: '{"id":',
      headers: { 'Content-Type': 'application/json' },
      expect: { status: { atLeast: 400, atMost: 499 } },
    },
  ],
  gives: ['status', 'headers', 'body', 'json'],
  check({ body, json }) {
    if (body === undefined || json === undefined) return;
    throw new DoubleactError('bad-value', {
      where: 'request',
      expected: 'either body or json',
      got: 'both',
      path: ['json'],
    });
  },
  tell: tellCall,
  async run(input, world) {
    const { holds, tells, value } = await probe(input, world);
    if (!holds) throw new Disappointment(tells);
    return value;
  },
});
