// Issuance programs: what may be issued, to which schema, and how long the chain takes. Configuration, not code.
import { parseDuration } from '../duration.ts';
import { DoubleactError, unknownName } from '../errors.ts';
import { isJsonObject } from '../json.ts';
import type { Random } from '../random.ts';
import { toShortId } from './identity.ts';

const fieldTypes = ['string', 'integer', 'number', 'boolean', 'date', 'object', 'array'] as const;
export type FieldType = (typeof fieldTypes)[number];

export interface Field {
  readonly type: FieldType;
  readonly required: boolean;
}

/** After so much sandbox time, after so many polls that saw it pending, or not by itself. */
export type Onchain = { readonly after: number } | { readonly polls: number } | 'never';

export interface Program {
  readonly id: string;
  readonly name: string;
  readonly issuerDid: string;
  readonly schema: { readonly id: string; readonly fields: Readonly<Record<string, Field>> };
  /** A draft program is as good as none. */
  readonly published: boolean;
  /** Most credentials it may issue; null for no bound. */
  readonly cap: number | null;
  readonly onchain: Onchain;
  /** Credentials expire this long after they were issued, in ms; null for never. */
  readonly expiresAfter: number | null;
}

/** Sandbox time in ms, or as text with a unit: "3s". */
type Span = number | string;

/** A program as a user writes it: a name and fields, the rest has defaults. */
export interface ProgramOptions {
  readonly name: string;
  readonly id?: string | undefined;
  readonly issuerDid?: string | undefined;
  readonly schema: {
    readonly id?: string | undefined;
    /** Required unless it says otherwise. */
    readonly fields: Readonly<Record<string, { readonly type: FieldType; readonly required?: boolean | undefined }>>;
  };
  readonly published?: boolean | undefined;
  readonly cap?: number | undefined;
  readonly onchain?: { readonly after: Span } | { readonly polls: number } | 'never' | undefined;
  readonly expiresAfter?: Span | undefined;
}

/** The program of the recipe "KYC credential on event". */
export const kycProgram: ProgramOptions = {
  name: 'kyc',
  schema: {
    fields: {
      kycVerified: { type: 'boolean' },
      kycLevel: { type: 'string' },
      verifiedAt: { type: 'string' },
    },
  },
};

export interface ProgramDefaults {
  readonly issuerDid: string;
  readonly onchain: Onchain;
  readonly random: Random;
}

/** The programs by id, the recipe's first. One that is named like an earlier one takes its place. */
export function toPrograms(
  options: readonly ProgramOptions[],
  defaults: ProgramDefaults,
): ReadonlyMap<string, Program> {
  const byName = new Map([kycProgram, ...options].map((each) => [each.name, each]));
  const programs = new Map<string, Program>();
  for (const each of byName.values()) {
    const program = toProgram(each, defaults);
    if (programs.has(program.id)) {
      throw bad(`programs.${each.name}.id`, 'an id that no other program has', JSON.stringify(program.id));
    }
    programs.set(program.id, program);
  }
  return programs;
}

function toProgram(options: ProgramOptions, { issuerDid, onchain, random }: ProgramDefaults): Program {
  const where = `programs.${options.name}`;
  const { name, schema, cap, expiresAfter } = options;
  if (typeof name !== 'string') throw bad('programs', 'a program with a name', JSON.stringify(options));
  for (const key of Object.keys(options)) {
    if (!programKeys.includes(key)) throw unknownName('unknown-key', where, key, programKeys);
  }
  if (!isJsonObject(schema) || !isJsonObject(schema.fields)) {
    throw bad(`${where}.schema`, 'an object with fields', JSON.stringify(schema) ?? 'nothing');
  }
  if (cap !== undefined && !(Number.isSafeInteger(cap) && cap > 0)) {
    throw bad(`${where}.cap`, 'a whole number above 0', JSON.stringify(cap));
  }
  return {
    id: options.id ?? toShortId(random, 'program', name),
    name,
    issuerDid: options.issuerDid ?? issuerDid,
    schema: { id: schema.id ?? toShortId(random, 'schema', name), fields: toFields(schema.fields, where) },
    published: options.published ?? true,
    cap: cap ?? null,
    onchain: options.onchain === undefined ? onchain : toOnchain(options.onchain, `${where}.onchain`),
    expiresAfter: expiresAfter === undefined ? null : toSpan(expiresAfter, `${where}.expiresAfter`),
  };
}

const programKeys = ['name', 'id', 'issuerDid', 'schema', 'published', 'cap', 'onchain', 'expiresAfter'];

function toFields(fields: ProgramOptions['schema']['fields'], where: string): Program['schema']['fields'] {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { type, required = true }]) => {
      if (fieldTypes.includes(type)) return [name, { type, required }];
      throw bad(`${where}.schema.fields.${name}.type`, `one of ${fieldTypes.join(', ')}`, JSON.stringify(type));
    }),
  );
}

function toOnchain(onchain: NonNullable<ProgramOptions['onchain']>, where: string): Onchain {
  if (onchain === 'never') return onchain;
  if (isJsonObject(onchain) && 'after' in onchain) return { after: toSpan(onchain.after, `${where}.after`) };
  if (Number.isSafeInteger(onchain.polls) && onchain.polls >= 0) return { polls: onchain.polls };
  throw bad(where, '{ after: "3s" }, { polls: 2 } or "never"', JSON.stringify(onchain));
}

function toSpan(span: Span, where: string): number {
  return typeof span === 'number' && Number.isSafeInteger(span) && span >= 0 ? span : parseDuration(span, where);
}

function bad(where: string, expected: string, got: string): DoubleactError {
  return new DoubleactError('bad-value', { where, expected, got });
}
