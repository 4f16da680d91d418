// `${first.event}`: what earlier steps came to, and the people they named, put into later ones. A value that is exactly
// one reference keeps its type. There are no expressions, and nothing of the process can be reached.
import { DoubleactError, unknownName } from '../mocks/errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../mocks/json.ts';
import type { Applicant } from '../mocks/provider/profile.ts';
import type { Sandbox } from '../mocks/sandbox.ts';

export interface Reference {
  /** As it was written. */
  readonly text: string;
  readonly name: string;
  readonly keys: readonly string[];
  /** Where it stands in the value. */
  readonly path: readonly string[];
}

export const namePattern = '[A-Za-z][\\w-]*';
/** What may be asked of a person. */
export const personKeys = ['key', 'name', 'email', 'level', 'customerId'] as const satisfies (keyof Applicant)[];

export function isName(text: unknown): text is string {
  return typeof text === 'string' && new RegExp(`^${namePattern}$`).test(text);
}

/** Every reference in a value; one that cannot be read is an error. */
export function referencesIn(value: Json, where: string, path: readonly string[] = []): readonly Reference[] {
  if (typeof value === 'string') return piecesOf(value, where, path).filter((piece) => typeof piece !== 'string');
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]) => referencesIn(below as Json, where, [...path, key]));
}

/** The value with everything put in. */
export function fillIn(value: Json, find: (reference: Reference) => Json, where: string): Json {
  if (typeof value === 'string') {
    const pieces = piecesOf(value, where, []);
    const [only] = pieces;
    if (pieces.length === 1 && only !== undefined && typeof only !== 'string') return find(only);
    return pieces.map((piece) => (typeof piece === 'string' ? piece : toText(find(piece), piece, where))).join('');
  }
  if (Array.isArray(value)) return value.map((each: Json) => fillIn(each, find, where));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, fillIn(below as Json, find, where)]));
}

/** What has been captured in this sandbox. Kept by the sandbox itself, so that it is forgotten together with it. */
export function memoryOf(sandbox: Sandbox): Map<string, JsonObject> {
  const known = memories.get(sandbox) ?? new Map<string, JsonObject>();
  memories.set(sandbox, known);
  return known;
}

const memories = new WeakMap<Sandbox, Map<string, JsonObject>>();

/** The value of a reference in a sandbox: a capture, or else a person. */
export function findIn(sandbox: Sandbox, where: string): (reference: Reference) => Json {
  return ({ name, keys, text }) => {
    const people = sandbox.provider.subjects.applicants();
    const start = memoryOf(sandbox).get(name) ?? people.find(({ key }) => key === name);
    if (start === undefined) {
      throw unknownName('not-found', `${where} ${text}`, name, [
        ...memoryOf(sandbox).keys(),
        ...people.map(({ key }) => key),
      ]);
    }
    let value = start as Json;
    for (const key of keys) {
      const holder: unknown = value;
      if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, key)) {
        const known = typeof holder === 'object' && holder !== null ? Object.keys(holder) : [];
        throw unknownName('not-found', `${where} ${text}`, key, known);
      }
      value = (holder as Record<string, Json>)[key] as Json;
    }
    return value;
  };
}

/** `$${` is a plain `${`. */
function piecesOf(text: string, where: string, path: readonly string[]): readonly (string | Reference)[] {
  return text
    .split(/(\$?\$\{[^}]*\}?)/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      if (piece.startsWith('$${')) return piece.slice(1);
      if (!piece.startsWith('${')) return piece;
      const [, inside] = new RegExp(`^\\$\\{(${namePattern}(?:\\.[\\w-]+)*)\\}$`).exec(piece) ?? [];
      if (inside === undefined) {
        throw new DoubleactError('bad-value', {
          where,
          expected: `a reference such as \${first.event} or \${ana.email}`,
          got: JSON.stringify(piece),
          hint: `There are no expressions; write $\${ for a plain \${.`,
          path,
        });
      }
      const [name, ...keys] = inside.split('.');
      return { text: piece, name: name as string, keys, path };
    });
}

function toText(value: Json, { text }: Reference, where: string): string {
  if (typeof value !== 'object' || value === null) return String(value);
  throw new DoubleactError('bad-value', {
    where: `${where} ${text}`,
    expected: 'text, a number or a truth value, to be put into text',
    got: Array.isArray(value) ? 'a list' : 'an object',
  });
}
