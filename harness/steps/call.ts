// A call to the receiver as a scenario writes it.
import type { Json } from '../../mocks/json.ts';
import { any, duration, optional, picklist, type Read, record, type Schema, strictObject, string } from '../schema.ts';
import { matchers } from './matcher.ts';

export const call = strictObject({
  method: optional(picklist(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])),
  path: optional(string()),
  headers: optional(record(string(), string())),
  /** To the byte. */
  body: optional(string()),
  json: optional(any() as unknown as Schema<Json>),
  timeout: optional(duration()),
  expect: optional(matchers()),
});
export type CallInput = Read<typeof call>;

export function methodOf({ method, body, json }: CallInput): string {
  return method ?? (body === undefined && json === undefined ? 'GET' : 'POST');
}

export function tellCall(input: CallInput): string {
  return `${methodOf(input)} ${input.path ?? 'the webhook path'}`;
}
