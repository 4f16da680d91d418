// Times as people read them.
import { formatDuration } from '../../mocks/duration.ts';

/** Since the sandbox began; to the second once minutes have passed. */
export function sinceText(ms: number): string {
  const shown = ms >= 60_000 ? Math.round(ms / 1000) * 1000 : ms >= 1000 ? Math.round(ms / 100) * 100 : ms;
  return `+${formatDuration(shown)}`;
}

/** In UTC, as payloads say it. */
export function instantText(time: number): string {
  return new Date(time)
    .toISOString()
    .replace('T', ' ')
    .replace('Z', '')
    .replace(/\.000$/, '');
}

/** The user's own clock on the wall. */
export function wallText(time: number): string {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return `${clock}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

export function tookText(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`;
}
