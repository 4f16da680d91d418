// Why sandbox time cannot move, as errors.
import { formatDuration } from './duration.ts';
import { DoubleactError } from './errors.ts';

export function held(labels: readonly string[], patience: number): DoubleactError {
  return new DoubleactError('clock-held', {
    where: 'clock',
    expected: `everything at this instant to end within ${formatDuration(patience)} of wall time`,
    got: labels.length === 0 ? 'no end' : `still going: ${labels.slice(0, 5).join(', ')}${more(labels.length - 5)}`,
    hint: 'Release the hold, or let the receiver answer, and advance again.',
  });
}

export function tooMany(cap: number, label: string): DoubleactError {
  return new DoubleactError('skip-cap', {
    where: 'clock',
    expected: `at most ${cap} tasks in one move`,
    got: `more, the next being "${label}"`,
    hint: 'Something schedules itself for ever; raise the skip cap only if so many tasks are meant.',
  });
}

export function backwards(ms: number): DoubleactError {
  return new DoubleactError('bad-value', { where: 'clock', expected: 'a span of 0 ms or more', got: `${ms} ms` });
}

export function closedError(): DoubleactError {
  return new DoubleactError('closed', { where: 'clock', expected: 'an open sandbox', got: 'a closed one' });
}

function more(count: number): string {
  return count > 0 ? ` and ${count} more` : '';
}
