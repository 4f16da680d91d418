// Command-line flags as a table, read strictly: an unknown flag or a missing value is one clear sentence.
import { parseArgs } from 'node:util';
import { DoubleactError, unknownName } from '../mocks/errors.ts';

export interface Flag {
  readonly name: string;
  /** How the value is shown in the help; null for a flag without one. */
  readonly value: string | null;
  readonly kind: 'text' | 'whole' | 'number' | 'list' | 'yes';
  /** The largest number it takes. */
  readonly most?: number;
  readonly tells: string;
}

export type Flags = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** Where `readFlags` puts what stands without a flag. */
export const operandsKey = 'operands';

/** `operands`: may there be arguments that are no flags? */
export function readFlags(flags: readonly Flag[], argv: readonly string[], command: string, operands = false): Flags {
  const names = flags.map(({ name }) => `--${name}`);
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    tokens: true,
    options: Object.fromEntries(
      flags.map(({ name, kind }) => [name, { type: kind === 'yes' ? ('boolean' as const) : ('string' as const) }]),
    ),
  });
  const found: Record<string, string | number | boolean | string[]> = {};
  for (const token of tokens) {
    if (token.kind === 'positional') {
      if (operands) {
        found[operandsKey] = [...((found[operandsKey] as string[] | undefined) ?? []), token.value];
        continue;
      }
      throw new DoubleactError('unknown-flag', {
        where: command,
        expected: `flags (${names.join(', ')})`,
        got: JSON.stringify(token.value),
      });
    }
    if (token.kind !== 'option') continue;
    const flag = flags.find(({ name }) => name === token.name);
    if (flag === undefined) throw unknownName('unknown-flag', command, token.rawName, names);
    const place = `--${flag.name}`;
    if (flag.kind === 'yes') {
      if (token.value !== undefined) {
        throw new DoubleactError('bad-value', { where: place, expected: 'no value', got: JSON.stringify(token.value) });
      }
      found[flag.name] = true;
      continue;
    }
    if (token.value === undefined || (token.inlineValue === false && token.value.startsWith('--'))) {
      throw new DoubleactError('bad-value', {
        where: place,
        expected: `a value (${place} ${flag.value})`,
        got: 'none',
      });
    }
    if (token.value === '') {
      throw new DoubleactError('bad-value', {
        where: place,
        expected: `a value (${place} ${flag.value})`,
        got: 'an empty one',
      });
    }
    if (flag.kind === 'list') found[flag.name] = [...((found[flag.name] as string[] | undefined) ?? []), token.value];
    else found[flag.name] = flag.kind === 'text' ? token.value : toNumber(token.value, place, flag);
  }
  return found;
}

/** A number as people write it, on the command line or in the environment. */
export function toNumber(text: string, where: string, { kind, most = Number.MAX_SAFE_INTEGER }: Bounds): number {
  const value = Number(text);
  const isDecimal = /^\d+(?:\.\d+)?$/.test(text);
  if (isDecimal && value <= most && (kind !== 'whole' || Number.isSafeInteger(value))) return value;
  const expected = kind === 'whole' ? 'a whole number' : 'a number';
  const range = most === Number.MAX_SAFE_INTEGER ? 'of 0 or more' : `from 0 to ${most}`;
  throw new DoubleactError('bad-value', { where, expected: `${expected} ${range}`, got: JSON.stringify(text) });
}

/** The values of a flag that is given as `NAME=VALUE`, by name. */
export function toPairs(list: readonly string[], place: string, expected: string): Record<string, string> {
  const pairs: Record<string, string> = {};
  for (const pair of list) {
    const mark = pair.indexOf('=');
    if (mark < 1 || mark === pair.length - 1) {
      throw new DoubleactError('bad-value', { where: place, expected, got: JSON.stringify(pair) });
    }
    pairs[pair.slice(0, mark)] = pair.slice(mark + 1);
  }
  return pairs;
}
type Bounds = Pick<Flag, 'kind' | 'most'>;
