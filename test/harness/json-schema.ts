// A reader of JSON Schema, no larger than what the schema of scenario files uses; one keyword more is an error.
import { isJsonObject, type Json, type JsonObject } from '../../mocks/json.ts';

/** Does the value fit the schema? */
export function fits(root: JsonObject, schema: Json, value: unknown): boolean {
  if (!isJsonObject(schema)) throw new Error(`${JSON.stringify(schema)} is no schema`);
  return Object.entries(schema).every(([keyword, asked]) => {
    const holds = keywords[keyword];
    if (holds === undefined) throw new Error(`nothing here reads ${keyword}`);
    return holds(asked, value, { root, schema });
  });
}

interface Around {
  readonly root: JsonObject;
  readonly schema: JsonObject;
}

type Keyword = (asked: Json, value: unknown, around: Around) => boolean;

const said: Keyword = () => true;
const keywords: Readonly<Record<string, Keyword>> = {
  $schema: said,
  $defs: said,
  title: said,
  description: said,
  examples: said,
  $ref: (asked, value, { root }) => {
    const target = String(asked)
      .slice(2)
      .split('/')
      .reduce<Json>((holder, key) => (holder as JsonObject)[key] as Json, root);
    return fits(root, target, value);
  },
  type(asked, value) {
    if (asked === 'integer') return Number.isInteger(value);
    if (asked === 'array') return Array.isArray(value);
    return asked === 'object' ? isJsonObject(value) : typeof value === asked;
  },
  const: (asked, value) => asked === value,
  enum: (asked, value) => (asked as Json[]).includes(value as Json),
  pattern: (asked, value) => typeof value !== 'string' || new RegExp(String(asked), 'u').test(value),
  minimum: (asked, value) => typeof value !== 'number' || value >= (asked as number),
  maximum: (asked, value) => typeof value !== 'number' || value <= (asked as number),
  minItems: (asked, value) => !Array.isArray(value) || value.length >= (asked as number),
  anyOf: (asked, value, { root }) => (asked as Json[]).some((each) => fits(root, each, value)),
  items: (asked, value, { root }) => !Array.isArray(value) || value.every((each) => fits(root, asked, each)),
  properties: (asked, value, { root }) =>
    !isJsonObject(value) ||
    Object.entries(asked as JsonObject).every(
      ([key, below]) => !(key in value) || fits(root, below as Json, value[key]),
    ),
  required: (asked, value) => !isJsonObject(value) || (asked as string[]).every((key) => key in value),
  additionalProperties(asked, value, { root, schema }) {
    if (!isJsonObject(value)) return true;
    const known = Object.keys((schema.properties ?? {}) as JsonObject);
    const others = Object.keys(value).filter((key) => !known.includes(key));
    return others.every((key) => asked !== false && fits(root, asked, value[key]));
  },
};
