// What people may write, as JSON Schema: editors complete scenario files from it. Made from the schemas that read them.
import type { Json, JsonObject } from '../mocks/json.ts';
import type { Stands } from './schema.ts';

/** Draft 2020-12 of a schema made with the door's own words; one that it has no word for is an error of ours. */
export function toJsonSchema(schema: unknown): JsonObject {
  const { type, pipe } = schema as Node;
  const stands = (pipe?.find((each) => each.type === 'metadata')?.metadata as { stands?: Stands } | undefined)?.stands;
  if (stands !== undefined) return stands.json;
  const convert = converters[type];
  if (convert === undefined) throw new Error(`no JSON Schema for the schema kind ${type}`);
  return convert(schema as Node);
}

/** A value of another kind than text, in whose place a reference may stand. */
const orReference = (plain: JsonObject): JsonObject => ({ anyOf: [plain, { $ref: '#/$defs/reference' }] });

interface Node {
  readonly type: string;
  readonly pipe?: readonly Action[];
  readonly entries?: Readonly<Record<string, Node>>;
  readonly options?: readonly unknown[];
  readonly wrapped?: Node;
  readonly item?: Node;
  readonly value?: Node;
  readonly literal?: Json;
}

interface Action {
  readonly type: string;
  readonly requirement?: unknown;
  readonly metadata?: object;
}

const converters: Readonly<Record<string, (node: Node) => JsonObject>> = {
  any: () => ({}),
  string: ({ pipe = [] }) => bounded({ type: 'string' }, pipe),
  number: ({ pipe = [] }) => {
    const type = pipe.some((each) => each.type === 'integer') ? 'integer' : 'number';
    return orReference(bounded({ type }, pipe));
  },
  boolean: () => orReference({ type: 'boolean' }),
  literal: ({ literal }) => ({ const: literal as Json }),
  picklist: ({ options }) => orReference({ enum: options as readonly Json[] }),
  array: ({ item, pipe = [] }) => bounded({ type: 'array', items: toJsonSchema(item) }, pipe),
  record: ({ value }) => ({ type: 'object', additionalProperties: toJsonSchema(value) }),
  optional: ({ wrapped }) => toJsonSchema(wrapped),
  union: ({ options = [] }) => ({ anyOf: options.map(toJsonSchema) }),
  strict_object({ entries = {} }) {
    const names = Object.keys(entries);
    const required = names.filter((name) => entries[name]?.type !== 'optional');
    return {
      type: 'object',
      properties: Object.fromEntries(names.map((name) => [name, toJsonSchema(entries[name])])),
      ...(required.length > 0 && { required }),
      additionalProperties: false,
    };
  },
};

const keywords: Readonly<Record<string, (requirement: unknown) => JsonObject>> = {
  regex: (requirement) => ({ pattern: (requirement as RegExp).source }),
  min_value: (requirement) => ({ minimum: requirement as number }),
  max_value: (requirement) => ({ maximum: requirement as number }),
  min_length: (requirement) => ({ minItems: requirement as number }),
};

function bounded(plain: JsonObject, pipe: readonly Action[]): JsonObject {
  return Object.assign({}, plain, ...pipe.map(({ type, requirement }) => keywords[type]?.(requirement) ?? {}));
}
