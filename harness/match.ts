// Does a value fit what a scenario expects of it? Pure, and every difference can be read. What is not said is not asked:
// of an object only the keys that are named, of a list every element.
import { parseDuration } from '../mocks/duration.ts';
import { isJsonObject, type Json } from '../mocks/json.ts';

/** A value to be equal to, or an object of keys that must all hold, or one of the operators below. */
export type Matcher = Json;

export interface Difference {
  /** `data.object.status`; empty for the value itself. */
  readonly path: string;
  /** `missing`: may still come. `type`: a value of another kind, which no waiting mends. */
  readonly kind: 'missing' | 'other' | 'type';
  readonly expected: string;
  readonly got: string;
}

/** Every way in which the value does not fit; none when it does. */
export function match(matcher: Matcher, value: unknown, path = ''): readonly Difference[] {
  const differ = (kind: Difference['kind'], expected = tellMatcher(matcher)): readonly Difference[] => [
    { path, kind, expected, got: show(value) },
  ];
  if (isJsonObject(matcher)) {
    const keys = Object.keys(matcher);
    if (isOperator(matcher)) return keys.flatMap((name) => operate(name, matcher[name] as Json, value, path));
    if (value === undefined || value === null) return differ('missing');
    if (!isJsonObject(value)) return differ('type');
    return keys.flatMap((key) => match(matcher[key] as Json, value[key], path === '' ? key : `${path}.${key}`));
  }
  if (matcher === value) return [];
  if (value === undefined || (value === null && matcher !== null)) return differ('missing');
  if (Array.isArray(matcher)) {
    if (!Array.isArray(value)) return differ('type');
    if (value.length !== matcher.length) return differ('other');
    return matcher.flatMap((each: Json, index) => match(each, value[index], `${path}[${index}]`));
  }
  return differ(matcher === null || typeof matcher === typeof value ? 'other' : 'type');
}

/** "status: expected 200, got 503; headers.x: expected …" */
export function tellDifferences(differences: readonly Difference[]): string {
  return differences
    .map(({ path, expected, got }) => `${path === '' ? '' : `${path}: `}expected ${expected}, got ${got}`)
    .join('; ');
}

/** The matcher in words. */
export function tellMatcher(matcher: Matcher): string {
  if (!isJsonObject(matcher) || !isOperator(matcher)) return show(matcher);
  return Object.entries(matcher)
    .map(([name, wanted]) => (operators[name] as Operator).tell(wanted))
    .join(' and ');
}

export interface MatcherComplaint {
  readonly path: readonly string[];
  readonly expected: string;
  readonly got: string;
}

/** What is wrong with the matcher itself; null if nothing is. */
export function complaintAbout(matcher: Matcher, path: readonly string[] = []): MatcherComplaint | null {
  if (Array.isArray(matcher)) return firstOf(matcher.map((each, at) => complaintAbout(each, [...path, String(at)])));
  if (!isJsonObject(matcher)) return null;
  const keys = Object.keys(matcher);
  const stranger = keys.find((key) => !isOperatorName(key));
  if (stranger !== undefined && keys.some(isOperatorName)) {
    const expected = `only the operators ${Object.keys(operators).join(', ')}, or only keys of the value`;
    return { path: [...path, stranger], expected, got: `both, with ${JSON.stringify(stranger)}` };
  }
  return firstOf(
    keys.map((key) => {
      const below = matcher[key] as Json;
      const wanted = isOperatorName(key) ? operators[key] : undefined;
      if (wanted === undefined) return complaintAbout(below, [...path, key]);
      const expected = wanted.refuses(below);
      return expected === null ? null : { path: [...path, key], expected, got: show(below) };
    }),
  );
}

interface Operator {
  /** What it takes, if it does not take this. */
  readonly refuses: (wanted: Json) => string | null;
  readonly tell: (wanted: Json) => string;
  readonly holds: (wanted: Json, value: unknown) => boolean | 'type';
  /** Whether it can hold of a value that is not there. */
  readonly asksAbsence?: true;
}

const operators: Readonly<Record<string, Operator>> = {
  matches: {
    refuses: (wanted) => (isPattern(wanted) ? null : 'a regular expression as text'),
    tell: (wanted) => `text that matches /${wanted}/`,
    holds: (wanted, value) => (typeof value === 'string' ? new RegExp(wanted as string, 'u').test(value) : 'type'),
  },
  atLeast: bound('at least', (value, limit) => value >= limit),
  atMost: bound('at most', (value, limit) => value <= limit),
  oneOf: {
    refuses: (wanted) => (Array.isArray(wanted) && wanted.length > 0 ? null : 'a list of at least one'),
    tell: (wanted) => `one of ${(wanted as readonly Json[]).map(tellMatcher).join(', ')}`,
    holds: (wanted, value) => (wanted as readonly Json[]).some((each) => match(each, value).length === 0),
  },
  absent: {
    refuses: (wanted) => (typeof wanted === 'boolean' ? null : 'true or false'),
    tell: (wanted) => (wanted === true ? 'nothing' : 'something'),
    holds: (wanted, value) => (value === undefined) === wanted,
    asksAbsence: true,
  },
};

function operate(name: string, wanted: Json, value: unknown, path: string): readonly Difference[] {
  const operator = operators[name] as Operator;
  const differ = (kind: Difference['kind']) => [{ path, kind, expected: operator.tell(wanted), got: show(value) }];
  const held = operator.holds(wanted, value);
  if (held === true) return [];
  if ((value === undefined || value === null) && operator.asksAbsence === undefined) return differ('missing');
  return differ(held === 'type' ? 'type' : 'other');
}

function bound(words: string, within: (value: number, limit: number) => boolean): Operator {
  return {
    refuses: (wanted) => (toLimit(wanted) === null ? 'a number, or a duration with its unit such as "10s"' : null),
    tell: (wanted) => `${words} ${wanted}`,
    holds: (wanted, value) => (typeof value === 'number' ? within(value, toLimit(wanted) as number) : 'type'),
  };
}

/** A duration is compared in ms, as the journal has it. */
function toLimit(wanted: Json): number | null {
  if (typeof wanted === 'number') return wanted;
  try {
    return parseDuration(wanted, '');
  } catch {
    return null;
  }
}

function isPattern(wanted: Json): boolean {
  if (typeof wanted !== 'string') return false;
  try {
    return new RegExp(wanted, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

function isOperator(matcher: object): boolean {
  const keys = Object.keys(matcher);
  return keys.length > 0 && keys.every(isOperatorName);
}

function isOperatorName(key: string): boolean {
  return Object.hasOwn(operators, key);
}

function firstOf<Value>(values: readonly (Value | null)[]): Value | null {
  return values.find((value) => value !== null) ?? null;
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 160 ? text : `${text.slice(0, 157)}...`;
}
