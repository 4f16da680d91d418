// pace: how sandbox time moves by itself.
import { literal, maxValue, minValue, number, pipe, union } from '../schema.ts';
import { defineStep } from '../step.ts';

export const pace = defineStep({
  verb: 'pace',
  tells: 'Sandbox time stands "still" between steps, or flows so many times as fast as the wall clock.',
  schema: union([literal('still'), pipe(number(), minValue(0.001), maxValue(1_000_000))]),
  examples: ['still', 1, 3600],
  tell: (input) => (input === 'still' ? 'time stands still' : `time flows ×${input}`),
  run(input, { sandbox: { clock } }) {
    clock.setPace(input === 'still' ? 'still' : { speed: input });
    return { pace: input, now: new Date(clock.now()).toISOString() };
  },
});
