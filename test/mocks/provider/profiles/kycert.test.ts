import { describe, expect, it } from 'vitest';
import { chooseReadings } from '../../../../mocks/assumption.ts';
import { formatDuration } from '../../../../mocks/duration.ts';
import { ladderOf } from '../../../../mocks/provider/delivery.ts';
import type { Readings } from '../../../../mocks/provider/profile.ts';
import { kycert } from '../../../../mocks/provider/profiles/kycert.ts';
import { clean, createWorld, runs, start } from './kycert-world.ts';

const under = (wishes: Readings = {}) => kycert.under(chooseReadings(kycert.assumes, wishes, 'test'));

function table(reading: string): string {
  const { delivery } = under({ 'retry-table': reading });
  const [least, most] = delivery.first.map(formatDuration);
  return [`first ${least} to ${most}`, ...ladderOf(delivery).map(formatDuration)].join(' · ');
}

describe('the retry table of kycert', () => {
  it('is eight POSTs when its seven rows are retries', () => {
    expect(table('seven-retries')).toMatchInlineSnapshot(
      `"first 5s to 30s · 0s · 5m · 20m · 50m · 1h50m · 3h50m · 9h50m · 21h50m"`,
    );
  });

  it('is seven POSTs, the first of them late, when row 1 comes before the first', () => {
    expect(table('seven-posts-after-delay')).toMatchInlineSnapshot(
      `"first 5m5s to 5m30s · 0s · 15m · 45m · 1h45m · 3h45m · 9h45m · 21h45m"`,
    );
  });

  it('is seven POSTs within ten hours when row 7 is never used', () => {
    expect(table('seven-posts-first-six-rows')).toMatchInlineSnapshot(
      `"first 5s to 30s · 0s · 5m · 20m · 50m · 1h50m · 3h50m · 9h50m"`,
    );
  });

  it('is seven POSTs when row 1 is never used', () => {
    expect(table('seven-posts-last-six-rows')).toMatchInlineSnapshot(
      `"first 5s to 30s · 0s · 15m · 45m · 1h45m · 3h45m · 9h45m · 21h45m"`,
    );
  });

  it('adds 30 s for every attempt that was never answered', () => {
    const times = ladderOf(under().delivery, { silence: 'timeout' });
    expect(formatDuration(times.at(-1) ?? 0)).toBe('21h53m30s');
  });

  it.each([
    ['seven-retries', 8],
    ['seven-posts-after-delay', 7],
    ['seven-posts-first-six-rows', 7],
    ['seven-posts-last-six-rows', 7],
  ])('is walked to its end by the engine: %s', async (reading, count) => {
    const { provider, clock, posts } = createWorld({ 'retry-table': reading }, [503]);
    provider.decide('approved', { applicant: 'ana' });
    await clock.advance(48 * 3_600_000);
    const first = posts[0]?.at ?? 0;
    expect(posts.map(({ at }) => at - first)).toEqual(ladderOf(under({ 'retry-table': reading }).delivery));
    expect(posts).toHaveLength(count);
    expect(provider.deliveries.list().map(({ state }) => state)).toEqual(['failed']);
  });
});

describe('what an answer means to kycert', () => {
  const verdicts = (wishes: Readings = {}) => {
    const { verdict } = under(wishes).delivery;
    return Object.fromEntries([200, 204, 299, 302, 400, 404, 408, 410, 429, 500, 503].map((s) => [s, verdict(s)]));
  };

  it('stops at any 4xx and retries the rest', () => {
    expect(verdicts()).toEqual({
      ...{ 200: 'delivered', 204: 'delivered', 299: 'delivered', 302: 'retry', 500: 'retry', 503: 'retry' },
      ...{ 400: 'rejected', 404: 'rejected', 408: 'rejected', 410: 'rejected', 429: 'rejected' },
    });
  });

  it('can be read so that 408 and 429 ask for another try', () => {
    expect(verdicts({ 'answers-408-429': 'retry' })).toMatchObject({
      400: 'rejected',
      408: 'retry',
      410: 'rejected',
      429: 'retry',
    });
  });

  it('can be read so that a redirect stops the retries', () => {
    expect(verdicts({ 'answers-3xx': 'rejected' })).toMatchObject({ 302: 'rejected', 503: 'retry' });
  });

  it('closes a delivery at the first 4xx', async () => {
    const { provider, clock, posts } = createWorld({}, [503, 422]);
    provider.decide('approved', { applicant: 'ana' });
    await clock.advance(48 * 3_600_000);
    expect(posts).toHaveLength(2);
    expect(provider.deliveries.list()[0]?.state).toBe('rejected');
  });
});

describe('a resend by hand', () => {
  it.each([
    ['no', 3],
    ['yes', 2],
  ])('ends the retries of kycert: %s', async (reading, count) => {
    const { provider, clock, posts } = createWorld({ 'resend-closes': reading }, [503, 200]);
    provider.decide('approved', { applicant: 'ana' });
    await clock.advance(60_000);
    provider.redeliver({});
    await clock.advance(48 * 3_600_000);
    expect(posts).toHaveLength(count);
  });
});

describe('events of kycert', () => {
  it('tell of a run that was approved', async () => {
    const { provider, clock, posts } = createWorld();
    provider.decide('approved', {
      applicant: { key: 'ana', email: 'ana@example.com', level: 'full', customerId: 'c-1' },
    });
    await clock.advance(60_000);
    expect(posts).toHaveLength(1);
    expect(posts[0]?.at).toBeGreaterThanOrEqual(5_000);
    expect(posts[0]?.at).toBeLessThanOrEqual(30_000);
    expect(posts[0]?.json).toMatchInlineSnapshot(`
      {
        "created": 1767225628,
        "data": {
          "object": {
            "completed_at": "2026-01-01T00:00:28.313Z",
            "created_at": "2026-01-01T00:00:00.000Z",
            "decision": "APPROVED",
            "flags": {
              "external_id": null,
            },
            "livemode": false,
            "metadata": {
              "customer_id": "c-1",
              "email": "ana@example.com",
              "kyc_level": "full",
            },
            "object": "run",
            "risk_band": "LOW",
            "run_id": "2f24e35f-ce0e-49b3-8661-bd20af0224e6",
            "status": "completed",
            "subject": {
              "doc": "63157823110",
              "type": "pf",
            },
            "template_id": "00000000-0000-4000-8000-0000000000f1",
          },
        },
        "event": "run.completed",
        "id": "evt_01KDVDP5MSWXYVJ6YSXFYZFEJ6",
        "livemode": false,
        "object": "event",
      }
    `);
    expect(Object.keys(posts[0]?.json ?? {})).toEqual(['id', 'object', 'event', 'created', 'livemode', 'data']);
    expect(posts[0]?.json.id).toMatch(/^evt_[0-9A-HJKMNP-TV-Z]{26}$/);
  });

  it.each([
    ['approved', 'run.completed', 'completed', 'APPROVED', 'LOW'],
    ['rejected', 'run.completed', 'blocked', 'BLOCKED', 'CRITICAL'],
    ['review', 'run.completed', 'pending_review', 'PENDING_REVIEW', 'HIGH'],
    ['partial', 'run.completed', 'partial', 'PARTIAL', 'MEDIUM'],
    ['failed', 'run.failed', 'failed', null, null],
  ] as const)('%s is %s with status %s', async (outcome, event, status, decision, risk_band) => {
    const { provider, clock, posts } = createWorld();
    provider.decide(outcome, { applicant: 'ana' });
    await clock.advance(60_000);
    expect(posts.map(({ json }) => json.event)).toEqual([event]);
    expect(posts[0]?.json.data.object).toMatchObject({ status, decision, risk_band });
  });

  it('of a failure have failed_at instead of completed_at', async () => {
    const { provider, clock, posts } = createWorld({ 'result-keys': 'documented' });
    provider.decide('failed', { applicant: 'ana' });
    await clock.advance(60_000);
    expect(posts[0]?.json.data.object).toEqual({
      status: 'failed',
      decision: null,
      failed_at: '2026-01-01T00:00:28.313Z',
    });
  });

  it('sent by hand say the same as those that a run fires', async () => {
    const { provider, clock, posts } = createWorld();
    provider.emit('run.completed', { applicant: 'ana', outcome: 'partial' });
    await clock.advance(60_000);
    expect(posts[0]?.json.data.object).toMatchObject({
      status: 'partial',
      decision: 'PARTIAL',
      completed_at: '2026-01-01T00:00:28.313Z',
    });
  });

  it('follow the readings of words, times and pairing', async () => {
    const readings = {
      ...{ 'status-pairing': 'completed', 'decision-case': 'lower', 'band-words': 'bureau' },
      ...{ 'result-times': 'unix', 'person-in-metadata': 'none' },
    };
    const { provider, clock, posts } = createWorld(readings);
    provider.decide('rejected', { applicant: 'ana' });
    await clock.advance(60_000);
    expect(posts[0]?.json.data.object).toMatchObject({
      ...{ status: 'completed', decision: 'blocked', risk_band: 'high' },
      ...{ completed_at: start / 1000 + 28, metadata: {} },
    });
  });

  it('are two, and a third only under a reading that says it is in no document', () => {
    expect(under().events.map(({ type, documented }) => [type, documented])).toEqual([
      ['run.completed', true],
      ['run.failed', true],
    ]);
    const more = under({ 'customer-events': 'customer.status_changed' });
    expect(more.events.at(-1)).toMatchObject({ type: 'customer.status_changed', documented: false });
    expect(more.earlier).toEqual({ type: 'customer.status_changed', outcome: 'pending' });
    expect(under().earlier).toBeNull();
  });

  it.each([
    ['concepts', ['approved', 'rejected', 'in_review', 'pending']],
    ['dashboard', ['aprovado', 'recusado', 'em_analise', 'rascunho']],
  ])('about customers speak the words of %s', async (words, said) => {
    const { provider, clock, posts } = createWorld({
      'customer-events': 'customer.status_changed',
      'customer-words': words,
    });
    for (const outcome of ['approved', 'rejected', 'review', 'pending'] as const) {
      provider.emit('customer.status_changed', { applicant: outcome, outcome });
      await clock.advance(60_000);
    }
    expect(posts.map(({ json }) => json.data.object.status)).toEqual(said);
  });

  it('reach live endpoints over https only', () => {
    const { plainHttp } = under();
    expect([plainHttp(false), plainHttp(true)]).toEqual([true, false]);
    const { provider } = createWorld();
    expect(() => provider.endpoints.add({ url: 'http://localhost/x', livemode: true })).toThrow(/https/);
  });

  it('go to the webhook_url of their run, signed with the secret of the endpoint', async () => {
    const { call, clock, posts } = createWorld();
    call('POST', runs, { ...clean, webhook_url: 'http://127.0.0.1:9/override' });
    await clock.advance(60_000);
    expect(posts.map(({ url }) => url)).toEqual(['http://127.0.0.1:9/override']);
    expect(posts[0]?.headers.get('kycert-signature')).toMatch(/^t=\d+,v1=[0-9a-f]{64}$/);
  });
});

describe('assumptions of kycert', () => {
  it.each(kycert.assumes)('$id has a default among its readings and says why', ({ chosen, readings, about, why }) => {
    expect(Object.keys(readings)).toContain(chosen);
    expect(about.length).toBeGreaterThan(40);
    expect(why).not.toBe('');
  });

  it('have ids of their own', () => {
    const ids = kycert.assumes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
