// What was changed in a body, as a step says it: new values by path where that is enough, so that ids stay the sandbox's own
// and a scenario shows what matters; else the whole body.
import { isJsonObject, type Json, type JsonObject, readJson } from '../../mocks/json.ts';

export interface Edits {
  readonly override?: Readonly<Record<string, Json>>;
  readonly remove?: readonly string[];
  readonly body?: string;
}

export function editsOf(before: Json, text: string): Edits {
  const read = readJson(text);
  if (!('value' in read) || !isJsonObject(read.value) || !isJsonObject(before)) return { body: text };
  const override: Record<string, Json> = {};
  const remove: string[] = [];
  if (!compare(before, read.value, '', override, remove)) return { body: text };
  return {
    ...(Object.keys(override).length > 0 && { override }),
    ...(remove.length > 0 && { remove }),
  };
}

/** false: something was added, which no path can say. */
function compare(
  before: JsonObject,
  after: JsonObject,
  prefix: string,
  override: Record<string, Json>,
  remove: string[],
): boolean {
  for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) remove.push(prefix + key);
  for (const [key, value] of Object.entries(after)) {
    if (!Object.hasOwn(before, key) || key.includes('.')) return false;
    const old = before[key] as Json;
    if (isJsonObject(old) && isJsonObject(value)) {
      if (!compare(old, value, `${prefix}${key}.`, override, remove)) return false;
    } else if (JSON.stringify(old) !== JSON.stringify(value)) override[prefix + key] = value;
  }
  return true;
}
