import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flaws, profiles } from '../../src/index.ts';
import { version } from '../../src/version.ts';
import { type Listening, openReceiver } from '../receivers.ts';
import { spec } from './pactum.ts';
import { openWorld, type World } from './world.ts';

const start = '2026-01-01T00:00:00.000Z';
let receiver: Listening;
let world: World;
beforeAll(async () => {
  receiver = await openReceiver((_got, nth) => (nth === 1 ? 503 : 200));
  world = await openWorld('kyve', { receiver: receiver.url, start, assume: { ladder: 'doubling' } });
});
afterAll(async () => {
  await world.close();
  await receiver.close();
});

const control = (path: string) => `${world.served.control}${path}`;
const read = async (path: string) =>
  (await spec().get(control(path)).expectStatus(200).expectHeaderContains('content-type', 'application/json').toss())
    .json;
const step = (taken: object) => spec().post(control('/steps')).withJson(taken).expectStatus(200).toss();

describe('control API: what is there to read', () => {
  it('itself, and every route of it', async () => {
    expect(await read('/')).toEqual({
      doubleact: version,
      routes: [
        'GET /',
        'GET /ready',
        'GET /steps',
        'POST /steps',
        'GET /journal',
        'GET /journal.ndjson',
        'GET /journal/stream',
        'GET /deliveries',
        'GET /deliveries/:id',
        'GET /credentials',
        'GET /applicants',
        'GET /subjects',
        'GET /endpoints',
        'GET /clock',
        'GET /events',
        'GET /flaws',
        'GET /assumptions',
        'GET /page.js',
        'GET /page.css',
        'GET /events/:type/body',
        'GET /moods',
        'GET /scenario.yaml',
        'GET /deliveries/:id/attempts/:attempt/signature',
        'POST /deliveries/:id/attempts/:attempt/signature',
        'POST /reset',
      ],
    });
    expect(await read('/ready')).toEqual({
      ready: true,
      doubleact: version,
      provider: 'kyve',
      seed: 1,
      run: expect.any(String),
    });
  });

  it('the clock', async () => {
    expect(await read('/clock')).toMatchObject({ start, pace: 'still', holders: [] });
  });

  it('the events of the provider, the flaws, and what is assumed', async () => {
    const { events } = await read('/events');
    expect(events).toContainEqual({
      type: 'verification.completed',
      tells: 'the person has passed',
      documented: true,
      says: ['approved'],
    });
    expect((await read('/flaws')).flaws).toEqual(flaws.map(({ id, tells, takes }) => ({ id, tells, takes })));
    const { assumptions } = await read('/assumptions');
    expect(assumptions.length).toBeGreaterThan(profiles[0]?.assumes.length ?? 0);
    const mine = assumptions.filter(({ isDefault }: { isDefault: boolean }) => !isDefault);
    expect(mine).toEqual([expect.objectContaining({ id: 'ladder', reading: 'doubling' })]);
    expect(world.served.assumed).toEqual(mine);
  });

  it('the endpoints, without their secrets', async () => {
    expect(await read('/endpoints')).toEqual({
      endpoints: [
        {
          id: 'endpoint-1',
          url: receiver.url,
          events: 'all',
          livemode: false,
          enabled: true,
          secrets: 1,
          retiredSecrets: 0,
        },
      ],
    });
  });

  it('an emitted event from its delivery to its person', async () => {
    const { json: emitted } = await step({ emit: { event: 'verification.completed', applicant: 'ana' } });
    expect(emitted).toEqual({
      step: 'emit verification.completed about ana',
      event: expect.stringMatching(/^evt_\w{24}$/),
      type: 'verification.completed',
      applicant: expect.stringMatching(/@example\.com$/),
      subject: expect.stringMatching(/^ses_\w{24}$/),
      deliveries: [{ id: 'dlv_1', endpoint: 'endpoint-1', state: 'waiting', due: start }],
    });
    await step({ settle: {} });
    const waiting = await read('/deliveries');
    expect(waiting).toEqual({
      dropped: 0,
      deliveries: [
        {
          id: 'dlv_1',
          event: emitted.event,
          type: 'verification.completed',
          applicant: emitted.applicant,
          endpoint: 'endpoint-1',
          url: receiver.url,
          state: 'waiting',
          attempts: 1,
          last: 503,
          due: '2026-01-01T00:05:00.000Z',
          coming: [5, 15, 35, 75, 155, 315, 635, 1275].map((minutes) => ({
            at: new Date(Date.parse(start) + minutes * 60_000).toISOString(),
            manual: false,
          })),
          flaws: [],
        },
      ],
    });
    expect(await read('/clock')).toMatchObject({
      next: { due: '2026-01-01T00:05:00.000Z', label: 'attempt 2 of dlv_1' },
    });

    await step({ advance: '5m' });
    const delivery = await read('/deliveries/dlv_1');
    expect(delivery).toMatchObject({ state: 'delivered', due: null, last: 200 });
    expect(delivery.attempts).toEqual(
      [503, 200].map((status, index) => ({
        attempt: index + 1,
        copy: 1,
        manual: false,
        at: index === 0 ? start : '2026-01-01T00:05:00.000Z',
        sinceFirst: index * 300_000,
        request: {
          headers: expect.objectContaining({ 'KYC-Event-Id': emitted.event, 'User-Agent': 'KYC-Webhooks/1.0' }),
          body: { text: receiver.got[index]?.body.toString(), bytes: receiver.got[index]?.body.length, cut: false },
          signed: expect.stringMatching(/^\d{10}\.\{body\}$/),
        },
        answer: expect.objectContaining({ status, discarded: false }),
      })),
    );
    const { subjects } = await read('/subjects');
    expect(subjects).toEqual([expect.objectContaining({ id: emitted.subject, status: 'completed' })]);
    const { applicants } = await read('/applicants');
    expect(applicants).toEqual([expect.objectContaining({ key: 'ana', email: emitted.applicant })]);
  });

  it('no credentials where none were issued', async () => {
    expect(await read('/credentials')).toEqual({ dropped: 0, credentials: [] });
    expect(await read('/credentials?applicant=ana%40example.com')).toEqual({ dropped: 0, credentials: [] });
  });

  it('addresses without what only their owner may know', async () => {
    const url = receiver.url.replace('//', '//somebody:of-the-endpoint@');
    await step({ endpoint: { id: 'guarded', url: `${url}?token=of-the-query`, events: [] } });
    await step({ emit: { event: 'verification.completed', applicant: 'gil', endpoint: 'guarded' } });
    await step({ advance: '1m' });
    const shown = `${receiver.url.replace('//', '//[redacted]@')}?token=[redacted]`;
    const { endpoints } = (await read('/endpoints')) as { endpoints: { id: string; url: string }[] };
    expect(endpoints.find(({ id }) => id === 'guarded')?.url).toBe(shown);
    const { deliveries } = (await read('/deliveries')) as { deliveries: { id: string; url: string }[] };
    expect(deliveries.at(-1)?.url).toBe(shown);
    const everything = [
      await read(`/deliveries/${deliveries.at(-1)?.id}`),
      await read('/journal'),
      endpoints,
      deliveries,
    ];
    expect(JSON.stringify(everything)).not.toMatch(/of-the-(?:endpoint|query)/);
  });
});
