// The whole catalogue of Kyve's errors page as a table, and the one writer of its envelope.
import type { JsonObject, Reply, World } from '../../profile.ts';
import { jsonReply } from '../../profile.ts';

export interface CatalogueRow {
  readonly status: number;
  /** When, in the words of the errors page, shortened. */
  readonly when: string;
  /** How this sandbox can be brought to answer it; null where the surface it belongs to is not played here. */
  readonly here: string | null;
}

export const catalogue = {
  authentication_required: {
    status: 401,
    when: 'no credentials, or the wrong kind for the route',
    here: 'no bearer key; a cookie on /v1; a bearer key on /internal',
  },
  invalid_api_key: {
    status: 401,
    when: 'malformed, revoked, or of the other mode',
    here: 'a key the sandbox did not hand out; a test key on the billing state',
  },
  session_expired: {
    status: 401,
    when: 'portal or admin session, or SDK token, expired',
    here: 'an sdk_token more than 30 minutes old',
  },
  invalid_signature: { status: 401, when: 'inbound AIO or Stripe webhook with a bad signature', here: null },
  insufficient_balance: {
    status: 402,
    when: 'the wallet cannot cover the next verification',
    here: 'billing-state: empty-wallet',
  },
  permission_denied: { status: 403, when: 'the role is missing', here: null },
  tenant_suspended: { status: 403, when: 'the tenant is suspended', here: 'tenant-state: suspended' },
  live_mode_not_activated: {
    status: 403,
    when: 'a live key without billing set up',
    here: 'billing-state: not-activated',
  },
  not_found: {
    status: 404,
    when: 'missing, or invisible to the caller',
    here: 'an unknown path; an unknown template under templates: listed',
  },
  verification_not_found: { status: 404, when: 'the id is unknown in this tenant', here: 'an unknown id' },
  plan_not_found: { status: 404, when: 'the plan slug is inactive', here: null },
  topup_not_found: { status: 404, when: 'an AIO callback names an unknown top-up', here: null },
  method_not_allowed: { status: 405, when: 'the wrong method', here: 'the wrong method, with Allow' },
  idempotency_conflict: {
    status: 409,
    when: 'an idempotency key used again with another body',
    here: 'the same within 24 hours of sandbox time',
  },
  verification_not_cancelable: { status: 409, when: 'already terminal', here: 'a cancel of a session that ended' },
  check_not_required: { status: 422, when: 'the iframe sent a check the flow does not need', here: null },
  validation_error: { status: 422, when: 'the body breaks the schema', here: 'a bad body or query, with fields' },
  rate_limited: { status: 429, when: 'wait Retry-After seconds', here: 'more calls a minute than rate-limit allows' },
  internal_error: { status: 500, when: 'a fault of the provider', here: 'a fault of the sandbox' },
  dependency_unavailable: {
    status: 503,
    when: 'AI, database or queue down',
    here: 'dependency-state: down',
  },
} as const satisfies Readonly<Record<string, CatalogueRow>>;

export type Code = keyof typeof catalogue;

interface Detail {
  readonly message?: string;
  /** What is wrong, by field. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Refuse = (code: Code, detail?: Detail) => Reply;

export const requestIdHeader = 'KYC-Request-Id';

export function createRefuse(world: World, requestId: () => string): Refuse {
  const fieldsOutside = world.readings['error-fields'] === 'beside-error';

  return (code, detail = {}) => {
    const { status, when } = catalogue[code];
    const id = requestId();
    const fields = detail.fields === undefined ? {} : { fields: { ...detail.fields } };
    const error: JsonObject = { code, message: detail.message ?? sentence(when), request_id: id };
    const body = fieldsOutside ? { error, ...fields } : { error: { ...error, ...fields } };
    return jsonReply(status, body, { ...detail.headers, [requestIdHeader]: id });
  };
}

/** `req_01j…` on the errors page: a ULID in lower case. */
export function createRequestId(world: World): () => string {
  return () => `req_${world.random.ulid(world.now(), 'request', world.random.turn('request')).toLowerCase()}`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
