import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { steps } from '../../harness/steps/index.ts';
import { spec } from './pactum.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld('kyve', { receiver: 'http://127.0.0.1:9/', start: '2026-01-01T00:00:00Z' });
});
afterAll(() => world.close());

const post = (body: string) =>
  spec().post(`${world.served.control}/steps`).withHeaders('Content-Type', 'application/json').withBody(body);
const verbs = steps.map(({ verb }) => verb).join(', ');
const events = () =>
  world
    .sandbox()
    .provider.behaviour.events.map(({ type }) => type)
    .join(', ');
const units = 'Units are ms, s, m, h and d.';
const span = 'a duration with its unit, such as "5m", "1h30m" or "250ms"';
const example = 'For example {"advance": "5m"}.';
const emit = (details: object) => ({ emit: { event: 'verification.completed', ...details } });
const elsewhere =
  'expected a receiver on this machine (127.0.0.1, localhost or [::1]), got example.com. ' +
  'If that host is yours, allow it with --allow-host example.com.';

type Row = readonly [given: unknown, status: number, code: string, sentence: string | (() => string)];

const rows: readonly Row[] = [
  // Which verb.
  [{ emitt: 'x' }, 400, 'unknown-step', `step: expected one of ${verbs}, got "emitt". Did you mean "emit"?`],
  [{ teleport: 1 }, 400, 'unknown-step', `step: expected one of ${verbs}, got "teleport".`],
  [{}, 400, 'bad-value', `step: expected an object with one verb (${verbs}), got one with 0 keys. ${example}`],
  [[], 400, 'bad-value', `step: expected an object with one verb (${verbs}), got []. ${example}`],
  ['advance', 400, 'bad-value', `step: expected an object with one verb (${verbs}), got "advance". ${example}`],
  [
    { emit: 'a', advance: '1s' },
    400,
    'bad-value',
    `step: expected an object with one verb (${verbs}), got one with 2 keys. ${example}`,
  ],
  // emit.
  [
    { emit: 'verification.complete' },
    400,
    'unknown-event',
    () => `emit: expected one of ${events()}, got "verification.complete". Did you mean "verification.completed"?`,
  ],
  [
    { issuer: { mod: 'slow' } },
    400,
    'unknown-key',
    'step.issuer: expected only the keys credential, applicant, calm, mood, on, count, for, after, delay, retryAfter, ' +
      'polls, got "mod". Did you mean "mood"?',
  ],
  [{ emit: { applicant: 'ana' } }, 400, 'bad-value', 'step.emit: expected the key "event", got none.'],
  [
    emit({ aplicant: 'ana' }),
    400,
    'unknown-key',
    'step.emit: expected only the keys event, applicant, subject, livemode, metadata, id, renamed, override, remove, ' +
      'body, flaw, endpoint, url, outcome, got "aplicant". Did you mean "applicant"?',
  ],
  [
    emit({ outcome: 'rejected' }),
    400,
    'bad-value',
    'emit verification.completed.outcome: expected one of approved, got "rejected".',
  ],
  [
    emit({ override: { 'zzz.yyyyyyy': 1 } }),
    400,
    'unknown-override',
    'emit verification.completed.override: expected a path that exists in the body, got "zzz.yyyyyyy". ' +
      'To send a body of another shape, give it whole as "body". New keys may be added under data.object.metadata.',
  ],
  [
    emit({ body: 'x', remove: ['id'] }),
    400,
    'bad-value',
    'emit verification.completed.body: expected either a whole body, or override and remove, got both. ' +
      'Put the change into the body itself.',
  ],
  [
    emit({ flaw: 'rotated-out-secret' }),
    409,
    'conflict',
    'flaw rotated-out-secret: expected an endpoint with a secret that was rotated out, got one that still has its ' +
      'first secret. Take the step rotate-secret first, and let its overlap pass.',
  ],
  [
    emit({ endpoint: 'endpoint-9' }),
    404,
    'not-found',
    'endpoint: expected one of endpoint-1, got "endpoint-9". Did you mean "endpoint-1"?',
  ],
  [emit({ url: 'http://example.com/' }), 400, 'bad-url', `emit verification.completed.url: ${elsewhere}`],
  // Spans of time without a unit.
  [{ advance: 5 }, 400, 'bad-duration', `step.advance: expected ${span}, got 5. ${units}`],
  [{ advance: '5' }, 400, 'bad-duration', `step.advance: expected ${span}, got "5". ${units}`],
  [{ advance: '-5m' }, 400, 'bad-duration', `step.advance: expected ${span}, got "-5m". ${units}`],
  [{ outage: 30 }, 400, 'bad-duration', `step.outage: expected ${span}, got 30. ${units}`],
  [{ redeliver: { after: '12' } }, 400, 'bad-duration', `step.redeliver.after: expected ${span}, got "12". ${units}`],
  [
    { 'rotate-secret': { overlap: '1' } },
    400,
    'bad-duration',
    `step.rotate-secret.overlap: expected ${span}, got "1". ${units}`,
  ],
  // The other verbs.
  [
    { decide: 'partial' },
    400,
    'bad-value',
    'decide: expected one of approved, rejected, review, canceled, expired, got "partial".',
  ],
  [
    { redeliver: 'last' },
    404,
    'not-found',
    'redeliver: expected an event that has been delivered at least once, got no event yet. ' +
      'Emit one first, or list them with GET /deliveries.',
  ],
  [{ redeliver: { times: 0 } }, 400, 'bad-value', 'step.redeliver.times: expected at least 1, got 0.'],
  [
    { flaw: { name: 'whitespace', count: 1.5 } },
    400,
    'bad-value',
    'step.flaw.count: expected a whole number, got 1.5.',
  ],
  [
    { issuer: { mood: 'slow', delay: '5' } },
    400,
    'bad-duration',
    `step.issuer.delay: expected ${span}, got "5". ${units}`,
  ],
  [
    { issuer: { mood: 'slow', polls: 2 } },
    400,
    'unknown-key',
    'mood slow: expected one of delay, applicant, on, count, for, got "polls".',
  ],
  [
    { 'rotate-secret': { secret: '' } },
    400,
    'bad-value',
    'endpoint endpoint-1.secret: expected a secret that it never had, got an empty one.',
  ],
  [
    { endpoint: { url: 'ftp://x' } },
    400,
    'bad-url',
    'endpoint endpoint-2.url: expected an http or https URL such as http://127.0.0.1:3000/webhooks, got "ftp://x".',
  ],
  [
    { endpoint: { url: 'http://127.0.0.1:9/', id: 'endpoint-1' } },
    409,
    'conflict',
    'endpoint endpoint-1: expected a new id, got one that is taken.',
  ],
  [{ pace: 'fast' }, 400, 'bad-value', 'step.pace: expected "still" or number or an object, got "fast".'],
  [{ pace: 0 }, 400, 'bad-value', 'step.pace: expected at least 0.001, got 0.'],
  [{ settle: true }, 400, 'bad-value', 'step.settle: expected an object, got true.'],
];

describe('control API: a step that is wrong', () => {
  it.each(rows)('%j: %i %s', async (given, status, code, sentence) => {
    const before = world.sandbox().journal.entries().length;
    const { json } = await post(JSON.stringify(given)).expectStatus(status).toss();
    expect(json.error.code).toBe(code);
    expect(json.error.message).toBe(typeof sentence === 'string' ? sentence : sentence());
    // Nothing that was refused leaves a trace.
    expect(world.sandbox().journal.entries()).toHaveLength(before);
  });

  it('names the nearest flaw, mood and path among many', async () => {
    const near: readonly (readonly [object, string, string])[] = [
      [emit({ flaw: 'tamperd-body' }), 'unknown-flaw', 'Did you mean "tampered-body"?'],
      [{ issuer: 'stuck-pendin' }, 'unknown-mood', 'Did you mean "stuck-pending"?'],
      [emit({ override: { 'data.object.stauts': 1 } }), 'unknown-override', 'Did you mean "data.object.status"?'],
    ];
    for (const [given, code, hint] of near) {
      await post(JSON.stringify(given)).expectStatus(400).expectJsonLike({ error: { code, hint } });
    }
  });

  it.each(['', '{"advance":', 'advance 5m', '\u0000'])('text that is no JSON: %j', async (text) => {
    const { json } = await post(text).expectStatus(400).toss();
    expect(json.error).toMatchObject({
      code: 'bad-json',
      where: 'POST /steps',
      message: expect.stringMatching(/^POST \/steps: expected a JSON body such as \{"advance": "5m"\}, got .+\.$/),
    });
  });
});

describe('control API: a call that is wrong', () => {
  const url = (path: string) => `${world.served.control}${path}`;

  it('an unknown route, and a route that is nearly one', async () => {
    for (const path of ['/nothing', '/Ready', '/ready/', '/steps/1']) {
      const { json } = await spec().get(url(path)).expectStatus(404).toss();
      expect(json.error).toMatchObject({ code: 'not-found', where: `GET ${path}` });
      expect(json.error.message).toMatch(/^GET \S+: expected one of \/, \/ready, \/steps, .+\/reset, got "/);
    }
  });

  it.each([
    ['POST', '/ready', ['GET', 'HEAD', 'OPTIONS']],
    ['GET', '/reset', ['OPTIONS', 'POST']],
    ['PUT', '/steps', ['GET', 'HEAD', 'OPTIONS', 'POST']],
    ['DELETE', '/deliveries/dlv_1', ['GET', 'HEAD', 'OPTIONS']],
  ])('%s %s: 405, and which methods there are', async (method, path, allowed) => {
    await spec()
      .withMethod(method)
      .withPath(url(path))
      .expectStatus(405)
      .expectHeader('allow', allowed.join(', '))
      .expectJsonLike({
        error: {
          code: 'method-not-allowed',
          message: `${method} ${path}: expected ${allowed.join(' or ')}, got ${method}.`,
        },
      });
  });

  it('a filter of the journal that is none', async () => {
    await spec()
      .get(url('/journal?after=x'))
      .expectStatus(400)
      .expectJsonLike({ error: { code: 'bad-value', message: '?after: expected the seq of an entry, got "x".' } });
  });

  it('a body above the limit', async () => {
    await post('x'.repeat(1024 * 1024 + 1))
      .expectStatus(413)
      .expectJsonLike({
        error: { code: 'too-large', message: 'POST /steps: expected a body of at most 1048576 bytes, got more.' },
      });
  });

  it('a Host that is not ours: a name made to point at this machine', async () => {
    const { port } = new URL(world.served.control);
    await spec()
      .get(url('/ready'))
      .withHeaders('Host', `evil.example:${port}`)
      .expectStatus(403)
      .expectJsonLike({
        error: {
          code: 'refused-host',
          message: `header Host: expected 127.0.0.1:${port} or localhost:${port} or [::1]:${port}, got "evil.example:${port}".`,
        },
      });
    await spec().get(url('/ready')).withHeaders('Host', `localhost:${port}`).expectStatus(200).toss();
  });

  it('an Origin that is not ours: a page of another site', async () => {
    const { port } = new URL(world.served.control);
    const from = (origin: string) => post('{"advance":"1m"}').withHeaders('Origin', origin);
    for (const origin of ['http://evil.example', 'null', `https://127.0.0.1:${port}`, 'http://127.0.0.1:1']) {
      await from(origin)
        .expectStatus(403)
        .expectJsonLike({
          error: { code: 'refused-origin', message: `header Origin: expected our own or none, got "${origin}".` },
        });
    }
    await from(world.served.control).expectStatus(200).toss();
  });
});
