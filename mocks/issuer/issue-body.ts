// The body of an issue call: its shape only. Whether the ids exist and the subject fits is asked later.
import { isJsonObject, type JsonObject, readJson } from '../json.ts';
import type { Turn } from './desk.ts';
import type { Rules } from './rules.ts';

export interface IssueBody {
  readonly issuerDid: string;
  /** The API calls it `credentialId`; it is the id of an issuance program. */
  readonly program: string;
  readonly subject: JsonObject;
  readonly onDuplicate: 'ignore' | 'revoke';
}

export interface BodyComplaint {
  readonly status: 400 | 415;
  readonly complaint: string;
}

const required = ['issuerDid', 'credentialId', 'credentialSubject'] as const;
const knownKeys = new Set<string>([...required, 'onDuplicate']);

export function readIssueBody(
  { call, text }: Pick<Turn, 'call' | 'text'>,
  rules: Rules['call'],
): IssueBody | BodyComplaint {
  if (rules.contentType !== null && !isJsonType(call.headers['content-type'] ?? '')) {
    return { status: rules.contentType, complaint: 'Content-Type must be application/json' };
  }
  const read = readJson(text);
  if ('complaint' in read) return refused('Malformed JSON body');
  if (!isJsonObject(read.value)) return refused('The body must be a JSON object');
  const { issuerDid, credentialId, credentialSubject, onDuplicate } = read.value;

  for (const name of required) {
    const value = read.value[name];
    if (value === undefined || value === null || value === '') return refused(`Missing required field: ${name}`);
  }
  if (typeof issuerDid !== 'string') return refused('Invalid field: issuerDid must be a string');
  if (typeof credentialId !== 'string') return refused('Invalid field: credentialId must be a string');
  if (!isJsonObject(credentialSubject)) return refused('Invalid field: credentialSubject must be an object');
  if (onDuplicate !== undefined && onDuplicate !== 'ignore' && onDuplicate !== 'revoke' && rules.refuseBadOnDuplicate) {
    return refused('Invalid field: onDuplicate must be "ignore" or "revoke"');
  }
  const extra = Object.keys(read.value).find((key) => !knownKeys.has(key));
  if (extra !== undefined && rules.refuseUnknownKeys) return refused(`Unknown field: ${extra}`);
  return {
    issuerDid,
    program: credentialId,
    subject: rules.dropSubjectId ? withoutId(credentialSubject) : credentialSubject,
    onDuplicate: onDuplicate === 'ignore' ? 'ignore' : 'revoke',
  };
}

function isJsonType(type: string): boolean {
  return type === 'application/json' || type.split(';')[0]?.trim().toLowerCase() === 'application/json';
}

function withoutId({ id: _id, ...rest }: JsonObject): JsonObject {
  return rest;
}

function refused(complaint: string): BodyComplaint {
  return { status: 400, complaint };
}
