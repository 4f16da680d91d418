// What a wait saw, told so that a person knows where it got stuck:
// `no credential (0–1 s) → WAIT_ONCHAIN ×6 (1–20 s); never ONCHAIN; gave up at 20 s`.
import { formatDuration } from '../../mocks/duration.ts';

export interface Seen {
  /** Real ms since the wait began. */
  readonly at: number;
  readonly saw: string;
}

export function tellStory(looks: readonly Seen[], never: string, end: string): string {
  const spans: { saw: string; count: number; from: number; to: number }[] = [];
  for (const { at, saw } of looks) {
    const last = spans.at(-1);
    if (last?.saw !== saw) spans.push({ saw, count: 1, from: at, to: at });
    else {
      last.count += 1;
      last.to = at;
    }
  }
  const told = spans.map(
    ({ saw, count, from, to }) => `${saw}${count > 1 ? ` ×${count}` : ''} (${tellSpan(from, to)})`,
  );
  return `${told.join(' → ')}; ${never}; ${end}`;
}

/** Seconds where there are any, else ms. */
export function tellTime(ms: number): string {
  return ms >= 1000 ? `${Number((ms / 1000).toFixed(1))} s` : formatDuration(ms).replace(/(\d)([a-z])/, '$1 $2');
}

function tellSpan(from: number, to: number): string {
  const [first, last] = [tellTime(from), tellTime(to)];
  if (first === last) return first;
  const unit = last.slice(last.indexOf(' '));
  return first.endsWith(unit) ? `${first.slice(0, -unit.length)}–${last}` : `${first}–${last}`;
}
