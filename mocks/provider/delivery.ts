// What becomes of a delivery after an attempt: a pure function of the rules, the attempt's number and the answer.
import type { DeliveryRules } from './profile.ts';

/** An answer's status, or why there was none. */
export type Answer =
  | { readonly status: number /** What its Retry-After asks for, ms. */; readonly retryAfter?: number }
  | { readonly silence: 'timeout' | 'connection' | 'reset' | 'outage' };

export type Next =
  | { readonly close: 'delivered' | 'rejected' | 'failed'; readonly disables?: true }
  /** `after` counts from the beginning of the attempt. */
  | { readonly retry: { readonly after: number } };

/** `attempt` is 1 for the first. */
export function nextAfter(rules: DeliveryRules, attempt: number, answer: Answer): Next {
  const verdict = 'status' in answer ? rules.verdict(answer.status) : 'retry';
  if (verdict === 'disable') return { close: 'rejected', disables: true };
  if (verdict !== 'retry') return { close: verdict };
  const wait = rules.retries[attempt - 1];
  if (wait === undefined) return { close: 'failed' };
  // An answered attempt is over at once in sandbox time; a timed-out one has lasted as long as its time-out.
  const lasted = 'silence' in answer && answer.silence === 'timeout' ? rules.timeout : 0;
  const asked = 'status' in answer && rules.heedsRetryAfter === true ? (answer.retryAfter ?? 0) : 0;
  return { retry: { after: Math.max(lasted + wait, asked) } };
}

/** The rules for events of this type, which may have a ladder of their own. */
export function rulesFor(rules: DeliveryRules, type: string): DeliveryRules {
  const exception = rules.exceptions?.find(({ types }) => types.includes(type));
  return exception === undefined ? rules : { ...rules, retries: exception.retries };
}

/** When each attempt would happen if all failed alike, counted from the first, or from a later one. */
export function ladderOf(rules: DeliveryRules, answer: Answer = { status: 503 }, from = 1): number[] {
  const times = [0];
  for (;;) {
    const next = nextAfter(rules, from + times.length - 1, answer);
    if (!('retry' in next)) return times;
    times.push((times.at(-1) as number) + next.retry.after);
  }
}
