// What a scenario expects of a value, as part of a step's input: refused before any traffic where it could never hold.
import { isJsonObject, type Json, type JsonObject } from '../../mocks/json.ts';
import { complaintAbout } from '../match.ts';
import { any, metadata, pipe, rawCheck, type Schema } from '../schema.ts';

/** Any value, or operators. */
export function matcher(): Schema<Json> {
  return matcherThat(() => null, { $ref: '#/$defs/matcher' });
}

/** An object whose keys must all hold. */
export function matchers(): Schema<JsonObject> {
  const isObject = (value: unknown) => (isJsonObject(value) ? null : 'an object of keys that must hold');
  return matcherThat(isObject, { $ref: '#/$defs/matchers' }) as Schema<JsonObject>;
}

function matcherThat(refuses: (value: unknown) => string | null, json: JsonObject): Schema<Json> {
  return pipe(
    any() as unknown as Schema<Json>,
    metadata({ stands: { json, sample: '' } }),
    rawCheck(({ dataset, addIssue }) => {
      const value = dataset.value as Json;
      const expected = refuses(value);
      const complaint = expected === null ? complaintAbout(value) : { path: [], expected, got: '' };
      if (complaint === null) return;
      addIssue({ message: complaint.expected, expected: complaint.expected, ...wayTo(value, complaint.path) });
    }),
  ) as unknown as Schema<Json>;
}

/** The way inside the value, in the form that issues have. */
function wayTo(value: Json, keys: readonly string[]) {
  const path: { type: 'object'; origin: 'value'; input: Record<string, unknown>; key: string; value: unknown }[] = [];
  let holder: unknown = value;
  for (const key of keys) {
    const input = holder as Record<string, unknown>;
    holder = input[key];
    path.push({ type: 'object', origin: 'value', input, key, value: holder });
  }
  const [first, ...rest] = path;
  return { input: holder, ...(first !== undefined && { path: [first, ...rest] as [typeof first, ...typeof rest] }) };
}
