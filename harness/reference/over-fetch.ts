// A call over `fetch`, for a receiver that is a program, or a function with no other way out.
import type { DirectCall } from '../direct-call.ts';

export function overFetch(fetch: typeof globalThis.fetch): DirectCall {
  return async ({ method, url, headers, body }, broken) => {
    const stop = new AbortController();
    broken?.catch(() => stop.abort());
    const given = body === '' ? {} : { body };
    const response = await fetch(url, { method, headers, ...given, redirect: 'manual', signal: stop.signal });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text: await response.text(),
    };
  };
}
