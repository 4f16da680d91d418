// The provider's API as the reference receiver calls it, for what an event does not say.
import { isJsonObject, type JsonObject, readJson } from '../../mocks/json.ts';
import type { Asked, DirectCall } from '../direct-call.ts';
import type { Surroundings } from '../target.ts';
import type { ProviderApi } from './reading.ts';

export function createProviderApi(told: Surroundings, ask: DirectCall, now: () => number): () => ProviderApi {
  const base = told.DOUBLEACT_PROVIDER_URL ?? '';

  async function call(path: string, rest: Omit<Asked, 'url'>): Promise<JsonObject | null> {
    // Never to where a body says: only the path of a URL that it gives is taken.
    const { pathname, search } = new URL(path, base);
    const { status, text } = await ask({ ...rest, url: new URL(`${pathname}${search}`, base).href });
    const read = readJson(text);
    if (status >= 200 && status < 300 && 'value' in read && isJsonObject(read.value)) return read.value;
    if (status === 404) return null;
    throw new Error(`the provider answered ${status} to ${rest.method} ${pathname}`);
  }

  return () => ({
    key: told.DOUBLEACT_PROVIDER_KEY ?? '',
    secret: told.DOUBLEACT_PROVIDER_SECRET ?? '',
    now: Math.floor(now() / 1000),
    get: (path, headers) => call(path, { method: 'GET', headers, body: '' }),
    async post(path, headers, form) {
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      const answered = await call(path, { method: 'POST', headers: { ...type, ...headers }, body: form });
      if (answered === null) throw new Error(`the provider knows no POST ${path}`);
      return answered;
    },
  });
}
