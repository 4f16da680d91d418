// Expected failures: each with its reason, its owner and the day it ends. What is listed and no longer fails is red too.
import { DoubleactError, unknownName } from '../mocks/errors.ts';
import type { Verdict } from './check.ts';
import type { Stale } from './result.ts';
import { array, minLength, pipe, read, type Schema, strictObject, string } from './schema.ts';

export interface Expected {
  readonly check: string;
  readonly reason: string;
  /** Who will mend it. */
  readonly owner: string;
  /** The last day on which it is excused, as `2026-12-31`. */
  readonly expires: string;
}

const said = pipe(string(), minLength(1));
const schema = array(strictObject({ check: said, reason: said, owner: said, expires: said }));

/** Reads what a baseline file says; `known` are the ids of all checks. */
export function readBaseline(value: unknown, where: string, known: readonly string[]): readonly Expected[] {
  const list = read(schema as unknown as Schema<readonly Expected[]>, value ?? [], where);
  for (const [at, { check, expires }] of list.entries()) {
    const place = `${where}[${at}]`;
    if (!known.includes(check)) throw unknownName('bad-value', `${place}.check`, check, known);
    if (!isDay(expires)) {
      throw new DoubleactError('bad-value', {
        where: `${place}.expires`,
        expected: 'a day such as "2026-12-31"',
        got: JSON.stringify(expires),
      });
    }
    if (list.findIndex((each) => each.check === check) !== at) {
      throw new DoubleactError('bad-value', {
        where: `${place}.check`,
        expected: 'each check once',
        got: `${JSON.stringify(check)} again`,
      });
    }
  }
  return list;
}

/** Why this failure is excused on that day; null when it is not. */
export function excuse(list: readonly Expected[], check: string, today: string): string | null {
  const expected = list.find((each) => each.check === check);
  if (expected === undefined || expected.expires < today) return null;
  return `${expected.reason} (${expected.owner}, until ${expected.expires})`;
}

/** The lines that no longer tell the truth. What was not judged this time is no proof of anything. */
export function staleIn(
  list: readonly Expected[],
  verdicts: Readonly<Record<string, Verdict>>,
  today: string,
): readonly Stale[] {
  return list.flatMap(({ check, owner, expires }) => {
    if (expires < today) return [{ check, reason: `its excuse expired on ${expires} (${owner})` }];
    if (verdicts[check] === 'met')
      return [{ check, reason: `it is listed as failing (${owner}) and is met: take it off` }];
    return [];
  });
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
