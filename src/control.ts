// The control API: the same verbs as scenario steps, and everything that can be read. For this machine only.
import {
  type DoubleactError,
  errorCodes,
  DoubleactError as Fault,
  toDoubleactError,
  unknownName,
} from '../mocks/errors.ts';
import {
  type Call,
  jsonReply,
  type Match,
  type Refusal,
  type Reply,
  type Route,
  type Service,
} from '../mocks/http/route.ts';
import type { Entry, EntryFilter, EntryKind } from '../mocks/journal.ts';
import { readJson } from '../mocks/json.ts';
import type { Delivery } from '../mocks/provider/deliveries.ts';
import { flaws } from '../mocks/provider/flaws/index.ts';
import type { Sandbox } from '../mocks/sandbox.ts';
import { isForPeople, pageReply, pageRoutes } from './control-page.ts';

export interface ControlParts {
  /** The world as it is now: a reset exchanges it. */
  readonly sandbox: () => Sandbox;
  readonly reset: () => Promise<Sandbox>;
  /** The port we listen on, for telling our own Host and Origin from others'. */
  readonly port: () => number;
  readonly version: string;
  /** Another one for each run: a page that was watching knows that what it shows is of the past. */
  readonly run: () => string;
}

const bodyLimit = 1024 * 1024;

export function createControl({ sandbox, reset, port, version, run }: ControlParts): Service {
  const routes: readonly Route[] = [
    {
      method: 'GET',
      path: '/',
      answer(call) {
        if (isForPeople(call)) return pageReply();
        return jsonReply(200, { doubleact: version, routes: routes.map(({ method, path }) => `${method} ${path}`) });
      },
    },
    get('/ready', () => ({
      ready: true,
      doubleact: version,
      provider: sandbox().provider.profile.id,
      seed: sandbox().seed,
      run: run(),
    })),
    get('/steps', async () => {
      const [{ steps }, { toJsonSchema }] = await Promise.all([
        import('../harness/steps/index.ts'),
        import('../harness/json-schema.ts'),
      ]);
      return {
        steps: steps.map(({ verb, tells, schema, examples }) => ({
          verb,
          tells,
          schema: toJsonSchema(schema),
          examples: examples.map((each) => ({ [verb]: each })),
        })),
      };
    }),
    {
      method: 'POST',
      path: '/steps',
      async answer(call) {
        const [{ steps }, { readStep }] = await Promise.all([
          import('../harness/steps/index.ts'),
          import('../harness/step.ts'),
        ]);
        const step = readStep(steps, bodyOf(call), 'step');
        return jsonReply(200, { step: step.tell, ...(await step.take({ sandbox: sandbox(), target: null })) });
      },
    },
    get('/journal', (call) => ({
      dropped: sandbox().journal.dropped(),
      entries: sandbox().journal.entries(filterOf(call)),
    })),
    {
      method: 'GET',
      path: '/journal.ndjson',
      answer: (call) => ({
        status: 200,
        headers: { 'content-type': 'application/x-ndjson; charset=utf-8' },
        body: sandbox().journal.toNdjson(filterOf(call)),
      }),
    },
    {
      method: 'GET',
      path: '/journal/stream',
      answer: (call) => ({
        status: 200,
        headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
        stream: toServerSentEvents(sandbox().journal.stream(filterOf(call)), run()),
      }),
    },
    get('/deliveries', (call) => ({
      dropped: sandbox().provider.deliveries.dropped(),
      deliveries: sandbox()
        .provider.deliveries.list()
        .map((each) => summary(sandbox(), each))
        // Those that attempts are still to come for.
        .filter(({ coming }) => call.query.get('coming') !== 'yes' || coming.length > 0),
    })),
    get('/deliveries/:id', (call) => whole(sandbox(), sandbox().provider.deliveries.get(call.params.id ?? ''))),
    get('/credentials', (call) => ({
      dropped: sandbox().issuer.dropped(),
      credentials: sandbox().issuer.credentials(compact({ applicant: call.query.get('applicant') ?? undefined })),
    })),
    get('/applicants', () => ({
      dropped: sandbox().provider.subjects.droppedApplicants(),
      applicants: sandbox().provider.subjects.applicants(),
    })),
    get('/subjects', () => ({
      dropped: sandbox().provider.subjects.dropped(),
      subjects: sandbox().provider.subjects.list(),
    })),
    get('/endpoints', () => ({
      endpoints: sandbox()
        .provider.endpoints.list()
        .map(({ secrets, retired, headers: _headers, ...rest }) => ({
          ...rest,
          url: sandbox().journal.redactor.url(rest.url),
          secrets: secrets.length,
          retiredSecrets: retired.length,
        })),
    })),
    get('/clock', () => clockOf(sandbox())),
    get('/events', () => ({ events: sandbox().provider.behaviour.events })),
    get('/flaws', () => ({ flaws: flaws.map(({ id, tells, takes }) => ({ id, tells, takes })) })),
    get('/assumptions', () => ({ assumptions: sandbox().assumed })),
    ...pageRoutes(sandbox),
    {
      method: 'POST',
      path: '/reset',
      async answer() {
        const fresh = await reset();
        return jsonReply(200, { reset: true, seed: fresh.seed, now: new Date(fresh.clock.now()).toISOString() });
      },
    },
  ];

  return {
    name: 'control API',
    routes,
    limit: bodyLimit,
    refuse(call, refusal) {
      const reply = errorReply(toError(call, refusal, routes));
      if (refusal.kind !== 'method-not-allowed') return reply;
      return { ...reply, headers: { ...reply.headers, allow: refusal.allow.join(', ') } };
    },
    guard(call) {
      const complaint = foreign(call, port());
      return complaint === null ? null : errorReply(complaint);
    },
  };
}

function get(path: string, answer: (call: Match) => unknown): Route {
  return { method: 'GET', path, answer: async (call) => jsonReply(200, await answer(call)) };
}

/** A page of another site, or a name that was made to point at this machine, must not steer the sandbox. */
function foreign(call: Call, port: number): DoubleactError | null {
  const ours = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`);
  const { host, origin } = call.headers;
  if (host === undefined || !ours.includes(host.toLowerCase())) {
    const got = host === undefined ? 'none' : JSON.stringify(host);
    return new Fault('refused-host', { where: 'header Host', expected: ours.join(' or '), got });
  }
  if (origin !== undefined && !ours.some((name) => origin.toLowerCase() === `http://${name}`)) {
    return new Fault('refused-origin', {
      where: 'header Origin',
      expected: 'our own or none',
      got: JSON.stringify(origin),
    });
  }
  return null;
}

function toError(call: Call, refusal: Refusal, routes: readonly Route[]): DoubleactError {
  const where = `${call.method} ${call.path}`;
  switch (refusal.kind) {
    case 'fault':
      return toDoubleactError(refusal.fault, where);
    case 'too-large':
      return new Fault('too-large', { where, expected: `a body of at most ${refusal.limit} bytes`, got: 'more' });
    case 'method-not-allowed':
      return new Fault('method-not-allowed', { where, expected: refusal.allow.join(' or '), got: call.method });
    default: {
      const known = [...new Set(routes.map(({ path }) => path))];
      return new Fault('not-found', { where, expected: `one of ${known.join(', ')}`, got: JSON.stringify(call.path) });
    }
  }
}

function errorReply(error: DoubleactError): Reply {
  const { code, sentence, where, hint } = error;
  return jsonReply(errorCodes[code].status, { error: { code, message: sentence, where, hint } });
}

function bodyOf(call: Call): unknown {
  const read = readJson(call.body.toString('utf8'));
  if ('value' in read) return read.value;
  throw new Fault('bad-json', {
    where: `${call.method} ${call.path}`,
    expected: 'a JSON body such as {"advance": "5m"}',
    got: read.complaint,
  });
}

const filterKeys = ['kind', 'applicant', 'event', 'delivery', 'call', 'after'];

function filterOf(call: Call): EntryFilter {
  for (const key of call.query.keys()) {
    if (!filterKeys.includes(key)) throw unknownName('unknown-key', `${call.path} query`, key, filterKeys);
  }
  const text = (name: string) => call.query.get(name) ?? undefined;
  const after = text('after') ?? call.headers['last-event-id'];
  if (after !== undefined && !/^\d+$/.test(after)) {
    throw new Fault('bad-value', { where: '?after', expected: 'the seq of an entry', got: JSON.stringify(after) });
  }
  const kinds = call.query.getAll('kind') as EntryKind[];
  return {
    kind: kinds.length > 0 ? kinds : undefined,
    applicant: text('applicant'),
    event: text('event'),
    delivery: text('delivery'),
    call: text('call'),
    after: after === undefined ? undefined : Number(after),
  };
}

/** By hand, as the journal's own: a page that is closed must be gone at once. */
function toServerSentEvents(entries: AsyncIterable<Entry>, run: string): AsyncIterable<string> {
  return {
    [Symbol.asyncIterator]() {
      const reader = entries[Symbol.asyncIterator]();
      let greeted = false;
      return {
        async next() {
          // At once, so that the reader knows it is connected before anything happens, and to which run. It has no id:
          // the last entry's stays the place to go on from.
          if (!greeted) {
            greeted = true;
            return { done: false, value: `retry: 500\nevent: run\ndata: ${JSON.stringify({ run })}\n\n` };
          }
          const { done, value } = await reader.next();
          if (done === true) return { done, value: undefined };
          return { done: false, value: `id: ${value.seq}\nevent: ${value.kind}\ndata: ${JSON.stringify(value)}\n\n` };
        },
        async return() {
          await reader.return?.();
          return { done: true, value: undefined };
        },
      };
    },
  };
}

function clockOf({ clock }: Sandbox) {
  const { start, now, wall, pace, pending, next, holders } = clock.state();
  const iso = (time: number) => new Date(time).toISOString();
  return {
    now: iso(now),
    start: iso(start),
    wall: iso(wall),
    pace: pace === 'still' ? 'still' : pace.speed,
    pending,
    next: next === null ? null : { due: iso(next.due), label: next.label },
    holders,
  };
}

function summary({ provider, journal }: Sandbox, delivery: Delivery) {
  const { id, event, endpoint, url, state, attempts, due, flaws: worked } = delivery;
  const last = attempts.at(-1)?.answer ?? null;
  return {
    id,
    event: event.id,
    type: event.type,
    applicant: event.applicant,
    endpoint,
    url: journal.redactor.url(url),
    state,
    attempts: attempts.length,
    last: last === null ? null : 'status' in last ? last.status : last.silence,
    due: due === null ? null : new Date(due).toISOString(),
    // Unless one of them ends the delivery.
    coming: provider.deliveries.coming(id).map(({ at, manual }) => ({ at: new Date(at).toISOString(), manual })),
    flaws: worked.map((flaw) => flaw.id),
  };
}

/** Everything about one delivery; what we sent and got passes the redactor like the journal does. */
function whole(sandbox: Sandbox, delivery: Delivery) {
  const { redactor } = sandbox.journal;
  const began = delivery.attempts[0]?.at ?? 0;
  return {
    ...summary(sandbox, delivery),
    attempts: delivery.attempts.map(({ number, copy, manual, at, headers, body, signed, answer }) => ({
      attempt: number,
      copy,
      manual,
      at: new Date(at).toISOString(),
      sinceFirst: at - began,
      request: { headers: redactor.headers(headers), body: { ...body, text: redactor.text(body.text) }, signed },
      answer:
        answer === null || 'silence' in answer
          ? answer
          : {
              ...answer,
              headers: redactor.headers(answer.headers),
              body: { ...answer.body, text: redactor.text(answer.body.text) },
            },
    })),
  };
}

function compact<Value extends object>(value: Value): { [Key in keyof Value]: Exclude<Value[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as never;
}
