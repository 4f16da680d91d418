// A retry ladder as a small drawing: one line an attempt, further to the right the later it comes.
import { formatDuration, HOUR, MINUTE, SECOND } from '../../mocks/duration.ts';

/** Where a line begins to stand further right: a span of seconds and one of days fit on the same paper. */
const marks = [0, SECOND, 10 * SECOND, MINUTE, 10 * MINUTE, HOUR, 3 * HOUR, 12 * HOUR, 24 * HOUR, 48 * HOUR, 72 * HOUR];
const step = 3;

/** `times` are counted from the first attempt, in ms. */
export function drawLadder(times: readonly number[]): string {
  const labels = times.map((time) => (time === 0 ? 'at once' : `+${formatDuration(time)}`));
  const width = Math.max(...labels.map((label) => label.length));
  return times
    .map(
      (time, index) =>
        `${String(index + 1).padStart(2)}  ${labels[index]?.padEnd(width)}  ${'·'.repeat(placeOf(time))}●`,
    )
    .join('\n');
}

function placeOf(time: number): number {
  const passed = marks.findLastIndex((mark) => time >= mark);
  const [from = 0, to = from * 2] = [marks[passed], marks[passed + 1]];
  const part = to > from ? Math.min(1, (time - from) / (to - from)) : 0;
  return Math.round((passed + part) * step);
}
