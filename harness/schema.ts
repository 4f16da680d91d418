// Reads what people write (steps, configuration) strictly; the door to valibot. Every complaint names its place.
import * as v from 'valibot';
import { closest } from '../mocks/closest.ts';
import { parseDuration } from '../mocks/duration.ts';
import { DoubleactError, type ErrorCode } from '../mocks/errors.ts';

export {
  any,
  array,
  boolean,
  integer,
  literal,
  maxValue,
  minValue,
  number,
  optional,
  picklist,
  pipe,
  record,
  strictObject,
  string,
  union,
} from 'valibot';

export type Schema<Output = unknown> = v.GenericSchema<unknown, Output>;
export type Read<S extends v.GenericSchema> = v.InferOutput<S>;

/** A span of time with its unit, read as milliseconds. */
export function duration() {
  return v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      try {
        return parseDuration(dataset.value, '');
      } catch (fault) {
        addIssue({ message: (fault as DoubleactError).hint ?? '', expected: durationExpected });
        return NEVER;
      }
    }),
  );
}

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
  throw complaint(schema, issue, path, where, code);
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
function telling({ expected, received, path }: v.BaseIssue<unknown>): number {
  if (expected === durationExpected) return 4;
  if (path === undefined) return 0;
  return received === 'undefined' ? 1 : expected === 'never' ? 2 : 3;
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
    const known = keysAt(schema, path.slice(0, -1));
    const near = closest(key, known);
    const expected = known.length > 0 ? `only the keys ${known.join(', ')}` : 'no such key';
    const hint = near === null ? undefined : `Did you mean "${near}"?`;
    return new DoubleactError('unknown-key', { where: holder, expected, got: JSON.stringify(key), hint });
  }
  if (issue.received === 'undefined') {
    return new DoubleactError(code, { where: holder, expected: `the key "${key}"`, got: 'none' });
  }
  const isDuration = issue.expected === durationExpected;
  return new DoubleactError(isDuration ? 'bad-duration' : code, {
    where: place,
    expected: expectedOf(issue),
    got: issue.input === undefined ? 'nothing' : shorten(JSON.stringify(issue.input) ?? String(issue.input)),
    hint: isDuration ? issue.message : undefined,
  });
}

function expectedOf({ type, expected, message }: v.BaseIssue<unknown>): string {
  if (type === 'integer') return 'a whole number';
  if (expected === null) return message;
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
