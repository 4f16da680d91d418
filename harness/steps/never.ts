// never: nothing of this kind for a span of sandbox time, which this step lets pass.
import { formatDuration } from '../../mocks/duration.ts';
import { duration, strictObject } from '../schema.ts';
import { Disappointment, defineStep } from '../step.ts';
import { entriesFields, entriesThatFit, tellEntries } from './observation.ts';

export const never = defineStep({
  verb: 'never',
  tells: 'Moves sandbox time by a span, in which there must be no entry of this kind.',
  schema: strictObject({ ...entriesFields, for: duration() }),
  examples: [
    { kind: 'credential.issued', applicant: 'ana', for: '24h' },
    { kind: 'attempt.sent', with: { attempt: { atLeast: 2 } }, for: '30m' },
  ],
  people: 'looks',
  gives: ['now', 'moved', 'ran'],
  tell: (input) => `for ${formatDuration(input.for)} never ${tellEntries(input)}`,
  async run(input, { sandbox }) {
    const after = sandbox.journal.entries().at(-1)?.seq ?? 0;
    const from = sandbox.clock.now() - sandbox.clock.start;
    const move = await sandbox.advance(input.for);
    const { fitting } = entriesThatFit(input, sandbox, after);
    const [first] = fitting;
    if (first !== undefined) {
      const span = formatDuration(input.for);
      const since = formatDuration(first.at - from);
      const more = fitting.length > 1 ? ` (${fitting.length} in all)` : '';
      throw new Disappointment(`expected no ${tellEntries(input)} for ${span}, got one after ${since}${more}`);
    }
    return { now: new Date(move.to).toISOString(), moved: formatDuration(move.to - move.from), ran: move.ran };
  },
});
