// What a partner token says, and whether its claims are good for a call. Signatures are partner.ts's matter.
import { hash } from 'node:crypto';
import { isJsonObject, type JsonObject, readJson } from '../json.ts';
import { memo } from '../memo.ts';
import type { Rules } from './rules.ts';

/** Why a token was refused. The wire says 401 to nearly all of them; the journal says which. */
export type TokenFault =
  | 'missing'
  | 'bearer-prefix'
  | 'malformed'
  | 'algorithm'
  | 'typ'
  | 'kid'
  | 'jwks-unreachable'
  | 'signature'
  | 'partner'
  | 'life'
  | 'expired'
  | 'not-yet-valid'
  | 'scope'
  | 'email'
  | 'email-shape'
  | 'reused';

interface TokenHead {
  readonly alg: string | null;
  readonly kid: string | null;
  readonly typ: string | null;
}

/** A token as it shows itself, before anything of it is believed. */
export interface TokenView extends TokenHead {
  readonly claims: JsonObject | null;
}

export const noToken: TokenView = { alg: null, kid: null, typ: null, claims: null };

export function viewToken(token: string): TokenView {
  const parts = token.split('.', 4);
  const { alg, kid, typ } = headOf(parts[0] as string);
  return { alg, kid, typ, claims: parts.length === 3 ? decode(parts[1]) : null };
}

/** Tells one token from another without telling the token. */
export function digestOf(token: string | undefined): string | null {
  return token === undefined || token === '' ? null : hash('sha256', token, 'hex').slice(0, 16);
}

export interface ClaimsNeed {
  readonly partnerId: string;
  /** What the receiver's side believes the time to be, in ms. */
  readonly now: number;
  readonly emailNeeded: boolean;
}

/** The e-mail the claims speak for (null where none is needed), or what is wrong with them. */
export function judgeClaims(
  claims: JsonObject,
  need: ClaimsNeed,
  rules: Rules['token'],
): { readonly email: string | null; readonly until: number } | { readonly fault: TokenFault } {
  const { exp, iat, nbf, scope, email } = claims;
  const { now } = need;
  if (claims.partnerId !== need.partnerId) return { fault: 'partner' };
  if (typeof exp !== 'number' || !Number.isFinite(exp)) return { fault: 'life' };
  const until = exp * 1000 + rules.skew;
  if (until <= now) return { fault: 'expired' };
  if (rules.nbf && typeof nbf === 'number' && nbf * 1000 - rules.skew > now) return { fault: 'not-yet-valid' };
  if (exp * 1000 - (typeof iat === 'number' ? iat * 1000 : now) > rules.life) return { fault: 'life' };
  if (typeof scope !== 'string' || !rules.scope(scope)) return { fault: 'scope' };
  if (email === undefined || email === null || email === '') {
    return need.emailNeeded ? { fault: 'email' } : { email: null, until };
  }
  if (typeof email !== 'string') return { fault: 'email' };
  if (rules.emailShape !== null && !addressLike.test(email)) return { fault: 'email-shape' };
  return { email: rules.toApplicant(email), until };
}

const addressLike = /^[^\s@]+@[^\s@]+$/;

// A partner's tokens have one and the same header, or a few.
const headOf = memo(100, (part: string): TokenHead => {
  const header = decode(part);
  return { alg: text(header?.alg), kid: text(header?.kid), typ: text(header?.typ) };
});

function decode(part: string | undefined): JsonObject | null {
  if (part === undefined || !/^[\w-]+$/.test(part)) return null;
  const read = readJson(Buffer.from(part, 'base64url').toString('utf8'));
  return 'value' in read && isJsonObject(read.value) ? read.value : null;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
