// A provider alone on a stand: a still clock, a receiver that keeps what it gets, and a short way to call the API.
import { type Clock, createClock } from '../../../../mocks/clock.ts';
import { type Reply, toCall } from '../../../../mocks/http/route.ts';
import { createJournal, type Journal } from '../../../../mocks/journal.ts';
import type { JsonObject } from '../../../../mocks/json.ts';
import type { Profile } from '../../../../mocks/provider/profile.ts';
import { createProvider, type Provider } from '../../../../mocks/provider/provider.ts';
import { createLocalSender } from '../../../../mocks/provider/send-locally.ts';
import { createRandom } from '../../../../mocks/random.ts';

export interface Got {
  readonly at: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly json: JsonObject;
  /** What stands at a path such as `error.code`. */
  at(path: string): unknown;
}

export interface Asked {
  readonly key?: 'test' | 'live' | null;
  readonly body?: JsonObject | string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Stand {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly provider: Provider;
  readonly secret: string;
  readonly got: readonly Got[];
  /** `POST /v1/sessions`, with the test key unless another is asked for. */
  ask(request: string, asked?: Asked): Promise<Answer>;
}

export const start = Date.UTC(2026, 0, 1);

export function createStand(profile: Profile, assume: Readonly<Record<string, string>> = {}, status = 200): Stand {
  const clock = createClock({ start });
  const journal = createJournal(clock);
  const got: Got[] = [];
  const receiver = async (request: Request) => {
    got.push({ at: clock.now(), headers: Object.fromEntries(request.headers), text: await request.text() });
    return new Response(null, { status });
  };
  const provider = createProvider({
    profile,
    readings: assume,
    clock,
    journal,
    random: createRandom(1),
    sender: createLocalSender(receiver, clock),
    receiverNow: clock.now,
    endpoints: ['test', 'live'].map((mode) => ({
      id: mode,
      url: `${mode === 'live' ? 'https' : 'http'}://localhost/`,
      secret: 'the-endpoint-secret',
      livemode: mode === 'live',
    })),
  });
  const keyOf = (mode: 'test' | 'live') => provider.keys.find(({ livemode }) => livemode === (mode === 'live'))?.value;

  return {
    clock,
    journal,
    provider,
    secret: 'the-endpoint-secret',
    got,
    async ask(request, { key = 'test', body = '', headers = {} } = {}) {
      const [method = '', target = ''] = request.split(' ');
      const authorization = key === null ? {} : { authorization: `Bearer ${keyOf(key)}` };
      const sent = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
      const reply: Reply = await provider.call(
        toCall(method, target, { host: 'localhost:4400', ...authorization, ...headers }, sent),
      );
      const text = String(reply.body ?? '');
      const json = (text.startsWith('{') ? JSON.parse(text) : {}) as JsonObject;
      return {
        status: reply.status,
        headers: reply.headers ?? {},
        text,
        json,
        at: (path) => path.split('.').reduce<unknown>((held, name) => (held as JsonObject | undefined)?.[name], json),
      };
    },
  };
}
