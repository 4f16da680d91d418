// redeliver: send again by hand, with a fresh signature, now or later.
import { DAY, formatDuration } from '../../mocks/duration.ts';
import {
  duration,
  integer,
  literal,
  maxValue,
  minValue,
  number,
  optional,
  pipe,
  strictObject,
  string,
  union,
} from '../schema.ts';
import { defineStep } from '../step.ts';
import { brief } from './brief.ts';

export const redeliver = defineStep({
  verb: 'redeliver',
  tells: 'Sends an event again by hand: the last one, or one by its id; freshly signed, after a wait if wanted.',
  schema: union([
    literal('last'),
    strictObject({
      event: optional(string()),
      delivery: optional(string()),
      after: optional(duration()),
      times: optional(pipe(number(), integer(), minValue(1), maxValue(1000))),
    }),
  ]),
  examples: ['last', { event: 'evt_…', after: '12h', times: 2 }],
  gives: ['deliveries'],
  tell(input) {
    if (input === 'last') return 'redeliver the last event';
    const what = input.delivery ?? input.event ?? 'the last event';
    const wait = input.after === undefined ? '' : ` after ${formatDuration(Math.min(input.after, 999 * DAY))}`;
    return `redeliver ${what}${wait}${input.times === undefined ? '' : `, ${input.times} times`}`;
  },
  run(input, { sandbox: { provider } }) {
    const { event, delivery, after = 0, times = 1 } = input === 'last' ? {} : input;
    const what = { ...(event !== undefined && { event }), ...(delivery !== undefined && { delivery }) };
    return { deliveries: provider.redeliver(what, after, times).map(brief) };
  },
});
