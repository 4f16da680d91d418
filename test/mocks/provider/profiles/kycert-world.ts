// A kycert provider of its own for one test, a receiver that keeps what it was sent, and calls as a client writes them.
import { createClock } from '../../../../mocks/clock.ts';
import type { Reply } from '../../../../mocks/http/route.ts';
import { toCall } from '../../../../mocks/http/route.ts';
import { createJournal } from '../../../../mocks/journal.ts';
import type { Readings } from '../../../../mocks/provider/profile.ts';
import { kycert } from '../../../../mocks/provider/profiles/kycert.ts';
import { createProvider } from '../../../../mocks/provider/provider.ts';
import { createLocalSender } from '../../../../mocks/provider/send-locally.ts';
import { createRandom } from '../../../../mocks/random.ts';

export const start = Date.UTC(2026, 0, 1);
export const runs = '/api/v1/bureau/runs';
export const clean = { template_id: 'kyc', subject: { type: 'pf', doc: '00000000191' } };

/** What is asked of an answer's body somewhere; an answer has only some of it. */
export interface Told {
  readonly run_id: string;
  readonly status: string;
  readonly livemode: boolean;
  readonly subject: object;
  readonly flags: { readonly external_id: string | null };
  readonly analysis: string | null;
  readonly sources: readonly { readonly source: string; readonly result: string }[];
  readonly data: readonly Told[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
  readonly page: number;
  readonly per_page: number;
  readonly total: number;
  readonly error: { readonly code: string | null; readonly param: string | null };
}

interface EventBody {
  readonly id: string;
  readonly event: string;
  readonly data: { readonly object: { readonly status: string; readonly decision: string | null } };
}

export interface Post {
  readonly url: string;
  readonly at: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: EventBody;
}

export function createWorld(readings: Readings = {}, statuses: readonly number[] = [200]) {
  const clock = createClock({ start });
  const journal = createJournal(clock);
  const random = createRandom(1);
  const posts: Post[] = [];
  const sender = createLocalSender(async (request) => {
    const text = await request.text();
    posts.push({ url: request.url, at: clock.now() - start, headers: request.headers, text, json: JSON.parse(text) });
    return new Response(null, { status: statuses[posts.length - 1] ?? statuses.at(-1) ?? 200 });
  }, clock);
  const provider = createProvider({
    profile: kycert,
    readings,
    clock,
    journal,
    random,
    sender,
    receiverNow: clock.now,
    endpoints: [
      { url: 'http://localhost/hook', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
      { url: 'https://localhost/live', livemode: true },
    ],
  });
  const keyNamed = (index: number) => provider.keys[index]?.value ?? '';
  const keys = { test: keyNamed(0), live: keyNamed(1), reader: keyNamed(2) };

  function call(method: string, target: string, body?: unknown, headers: Record<string, string> = {}) {
    const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
    const named = { 'x-api-key': keys.test, ...headers };
    const reply = provider.call(toCall(method, target, named, Buffer.from(text))) as Reply;
    return { status: reply.status, headers: reply.headers ?? {}, body: reply.body, json: jsonOf(reply) };
  }

  return { clock, journal, provider, posts, keys, call };
}

function jsonOf({ headers, body }: Reply): Told {
  const isJson = headers?.['content-type']?.startsWith('application/json') === true;
  return JSON.parse(isJson ? String(body) : 'null');
}
