// JSON as a type, and reading it without throwing.

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The parsed text, or the parser's complaint. */
export function readJson(text: string): { readonly value: Json } | { readonly complaint: string } {
  try {
    return { value: JSON.parse(text) as Json };
  } catch (fault) {
    return { complaint: (fault as Error).message };
  }
}

/** What stands at a path such as data.object.id; undefined where there is nothing. */
export function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((held, key) => {
    if (typeof held !== 'object' || held === null || !Object.hasOwn(held, key)) return undefined;
    return (held as Record<string, unknown>)[key];
  }, value);
}
