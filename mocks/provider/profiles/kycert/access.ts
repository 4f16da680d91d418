// Who may call what: the key, its scope, and the pinned version (authentication page).
import type { ApiKey, Call, Readings } from '../../profile.ts';
import { type Refused, refused } from './errors.ts';

export type Scope = 'runs:write' | 'runs:read' | 'detail:read';

/** `X-API-Key` is recommended, `Authorization: Bearer` is equivalent. */
export function keyOf(call: Call, keys: readonly ApiKey[]): ApiKey | null {
  const shown = call.headers['x-api-key'] ?? /^Bearer +(\S+)$/i.exec(call.headers.authorization ?? '')?.[1];
  return keys.find(({ value }) => value === shown) ?? null;
}

export function lacksScope(key: ApiKey, scope: Scope): Refused | null {
  return key.scopes.includes(scope) ? null : refused('missing_scope', null, `(${scope})`);
}

export function versionUnknown(call: Call, readings: Readings): Refused | null {
  const version = call.headers['x-kycert-api-version'];
  if (version === undefined) return null;
  const known = readings['api-versions'] ?? 'dated';
  const fits = known === 'dated' ? /^\d{4}-\d{2}-\d{2}$/.test(version) : version === known;
  return fits ? null : refused('unknown_api_version', 'x-kycert-api-version');
}
