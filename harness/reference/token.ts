// The partner token: typ JWT, kid, five minutes, new for each call (partner-authentication
// page; the recipe).
import { createHmac } from 'node:crypto';
import type { JsonObject } from '../../mocks/json.ts';
import type { Switch } from './faults.ts';
import type { SigningKey } from './signing-key.ts';

export interface TokenMaker {
  /** What to call with, in this order: the next one only if the one before is refused. Faultless, it is one. */
  tokensFor(email: string): readonly string[];
}

export interface TokenParts {
  readonly partnerId: string;
  readonly keyId: string;
  readonly key: SigningKey;
  readonly now: () => number;
  /** Never the same twice for one person. */
  readonly unique: (email: string) => string;
  readonly faulty: Switch;
}

const life = 5 * 60;

export function createTokenMaker({ partnerId, keyId, key, now, unique, faulty }: TokenParts): TokenMaker {
  const { alg } = key;
  const kept = new Map<string, string>();

  function make(email: string, header: JsonObject = {}, claims: JsonObject = {}, digest = 'sha256'): string {
    const iat = Math.floor(now() / 1000);
    const payload = { partnerId, scope: 'issue', email, iat, exp: iat + life, jti: unique(email), ...claims };
    return signed({ alg, typ: 'JWT', kid: keyId, ...header }, payload, key, digest);
  }

  return {
    tokensFor(email) {
      const day = 24 * 60 * 60;
      if (faulty.on('tokens-live-a-day')) return [make(email, {}, { exp: Math.floor(now() / 1000) + day })];
      if (faulty.on('one-token-for-all-calls')) {
        const token = kept.get(email) ?? make(email);
        kept.set(email, token);
        return [token];
      }
      // These would never see a credential: they try again rightly after the refusal.
      if (faulty.on('tokens-of-a-wrong-scope')) return [make(email, {}, { scope: 'credentials:issue' }), make(email)];
      if (faulty.on('tokens-of-a-wrong-algorithm')) {
        return [make(email, { alg: alg.replace('256', '512') }, {}, 'sha512'), make(email)];
      }
      if (faulty.on('tokens-signed-with-a-shared-secret')) return [shared(make(email), partnerId), make(email)];
      if (faulty.on('tokens-without-typ')) return [untyped(make(email), key), make(email)];
      if (faulty.on('tokens-without-partner-id')) return [make(email, {}, { partnerId: '' }), make(email)];
      if (faulty.on('tokens-behind-bearer')) return [`Bearer ${make(email)}`, make(email)];
      if (faulty.on('tokens-without-kid')) return [make(email, { kid: '' }), make(email)];
      return [make(email)];
    },
  };
}

function signed(header: JsonObject, claims: JsonObject, key: SigningKey, digest: string): string {
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${key.sign(text, digest)}`;
}

function encode(value: JsonObject): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function partsOf(token: string): { readonly header: JsonObject; readonly claims: JsonObject } {
  const [header = '', claims = ''] = token.split('.');
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as JsonObject;
  return { header: read(header), claims: read(claims) };
}

function untyped(token: string, key: SigningKey): string {
  const { header, claims } = partsOf(token);
  const { typ: _typ, ...rest } = header;
  return signed(rest, claims, key, 'sha256');
}

function shared(token: string, secret: string): string {
  const { header, claims } = partsOf(token);
  const text = `${encode({ ...header, alg: 'HS256' })}.${encode(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}
