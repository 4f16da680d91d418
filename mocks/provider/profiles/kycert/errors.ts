// The error envelope, and every error the API can give. Four rows are documented; the other words are doubleact's own.
import { jsonReply, type Readings, type Reply } from '../../profile.ts';

interface Row {
  readonly status: number;
  readonly type: string;
  readonly documented: boolean;
  readonly message: string;
}

const asked = (message: string, documented = false): Row => ({
  status: 400,
  type: 'invalid_request_error',
  documented,
  message,
});
const other = (status: number, type: string, message: string): Row => ({ status, type, documented: false, message });

/** The statuses are those of the errors page, but for 405, 409 and 413, which only a reading brings about. */
export const errors = {
  missing_subject: asked('subject.type e subject.doc são obrigatórios.', true),
  invalid_document: asked('CPF/CNPJ com quantidade de dígitos incorreta.', true),
  invalid_subject_type: asked('subject.type deve ser pf ou pj.', true),
  subject_type_mismatch: asked('O tipo do template é diferente do tipo do subject.', true),
  invalid_json: asked('O corpo não é um objeto JSON.'),
  missing_template: asked('template_id é obrigatório.'),
  invalid_parameter: asked('Parâmetro inválido.'),
  invalid_metadata: asked('metadata aceita até 10 chaves, com textos de até 500 caracteres.'),
  invalid_webhook_url: asked('webhook_url inválida.'),
  invalid_report_mode: asked('mode deve ser resumido ou completo.'),
  run_not_finished: asked('A consulta ainda não terminou.'),
  unknown_api_version: asked('Versão da API desconhecida.'),
  invalid_api_key: other(401, 'authentication_error', 'Chave de API ausente ou inválida.'),
  insufficient_credits: other(402, 'billing_error', 'Créditos insuficientes.'),
  billing_suspended: other(402, 'billing_error', 'Conta de cobrança suspensa.'),
  missing_scope: other(403, 'permission_error', 'A chave não tem o escopo necessário.'),
  expired_link: other(403, 'permission_error', 'Link expirado ou inválido.'),
  not_found: other(404, 'not_found_error', 'Recurso não encontrado.'),
  template_not_found: other(404, 'not_found_error', 'Template não encontrado ou não publicado.'),
  report_not_generated: other(404, 'not_found_error', 'O relatório ainda não foi gerado.'),
  method_not_allowed: other(405, 'invalid_request_error', 'Método não permitido.'),
  idempotency_conflict: other(409, 'invalid_request_error', 'Idempotency-Key já usada com outro corpo.'),
  body_too_large: other(413, 'invalid_request_error', 'Corpo grande demais.'),
  rate_limited: other(429, 'rate_limit_error', 'Limite de requisições excedido.'),
  internal_error: other(500, 'api_error', 'Erro interno.'),
} as const satisfies Record<string, Row>;

export type KycertCode = keyof typeof errors;

export interface Refused {
  readonly code: KycertCode;
  readonly param: string | null;
  /** Said after the usual message, where more is known. */
  readonly more?: string;
}

export const refused = (code: KycertCode, param: string | null = null, more?: string): Refused =>
  more === undefined ? { code, param } : { code, param, more };

export function errorReply(
  { code, param, more }: Refused,
  readings: Readings,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const { status, type, message, documented }: Row = errors[code];
  const shown = documented || readings['error-codes'] !== 'null' ? code : null;
  const text = more === undefined ? message : `${message} ${more}`;
  return jsonReply(status, { error: { type, code: shown, message: text, param } }, headers);
}
