// Reads what people write (steps, configuration) strictly; the door to valibot. Every complaint names its place.
import * as v from 'valibot';
import { closest } from '../mocks/closest.ts';
import { parseDuration } from '../mocks/duration.ts';
import { DoubleactError, type ErrorCode, errorCodes, unknownName } from '../mocks/errors.ts';
import type { Json, JsonObject } from '../mocks/json.ts';

export {
  any,
  array,
  boolean,
  integer,
  literal,
  maxValue,
  metadata,
  minLength,
  minValue,
  number,
  optional,
  picklist,
  pipe,
  rawCheck,
  record,
  regex,
  strictObject,
  string,
  union,
} from 'valibot';

export type Schema<Output = unknown> = v.GenericSchema<unknown, Output>;
export type Read<S extends v.GenericSchema> = v.InferOutput<S>;

/** A span of time with its unit, read as milliseconds. */
export function duration() {
  return span((ms) => ms);
}

/** The same, kept as it is written. */
export function durationText() {
  return span((_ms, text) => text);
}

function span<Output>(take: (ms: number, text: string) => Output) {
  return v.pipe(
    v.unknown(),
    v.metadata({ stands: durationStands }),
    v.rawTransform(({ dataset, addIssue, NEVER }): Output => {
      try {
        return take(parseDuration(dataset.value, ''), dataset.value as string);
      } catch (fault) {
        addIssue({ message: (fault as DoubleactError).hint ?? '', expected: durationExpected });
        return NEVER;
      }
    }),
  );
}

/** What a schema that is written as code looks like in JSON Schema, and a value that it takes. */
export interface Stands {
  readonly json: JsonObject;
  readonly sample: Json;
}

const durationStands: Stands = {
  json: { type: 'string', pattern: '^(?:\\s*\\d+(?:\\.\\d+)?\\s*(?:ms|s|m|h|d))+\\s*$' },
  sample: '1s',
};

const durationExpected = 'a duration with its unit, such as "5m", "1h30m" or "250ms"';

/** The value as the schema reads it, or one clear error about the first thing that is wrong. */
export function read<Output>(
  schema: Schema<Output>,
  value: unknown,
  where: string,
  code: ErrorCode = 'bad-value',
): Output {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const { issue, path } = deepest(result.issues[0], []);
  throw mistyped(schema, issue, path, where, value) ?? complaint(schema, issue, path, where, code);
}

/** Does the schema take this value? */
export function takes(schema: Schema, value: unknown): boolean {
  return v.safeParse(schema, value, { abortEarly: true }).success;
}

interface Spot {
  readonly issue: v.BaseIssue<unknown>;
  readonly path: readonly string[];
}

/** Inside a union the issue that got furthest tells more than "none of these". */
function deepest(issue: v.BaseIssue<unknown>, above: readonly string[]): Spot {
  const path = [...above, ...(issue.path ?? []).map(({ key }) => String(key))];
  const within = [...(issue.issues ?? [])].sort((a, b) => telling(b) - telling(a))[0];
  if (within === undefined || telling(within) === 0) return { issue, path };
  return deepest(within, path);
}

/** Of the ways in which none of the choices fits, a wrong value tells most, a missing key least. */
function telling({ type, expected, input, received, path }: v.BaseIssue<unknown>): number {
  if (expected === durationExpected) return 4;
  if (type === 'picklist' && typeof input === 'string') return 4;
  if (path === undefined) return 0;
  return received === 'undefined' ? 1 : expected === 'never' ? 2 : 3;
}

/** Where a key is missing and another is unknown, the unknown one is the mistake: it was meant for some key. */
function mistyped(
  schema: Schema,
  { received }: v.BaseIssue<unknown>,
  path: readonly string[],
  where: string,
  value: unknown,
): DoubleactError | null {
  if (received !== 'undefined' || path.length === 0) return null;
  const above = path.slice(0, -1);
  const holder = above.reduce<unknown>((held, key) => (held as JsonObject | undefined)?.[key], value);
  const known = keysAt(schema, above);
  const unknown = known.length === 0 ? undefined : Object.keys(holder ?? {}).find((key) => !known.includes(key));
  return unknown === undefined ? null : unknownKey(unknown, known, [where, ...above].join('.'), [...above, unknown]);
}

function unknownKey(key: string, known: readonly string[], where: string, path: readonly string[]): DoubleactError {
  const near = closest(key, known);
  const expected = known.length > 0 ? `only the keys ${known.join(', ')}` : 'no such key';
  const hint = near === null ? undefined : `Did you mean "${near}"?`;
  return new DoubleactError('unknown-key', { where, expected, got: JSON.stringify(key), hint, path });
}

function complaint(
  schema: Schema,
  issue: v.BaseIssue<unknown>,
  path: readonly string[],
  where: string,
  code: ErrorCode,
) {
  const place = [where, ...path].join('.');
  const key = path.at(-1) ?? '';
  const holder = [where, ...path.slice(0, -1)].join('.');
  if (issue.expected === 'never') {
    return unknownKey(key, keysAt(schema, path.slice(0, -1)), holder, path);
  }
  if (issue.received === 'undefined') {
    const asked = { where: holder, expected: `the key "${key}"`, got: 'none', path: path.slice(0, -1) };
    return new DoubleactError(code, asked);
  }
  const names = namesOf(issue);
  if (names !== null) {
    const unknown = unknownName(codeOf(issue) ?? code, place, issue.input as string, names);
    return new DoubleactError(unknown.code, { ...unknown.complaint, path });
  }
  const isDuration = issue.expected === durationExpected;
  return new DoubleactError(isDuration ? 'bad-duration' : code, {
    where: place,
    expected: expectedOf(issue),
    got: issue.input === undefined ? 'nothing' : shorten(JSON.stringify(issue.input) ?? String(issue.input)),
    hint: isDuration ? issue.message : undefined,
    path,
  });
}

/** The closed list that a text is not in; null where the issue is another. */
function namesOf({ type, expected, input }: v.BaseIssue<unknown>): readonly string[] | null {
  if (type !== 'picklist' || typeof input !== 'string' || expected === null) return null;
  return [...expected.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, name]) => name as string);
}

/** A list may say by its message which error code its names have. */
function codeOf({ message }: v.BaseIssue<unknown>): ErrorCode | null {
  return Object.hasOwn(errorCodes, message) ? (message as ErrorCode) : null;
}

function expectedOf({ type, expected, message }: v.BaseIssue<unknown>): string {
  if (type === 'integer') return 'a whole number';
  if (expected === null || type === 'regex') return message;
  if (type === 'min_length') return `at least ${expected.replace('>=', '')}`;
  return expected
    .replaceAll(/[()]/g, '')
    .replaceAll('Object', 'an object')
    .replaceAll('Array', 'a list')
    .replace(/^<=/, 'at most ')
    .replace(/^>=/, 'at least ')
    .replaceAll(' | ', ' or ');
}

/** The keys an object may have at this path, through unions and optionals. */
function keysAt(schema: unknown, path: readonly string[]): string[] {
  const { entries, options, wrapped, item, value } = schema as Record<string, unknown>;
  if (Array.isArray(options)) return [...new Set(options.flatMap((option) => keysAt(option, path)))];
  if (wrapped !== undefined) return keysAt(wrapped, path);
  const [first, ...rest] = path;
  if (first === undefined) return entries === undefined ? [] : Object.keys(entries as object);
  const below = (entries as Record<string, unknown> | undefined)?.[first] ?? item ?? value;
  return below === undefined ? [] : keysAt(below, rest);
}

function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 77)}...`;
}
