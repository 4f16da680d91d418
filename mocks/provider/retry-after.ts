// What came back as the rules of delivery see it: a status, and what its Retry-After asks for.
import type { Answer } from './delivery.ts';
import type { Reception } from './send.ts';

/** Retry-After in seconds; as a date it is measured by the answer's own Date. */
export function toAnswer(reception: Reception): Answer {
  if (!('status' in reception)) return reception;
  const { status, headers } = reception;
  const asked =
    Object.entries(headers)
      .find(([name]) => name.toLowerCase() === 'retry-after')?.[1]
      ?.trim() ?? '';
  if (/^\d{1,9}$/.test(asked)) return { status, retryAfter: Number(asked) * 1000 };
  const wait = Date.parse(asked) - Date.parse(headers.date ?? '');
  return Number.isNaN(wait) ? { status } : { status, retryAfter: Math.max(0, wait) };
}
