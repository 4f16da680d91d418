// The fields of a verb's form, read from the JSON Schema of the step registry: the form offers what a scenario may say.
import type { Json, JsonObject } from '../../mocks/json.ts';

/** One way in which a verb may be written. */
export interface Variant {
  readonly title: string;
  readonly kind: 'fixed' | 'word' | 'object';
  /** What it is, if fixed. */
  readonly value?: Json;
  readonly fields: readonly Field[];
}

export interface Field {
  readonly name: string;
  readonly required: boolean;
  /** Needed, or often wanted: the others are offered on demand. */
  readonly usual: boolean;
  readonly kind: 'text' | 'number' | 'yes-no' | 'choice' | 'json';
  readonly choices: readonly string[];
}

interface Schema {
  readonly type?: string;
  readonly const?: Json;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly $ref?: string;
  readonly items?: Schema;
}

/** The one with most to say first. */
export function variantsOf(schema: JsonObject): readonly Variant[] {
  const variants = flat(schema as Schema)
    .filter(({ $ref }) => $ref === undefined)
    .map(toVariant);
  const needed = variants.filter(({ kind }) => kind === 'object').flatMap(({ fields }) => fields);
  // A word alone says no more than an object in which it is the one thing needed; a number alone is another thing.
  const saidElsewhere = ({ kind, fields: [word] }: Variant) =>
    kind === 'word' &&
    word?.kind !== 'number' &&
    needed.some(({ required, choices }) => required && `${choices}` === `${word?.choices}`);
  return variants.filter((variant) => !saidElsewhere(variant)).sort((a, b) => b.fields.length - a.fields.length);
}

/** What the fields say, as a step says it; empty fields are left out. */
export function inputOf(variant: Variant, said: Readonly<Record<string, string>>): Json {
  if (variant.kind === 'fixed') return variant.value as Json;
  if (variant.kind === 'word') return toValue(variant.fields[0] as Field, said.value ?? '');
  const filled = variant.fields.filter(({ name }) => (said[name] ?? '') !== '');
  return Object.fromEntries(filled.map((field) => [field.name, toValue(field, said[field.name] as string)]));
}

function flat(schema: Schema): readonly Schema[] {
  return schema.anyOf === undefined ? [schema] : schema.anyOf.flatMap(flat);
}

function toVariant(schema: Schema): Variant {
  if (schema.const !== undefined)
    return { title: `just ${schema.const}`, kind: 'fixed', value: schema.const, fields: [] };
  if (schema.type === 'object' && schema.properties !== undefined) {
    const { required = [] } = schema;
    const fields = Object.entries(schema.properties).map(([name, below]) =>
      toField(name, below, required.includes(name)),
    );
    return {
      title: fields.filter((field) => field.required).map(({ name }) => name)[0] ?? 'details',
      kind: 'object',
      fields,
    };
  }
  const field = toField('value', schema, true);
  return { title: field.kind === 'choice' ? 'one of' : 'value', kind: 'word', fields: [field] };
}

const often = new Set(['applicant', 'event', 'delivery', 'after', 'for', 'count', 'times', 'overlap', 'endpoint']);

function toField(name: string, schema: Schema, required: boolean): Field {
  const ways = flat(schema).filter(({ $ref }) => $ref === undefined);
  const choices = ways.flatMap(
    (way) => way.enum ?? way.items?.enum ?? way.items?.anyOf?.flatMap((e) => e.enum ?? []) ?? [],
  );
  const has = (type: string) => ways.some((way) => way.type === type);
  const kind =
    choices.length > 0
      ? 'choice'
      : has('boolean')
        ? 'yes-no'
        : has('number') || has('integer')
          ? 'number'
          : has('string')
            ? 'text'
            : 'json';
  return { name, required, usual: required || often.has(name), kind, choices: [...new Set(choices)] };
}

function toValue({ kind }: Field, text: string): Json {
  if (kind === 'number' && text.trim() !== '' && !Number.isNaN(Number(text))) return Number(text);
  if (kind === 'yes-no') return text === 'true';
  // An object where a word would do too, as for an applicant.
  if (kind === 'json' || /^\s*[{[]/.test(text)) return readOr(text);
  return text;
}

function readOr(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
