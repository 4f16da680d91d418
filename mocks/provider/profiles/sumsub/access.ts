// Who may call Sumsub's API: the app token, and a signature over time, method, URI and body with the token's secret.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ApiKey, Call, Readings, World } from '../../profile.ts';

/** null: nobody who may. */
export function keyOf(call: Call, { keys, readings }: Pick<World, 'keys' | 'readings'>): ApiKey | null {
  const { 'x-app-token': token, 'x-app-access-ts': ts = '', 'x-app-access-sig': given = '' } = call.headers;
  const key = keys.find(({ value }) => value === token) ?? null;
  if (key === null || readings['signed-calls'] === 'token-only') return key;
  if (ts === '') return null;
  const theirs = Buffer.from(given, 'hex');
  const isSigned = urisOf(call).some((uri) => {
    const own = createHmac('sha256', key.secret ?? '')
      .update(`${ts}${call.method}${uri}`)
      .update(call.body)
      .digest();
    return theirs.length === own.length && timingSafeEqual(theirs, own);
  });
  return isSigned ? key : null;
}

/**
 * "URI of the request without a host name, including all query parameters". The query has been parsed on its way here, so
 * that each way of writing a blank is as good as the other.
 */
function urisOf({ path, query }: Call): readonly string[] {
  const text = query.toString();
  return text === '' ? [path] : [`${path}?${text}`, `${path}?${text.replaceAll('+', '%20')}`];
}

export const seesOtherMode = (readings: Readings): boolean => readings['other-mode'] === '404';
