// What came back as the rules of delivery see it: a status, and what its Retry-After asks for.
import type { Headers } from '../journal.ts';
import type { Answer } from './delivery.ts';
import type { Reception } from './shot.ts';

/** Retry-After in seconds; as a date it is measured by the answer's own Date. */
export function toAnswer(reception: Reception): Answer {
  if (!('status' in reception)) return reception;
  const { status, headers } = reception;
  const asked = headerOf(headers, 'retry-after').trim();
  if (asked === '') return { status };
  if (/^\d{1,9}$/.test(asked)) return { status, retryAfter: Number(asked) * 1000 };
  const wait = Date.parse(asked) - Date.parse(headerOf(headers, 'date'));
  return Number.isNaN(wait) ? { status } : { status, retryAfter: Math.max(0, wait) };
}

function headerOf(headers: Headers, wanted: string): string {
  for (const name in headers) {
    if (name.length === wanted.length && name.toLowerCase() === wanted) return headers[name] as string;
  }
  return '';
}
