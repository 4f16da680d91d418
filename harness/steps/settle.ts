// settle: wait until nothing is left to do at the present instant, without moving time.
import { strictObject } from '../schema.ts';
import { defineStep } from '../step.ts';

export const settle = defineStep({
  verb: 'settle',
  tells: 'Waits until everything that is due now has been done; sandbox time stays where it is.',
  schema: strictObject({}),
  examples: [{}],
  tell: () => 'wait until nothing is left to do now',
  async run(_input, { sandbox: { clock } }) {
    await clock.settle();
    return { now: new Date(clock.now()).toISOString() };
  },
});
