// Whether a credential subject is what its program's schema asks for, to the letter (credential-issues page: extra fields
// and wrong types are rejected).
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Field, FieldType } from './program.ts';
import type { Rules } from './rules.ts';

/** What is wrong with the subject, as a sentence for the answer's message; null when nothing is. */
export function complaintOf(
  subject: JsonObject,
  fields: Readonly<Record<string, Field>>,
  rules: Rules['call'],
): string | null {
  for (const name of Object.keys(subject)) {
    const value = subject[name] as Json;
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) return `credentialSubject.${name} is not in the schema of this program`;
    if (!rules.lenientSubject && !isDocumentedValue(value)) {
      return `credentialSubject.${name} must be a string, an integer, a boolean or an object`;
    }
    if (!fits[field.type](value, rules.dates)) return `credentialSubject.${name} must be of type ${field.type}`;
  }
  for (const name of Object.keys(fields)) {
    if (fields[name]?.required && !Object.hasOwn(subject, name)) return `credentialSubject.${name} is required`;
  }
  return null;
}

/** The value types of the OpenAPI file: string, integer, boolean, object. */
function isDocumentedValue(value: Json): boolean {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isInteger(value) || isJsonObject(value);
}

const fits: Readonly<Record<FieldType, (value: Json, dates: Rules['call']['dates']) => boolean>> = {
  string: (value) => typeof value === 'string',
  integer: (value) => Number.isInteger(value),
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  date: isDate,
  object: isJsonObject,
  array: (value) => Array.isArray(value),
};

const isoDate = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?$/;

function isDate(value: Json, dates: Rules['call']['dates']): boolean {
  if (dates === 'iso-or-unix' && Number.isInteger(value)) return true;
  if (typeof value !== 'string') return false;
  return dates === 'text' || (isoDate.test(value) && !Number.isNaN(Date.parse(value)));
}
