// advance: move sandbox time, and let everything that falls due on the way happen in order.
import { formatDuration } from '../../mocks/duration.ts';
import { duration, literal, union } from '../schema.ts';
import { defineStep } from '../step.ts';

export const advance = defineStep({
  verb: 'advance',
  tells: 'Moves sandbox time by a span, to the "next" due task, or until "idle": nothing is due any more.',
  schema: union([literal('next'), literal('idle'), duration()]),
  examples: ['25h', 'next', 'idle'],
  gives: ['from', 'now', 'moved', 'ran'],
  tell: (input) => (typeof input === 'number' ? `advance ${formatDuration(input)}` : `advance to ${input}`),
  async run(input, { sandbox }) {
    const move = await sandbox.advance(input);
    return {
      from: new Date(move.from).toISOString(),
      now: new Date(move.to).toISOString(),
      moved: formatDuration(move.to - move.from),
      ran: move.ran,
    };
  },
});
