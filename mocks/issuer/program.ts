// Issuance programs: what may be issued, to which schema, and how long the chain takes. Configuration, not code.
import { DoubleactError } from '../errors.ts';
import type { Random } from '../random.ts';
import { toShortId } from './identity.ts';

export const fieldTypes = ['string', 'integer', 'number', 'boolean', 'date', 'object', 'array'] as const;
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

/** A program as a user writes it: a name and fields, the rest has defaults. */
export interface ProgramOptions {
  readonly name: string;
  readonly id?: string | undefined;
  readonly issuerDid?: string | undefined;
  readonly schema: { readonly id?: string | undefined; readonly fields: Readonly<Record<string, Field>> };
  readonly published?: boolean | undefined;
  readonly cap?: number | undefined;
  readonly onchain?: Onchain | undefined;
  readonly expiresAfter?: number | undefined;
}

/** The program of the recipe "KYC credential on event". */
export const kycProgram: ProgramOptions = {
  name: 'kyc',
  schema: {
    fields: {
      kycVerified: { type: 'boolean', required: true },
      kycLevel: { type: 'string', required: true },
      verifiedAt: { type: 'string', required: true },
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
  for (const [name, { type }] of Object.entries(options.schema.fields)) {
    if (!fieldTypes.includes(type)) {
      throw bad(`${where}.schema.fields.${name}.type`, `one of ${fieldTypes.join(', ')}`, JSON.stringify(type));
    }
  }
  for (const [name, value] of [
    ['cap', options.cap],
    ['expiresAfter', options.expiresAfter],
  ] as const) {
    if (value !== undefined && !(Number.isSafeInteger(value) && value > 0)) {
      throw bad(`${where}.${name}`, 'a whole number above 0', JSON.stringify(value));
    }
  }
  return {
    id: options.id ?? toShortId(random, 'program', options.name),
    name: options.name,
    issuerDid: options.issuerDid ?? issuerDid,
    schema: { id: options.schema.id ?? toShortId(random, 'schema', options.name), fields: options.schema.fields },
    published: options.published ?? true,
    cap: options.cap ?? null,
    onchain: options.onchain ?? onchain,
    expiresAfter: options.expiresAfter ?? null,
  };
}

function bad(where: string, expected: string, got: string): DoubleactError {
  return new DoubleactError('bad-value', { where, expected, got });
}
