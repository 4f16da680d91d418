// The provider's API as the reference receiver calls it, for what an event does not say.
import { isJsonObject, readJson } from '../../mocks/json.ts';
import type { Surroundings } from '../target.ts';
import type { ProviderApi } from './reading.ts';

export function createProviderApi(
  told: Surroundings,
  fetch: typeof globalThis.fetch,
  now: () => number,
): () => ProviderApi {
  const base = told.DOUBLEACT_PROVIDER_URL ?? '';
  return () => ({
    key: told.DOUBLEACT_PROVIDER_KEY ?? '',
    secret: told.DOUBLEACT_PROVIDER_SECRET ?? '',
    now: Math.floor(now() / 1000),
    async get(path, headers) {
      // Never to where a body says: only the path of a URL that it gives is taken.
      const { pathname, search } = new URL(path, base);
      const response = await fetch(new URL(`${pathname}${search}`, base).href, { headers });
      const read = readJson(await response.text());
      if (response.ok && 'value' in read && isJsonObject(read.value)) return read.value;
      throw new Error(`the provider answered ${response.status} to GET ${pathname}`);
    },
  });
}
