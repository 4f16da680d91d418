// The body of POST /bureau/runs as a checked draft of a run. Digits are counted, check digits never looked at.
import { isJsonObject, type Json, type JsonObject, type Readings, readJson } from '../../profile.ts';
import { type Refused, refused } from './errors.ts';
import { type Kind, templateKindOf } from './fixtures.ts';

export interface RunInput {
  readonly template: string;
  readonly kind: Kind;
  readonly doc: string;
  readonly externalId: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly webhookUrl: string | null;
}

export function readRunInput(text: string, readings: Readings): RunInput | Refused {
  const read = readJson(text);
  if ('complaint' in read || !isJsonObject(read.value)) return refused('invalid_json');
  const body = read.value;

  const template = body.template_id ?? null;
  if (template === null || template === '') return refused('missing_template', 'template_id');
  if (typeof template !== 'string') return refused('invalid_parameter', 'template_id');
  const who = readWho(body, readings);
  if ('code' in who) return who;

  const kind = templateKindOf(template);
  if (kind === null && readings['known-templates'] === 'built-in') return refused('template_not_found', 'template_id');
  if (kind !== null && kind !== who.kind) return refused('subject_type_mismatch', 'subject.type');

  const externalId = body.external_id ?? null;
  if (externalId !== null && typeof externalId !== 'string') return refused('invalid_parameter', 'external_id');
  const webhookUrl = body.webhook_url ?? null;
  if (webhookUrl !== null && typeof webhookUrl !== 'string') return refused('invalid_webhook_url', 'webhook_url');
  const metadata = readMetadata(body.metadata ?? {});
  if (metadata === null) return refused('invalid_metadata', 'metadata');
  return { template, ...who, externalId, metadata, webhookUrl };
}

type Who = { readonly kind: Kind; readonly doc: string };

function readWho(body: JsonObject, readings: Readings): Who | Refused {
  const taken = readings['run-input'];
  if (taken !== 'parametros' && (taken === 'subject' || isJsonObject(body.subject) || !isJsonObject(body.parametros))) {
    return readSubject(isJsonObject(body.subject) ? body.subject : {}, readings);
  }
  return readParametros(isJsonObject(body.parametros) ? body.parametros : {}, readings);
}

function readSubject({ type = null, doc = null }: JsonObject, readings: Readings): Who | Refused {
  if (type === null || type === '') return refused('missing_subject', 'subject.type');
  if (doc === null || doc === '') return refused('missing_subject', 'subject.doc');
  if (type !== 'pf' && type !== 'pj') return refused('invalid_subject_type', 'subject.type');
  return withDigits(type, doc, 'subject.doc', readings);
}

/** At least `cpf` for a person or `cnpj` for a company; the rest is up to the template's schema and is let through. */
function readParametros({ cpf = null, cnpj = null }: JsonObject, readings: Readings): Who | Refused {
  if (cpf !== null && cpf !== '') return withDigits('pf', cpf, 'parametros.cpf', readings);
  if (cnpj !== null && cnpj !== '') return withDigits('pj', cnpj, 'parametros.cnpj', readings);
  return refused('missing_subject', 'parametros');
}

function withDigits(kind: Kind, doc: Json, param: string, readings: Readings): Who | Refused {
  if (typeof doc !== 'string') return refused('invalid_document', param);
  const digits = readings['document-mask'] === 'refused' ? doc : doc.replaceAll(/\D/g, '');
  const fits = /^\d+$/.test(digits) && digits.length === (kind === 'pf' ? 11 : 14);
  return fits ? { kind, doc: digits } : refused('invalid_document', param);
}

function readMetadata(value: Json): Readonly<Record<string, string>> | null {
  if (!isJsonObject(value)) return null;
  const entries = Object.entries(value);
  const texts = entries.filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].length <= 500,
  );
  return entries.length <= 10 && texts.length === entries.length ? Object.fromEntries(texts) : null;
}
