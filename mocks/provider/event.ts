// An event and its body: the provider's own shape with the user's edits, serialised once. Those bytes are signed and sent.
import type { Body } from '../entry.ts';
import { DoubleactError, unknownName } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject, readJson, valueAt } from '../json.ts';
import type { EventHead, Places } from './profile.ts';

export interface ProviderEvent extends EventHead {
  readonly subject: string | null;
  /** The person's e-mail; empty where the event is about nobody. */
  readonly applicant: string;
  /** What is signed and sent, in UTF-8. Text, because to keep bytes costs V8 half as much as all the rest of an attempt. */
  readonly body: string;
  /** The same for reading: one for all attempts, so that a pending retry holds no copy of it. */
  readonly text: Body;
}

/** What a user may change of a body. */
export interface Edits {
  /** The whole body: text is sent to the byte, an object is serialised. */
  readonly body?: string | JsonObject | undefined;
  /** New values by path; a path that does not exist is an error. */
  readonly override?: Readonly<Record<string, Json>> | undefined;
  /** Paths to leave out; a path that does not exist is an error. */
  readonly remove?: readonly string[] | undefined;
}

export function writeBody(built: JsonObject, edits: Edits, openMaps: readonly string[], where: string): string {
  if (edits.body !== undefined) {
    if (edits.override !== undefined || edits.remove !== undefined) {
      throw new DoubleactError('bad-value', {
        where: `${where}.body`,
        expected: 'either a whole body, or override and remove',
        got: 'both',
        hint: 'Put the change into the body itself.',
      });
    }
    // Half of a surrogate pair has no bytes: as it will be read.
    return typeof edits.body === 'string' ? Buffer.from(edits.body).toString() : JSON.stringify(edits.body);
  }
  const text = JSON.stringify(built);
  if (edits.override === undefined && edits.remove === undefined) return text;
  // As it will be read: a copy, because parts of what was built may belong to others.
  const changed = JSON.parse(text) as Record<string, unknown>;
  for (const [path, value] of Object.entries(edits.override ?? {})) {
    place(changed, path, openMaps, `${where}.override`, (holder, key) => {
      holder[key] = value;
    });
  }
  for (const path of edits.remove ?? []) {
    place(changed, path, [], `${where}.remove`, (holder, key) => {
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
    });
  }
  return JSON.stringify(changed);
}

type Holder = Record<string, unknown>;

function place(
  root: Holder,
  path: string,
  openMaps: readonly string[],
  where: string,
  act: (holder: Holder, key: string) => void,
): void {
  const keys = path.split('.');
  const last = keys.pop() as string;
  let holder: unknown = root;
  for (const key of keys) holder = hasKey(holder, key) ? (holder as Holder)[key] : undefined;
  const open = openMaps.includes(keys.join('.')) && isJsonObject(holder);
  if (!open && !hasKey(holder, last)) {
    const paths = pathsOf(root);
    const error = unknownName('unknown-override', where, path, paths);
    throw error.hint === null
      ? new DoubleactError('unknown-override', { ...asComplaint(error, path), hint: openHint(openMaps) })
      : error;
  }
  act(holder as Holder, last);
}

function asComplaint(error: DoubleactError, path: string) {
  return { where: error.where, expected: 'a path that exists in the body', got: JSON.stringify(path) };
}

function openHint(openMaps: readonly string[]): string {
  const free = openMaps.length === 0 ? '' : ` New keys may be added under ${openMaps.join(' and ')}.`;
  return `To send a body of another shape, give it whole as "body".${free}`;
}

function hasKey(holder: unknown, key: string): boolean {
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key);
}

function pathsOf(value: unknown, prefix = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]) => [prefix + key, ...pathsOf(below, `${prefix}${key}.`)]);
}

/** The id that a body of the user's own carries: its delivery is announced under it. */
export function idInBody(body: Edits['body'], place: Places['id']): string | null {
  if (body === undefined || place === null || 'header' in place) return null;
  const read = typeof body === 'string' ? readJson(body) : { value: body };
  const id = 'value' in read ? valueAt(read.value, place.body) : null;
  return typeof id === 'string' && id !== '' ? id : null;
}
