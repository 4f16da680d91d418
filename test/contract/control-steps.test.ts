import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toJsonSchema } from '../../harness/json-schema.ts';
import { readStep } from '../../harness/step.ts';
import { steps } from '../../harness/steps/index.ts';
import { createSandbox } from '../../mocks/sandbox.ts';
import { keepingReceiver, type Listening, openReceiver } from '../receivers.ts';
import { spec } from './pactum.ts';
import { openWorld, type World } from './world.ts';

let receiver: Listening;
let world: World;
beforeAll(async () => {
  receiver = await openReceiver();
  world = await openWorld('kyve', {
    receiver: receiver.url,
    secret: 'the-first-secret',
    start: '2026-01-01T00:00:00Z',
  });
});
// Every test begins with the same fresh world.
beforeEach(async () => {
  await spec().post(`${world.served.control}/reset`).expectStatus(200).toss();
});
afterAll(async () => {
  await world.close();
  await receiver.close();
});

async function take(taken: object) {
  return (await spec().post(`${world.served.control}/steps`).withJson(taken).expectStatus(200).toss()).json;
}
const iso = (offset: string) => `2026-01-01T${offset}.000Z`;

describe('the registry of steps', () => {
  const examples = steps.flatMap(({ verb, examples }) => examples.map((example) => [verb, example] as const));

  it.each(examples)('%s takes its example %j', (verb, example) => {
    const step = readStep(steps, { [verb]: example }, 'step');
    expect(step.verb).toBe(verb);
    expect(step.tell).toMatch(/\S/);
  });

  it('is what GET /steps tells', async () => {
    const { json } = await spec().get(`${world.served.control}/steps`).expectStatus(200).toss();
    expect(json.steps).toEqual(
      steps.map(({ verb, tells, schema, examples }) => ({
        verb,
        tells,
        schema: toJsonSchema(schema),
        examples: examples.map((each) => ({ [verb]: each })),
      })),
    );
  });

  it('takes steps in process as over HTTP', async () => {
    const sandbox = createSandbox({ seed: 1, receiver: keepingReceiver().receiver, start: Date.UTC(2026, 0, 1) });
    const given = { emit: { event: 'verification.completed', applicant: 'ana' } };
    const inProcess = await readStep(steps, given, 'step').take({ sandbox, target: null });
    expect(await take(given)).toEqual({ step: 'emit verification.completed about ana', ...inProcess });
    await sandbox.close();
  });
});

describe('control API: every verb', () => {
  it('emit: a name, or a name with details', async () => {
    expect(await take({ emit: 'verification.created' })).toMatchObject({
      step: 'emit verification.created',
      type: 'verification.created',
      deliveries: [{ id: 'dlv_1', state: 'waiting' }],
    });
    const before = receiver.got.length;
    await take({
      emit: {
        event: 'verification.completed',
        applicant: { email: 'ana@example.com', level: 'enhanced' },
        override: { 'data.object.status': 'failed' },
        remove: ['api_version'],
      },
    });
    await take({ settle: {} });
    const bodies = receiver.got.slice(before).map(({ body }) => JSON.parse(body.toString()));
    const changed = bodies.find(({ type }) => type === 'verification.completed');
    expect(changed.data.object).toMatchObject({
      status: 'failed',
      metadata: { email: 'ana@example.com', kyc_level: 'enhanced' },
    });
    expect(changed).not.toHaveProperty('api_version');
  });

  it('emit: says so when nobody takes the event', async () => {
    await take({ endpoint: { id: 'endpoint-1', enabled: false } });
    expect(await take({ emit: 'verification.created' })).toMatchObject({
      deliveries: [],
      hint: 'No endpoint takes this event: start with --receiver URL, or add one with the step endpoint.',
    });
  });

  it('decide: moves the session and fires every event that the table promises', async () => {
    const decided = await take({ decide: { outcome: 'rejected', applicant: 'ana' } });
    expect(decided).toMatchObject({ step: 'rejected: ana', status: 'failed' });
    expect(decided.events.map(({ type }: { type: string }) => type)).toEqual([
      'verification.created',
      'verification.updated',
      'verification.updated',
      'verification.updated',
      'verification.failed',
    ]);
  });

  it('advance: by a span, to the next task, until idle', async () => {
    expect(await take({ advance: '1h30m' })).toEqual({
      step: 'advance 1h30m',
      from: iso('00:00:00'),
      now: iso('01:30:00'),
      moved: '1h30m',
      ran: 0,
    });
    await take({ outage: '6m' });
    await take({ emit: 'verification.created' });
    await take({ settle: {} });
    expect(await take({ advance: 'next' })).toMatchObject({ step: 'advance to next', now: iso('01:35:00'), ran: 1 });
    await take({ advance: 'idle' });
    const { json } = await spec().get(`${world.served.control}/clock`).toss();
    expect(json).toMatchObject({ pending: 0, next: null });
  });

  it('redeliver: at once, later, several times', async () => {
    const { event } = await take({ emit: 'verification.created' });
    await take({ settle: {} });
    const before = receiver.got.length;
    expect(await take({ redeliver: 'last' })).toMatchObject({
      step: 'redeliver the last event',
      deliveries: [{ id: 'dlv_1', state: 'delivered' }],
    });
    await take({ redeliver: { event, after: '12h', times: 2 } });
    await take({ settle: {} });
    expect(receiver.got).toHaveLength(before + 1);
    await take({ advance: '12h' });
    expect(receiver.got).toHaveLength(before + 3);
  });

  it('flaw: the next deliveries are wrong', async () => {
    expect(await take({ flaw: { name: ['whitespace', 'chunked-body'], count: 2 } })).toEqual({
      step: 'the next 2 deliveries have the flaw whitespace and chunked-body',
      flaws: ['whitespace', 'chunked-body'],
      count: 2,
    });
    for (const _ of [1, 2, 3]) await take({ emit: 'verification.created' });
    const { json } = await spec().get(`${world.served.control}/deliveries`).toss();
    expect(json.deliveries.map((each: { flaws: string[] }) => each.flaws.length)).toEqual([2, 2, 0]);
  });

  it('issuer: falls into a mood, calms down', async () => {
    const stuck = await take({ issuer: { mood: 'stuck-pending', for: '10m', applicant: 'ana' } });
    expect(stuck).toMatchObject({ mood: 'stuck-pending', left: null, until: 600_000 });
    expect(await take({ issuer: 'calm' })).toEqual({ step: 'the issuer calms down', ended: 1 });
    await take({ issuer: { mood: 'error-500', count: 3 } });
    expect(await take({ issuer: { calm: 'ana' } })).toMatchObject({ ended: 0 });
  });

  it('rotate-secret: tells the new one', async () => {
    expect(await take({ 'rotate-secret': { overlap: '24h' } })).toEqual({
      step: 'rotate the secret of the first endpoint, the old one good for 1d more',
      endpoint: 'endpoint-1',
      secret: expect.stringMatching(/^\w{40}$/),
      good: 2,
    });
    expect(await take({ 'rotate-secret': { secret: 'the-second-secret' } })).toMatchObject({
      secret: 'the-second-secret',
      good: 1,
    });
  });

  it('outage: says until when', async () => {
    expect(await take({ outage: '30m' })).toEqual({
      step: "the receiver's network is down for 30m",
      until: iso('00:30:00'),
    });
  });

  it('endpoint: adds one and switches it off', async () => {
    expect(await take({ endpoint: { url: receiver.url, secret: 'another-secret', livemode: true } })).toEqual({
      step: `add an endpoint at ${receiver.url}`,
      endpoint: 'endpoint-2',
      url: receiver.url,
      secret: 'another-secret',
    });
    expect(await take({ endpoint: { id: 'endpoint-2', enabled: false } })).toEqual({
      step: 'disable endpoint-2',
      endpoint: 'endpoint-2',
      enabled: false,
    });
  });

  it('pace: still, or so many times as fast', async () => {
    expect(await take({ pace: 3600 })).toMatchObject({ step: 'time flows ×3600', pace: 3600 });
    expect(await take({ pace: 'still' })).toMatchObject({ step: 'time stands still', pace: 'still' });
  });

  it('settle: stays where it is', async () => {
    expect(await take({ settle: {} })).toEqual({ step: 'wait until nothing is left to do now', now: iso('00:00:00') });
  });

  it('each step taken is in the journal', async () => {
    await take({ advance: '1m' });
    const taken = world.sandbox().journal.entries({ kind: 'step.taken' });
    expect(taken.at(-1)).toMatchObject({ step: { advance: '1m' }, tells: 'advance 1m', at: 60_000 });
  });
});
