// How a list is cut into pages: nothing on it is published, so both common ways are offered.
import type { Call, Json, JsonObject, Readings } from '../../profile.ts';

export type Page = { readonly body: JsonObject } | { readonly fields: Readonly<Record<string, string>> };

export interface Item {
  readonly id: string;
  readonly json: Json;
}

const usual = 20;
const most = 100;

/** `items` come newest first. */
export function toPage(call: Call, items: readonly Item[], readings: Readings): Page {
  return readings.pagination === 'numbered' ? numbered(call, items) : afterCursor(call, items);
}

function afterCursor(call: Call, items: readonly Item[]): Page {
  const limit = wholeNumber(call, 'limit', usual, most);
  const after = call.query.get('starting_after');
  const begin = after === null ? 0 : items.findIndex(({ id }) => id === after) + 1;
  if (limit === null) return { fields: { limit: `Expected a whole number from 1 to ${most}.` } };
  if (after !== null && begin === 0) return { fields: { starting_after: 'Expected the id of an item of this list.' } };
  const shown = items.slice(begin, begin + limit);
  return { body: { data: shown.map(({ json }) => json), has_more: begin + limit < items.length } };
}

function numbered(call: Call, items: readonly Item[]): Page {
  const page = wholeNumber(call, 'page', 1, Number.MAX_SAFE_INTEGER);
  const size = wholeNumber(call, 'per_page', usual, most);
  if (page === null) return { fields: { page: 'Expected a whole number from 1.' } };
  if (size === null) return { fields: { per_page: `Expected a whole number from 1 to ${most}.` } };
  const shown = items.slice((page - 1) * size, page * size);
  return { body: { data: shown.map(({ json }) => json), page, per_page: size, total: items.length } };
}

function wholeNumber(call: Call, name: string, otherwise: number, max: number): number | null {
  const text = call.query.get(name);
  if (text === null) return otherwise;
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= max ? value : null;
}
