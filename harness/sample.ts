// A step whose input refers to what is not there yet is read before anything happens all the same: with a value of the
// right kind in place of each reference.
import { isJsonObject, type Json } from '../mocks/json.ts';
import { type Schema, type Stands, takes } from './schema.ts';

/** The value with something the schema takes wherever a text holds a reference. */
export function withSamples(schema: unknown, value: Json): Json {
  const { type, options, entries, wrapped, item, value: below } = schema as Walkable;
  if (wrapped !== undefined) return withSamples(wrapped, value);
  if (type === 'union' && options !== undefined) {
    const filled = (options as readonly unknown[]).map((option) => [option, withSamples(option, value)] as const);
    return filled.find(([option, each]) => takes(option as Schema, each))?.[1] ?? value;
  }
  if (typeof value === 'string') return value.includes('${') ? sampleOf(schema as Walkable, value) : value;
  if (Array.isArray(value)) return item === undefined ? value : value.map((each: Json) => withSamples(item, each));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      const inner = entries === undefined ? below : entries[key];
      return [key, inner === undefined ? each : withSamples(inner, each as Json)];
    }),
  );
}

interface Walkable {
  readonly type: string;
  readonly options?: readonly unknown[];
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly wrapped?: unknown;
  readonly item?: unknown;
  readonly value?: unknown;
  readonly literal?: Json;
  readonly pipe?: readonly { readonly type: string; readonly requirement?: unknown; readonly metadata?: object }[];
}

function sampleOf({ type, pipe = [], options, literal }: Walkable, text: string): Json {
  const stands = pipe.find(({ type: each }) => each === 'metadata')?.metadata as { stands?: Stands } | undefined;
  if (stands?.stands !== undefined) return stands.stands.sample;
  if (type === 'number') return (pipe.find(({ type: each }) => each === 'min_value')?.requirement as number) ?? 1;
  if (type === 'boolean') return true;
  if (type === 'picklist') return options?.[0] as Json;
  return type === 'literal' ? (literal as Json) : text;
}
