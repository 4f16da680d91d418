// pace: how sandbox time moves by itself, and how much may happen at one instant of it.
import { integer, literal, maxValue, minValue, number, pipe, strictObject, union } from '../schema.ts';
import { defineStep } from '../step.ts';

export const pace = defineStep({
  verb: 'pace',
  tells:
    'Sandbox time stands "still" between steps, or flows so many times as fast as the wall clock. While it stands still deliveries go out one by one, or so many at once.',
  schema: union([
    literal('still'),
    pipe(number(), minValue(0.001), maxValue(1_000_000)),
    strictObject({ atOnce: pipe(number(), integer(), minValue(1), maxValue(1000)) }),
  ]),
  examples: ['still', 1, 3600, { atOnce: 30 }],
  tell(input) {
    if (typeof input === 'object') return `time stands still, with ${input.atOnce} deliveries at once`;
    return input === 'still' ? 'time stands still' : `time flows ×${input}`;
  },
  run(input, { sandbox: { clock } }) {
    clock.setParallel(typeof input === 'object' ? input.atOnce : undefined);
    clock.setPace(typeof input === 'number' ? { speed: input } : 'still');
    return { pace: input, now: new Date(clock.now()).toISOString() };
  },
});
