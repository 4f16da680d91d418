import { describe, expect, it } from 'vitest';
import { formatDuration } from '../../../../mocks/duration.ts';
import { ladderOf } from '../../../../mocks/provider/delivery.ts';
import { standardWebhooks } from '../../../../mocks/provider/profiles/standard-webhooks.ts';
import { createSandbox } from '../../../../mocks/sandbox.ts';
import { createStand, start } from './stand.ts';

const ada = { key: 'ada', email: 'ada@example.com', level: 'basic', customerId: 'cus_1' };

describe('Standard Webhooks', () => {
  it('sends type, timestamp and data under one id that stays', async () => {
    const { provider, clock, got } = createStand(standardWebhooks, {}, 500);
    const { event } = provider.emit('kyc.approved', { applicant: ada });
    await clock.advance(5_000);
    expect(got.map(({ headers }) => headers['webhook-id'])).toEqual([event.id, event.id]);
    expect(got.map(({ headers }) => Number(headers['webhook-timestamp']) - start / 1000)).toEqual([0, 5]);
    expect(JSON.parse(got[0]?.text ?? '')).toEqual({
      type: 'kyc.approved',
      timestamp: new Date(start).toISOString(),
      data: {
        id: expect.stringMatching(/^ver_/),
        status: 'approved',
        email: 'ada@example.com',
        level: 'basic',
        customer_id: 'cus_1',
      },
    });
  });

  it.each([
    ['example', ['0s', '5s', '5m5s', '35m5s', '2h35m5s', '7h35m5s', '17h35m5s', '1d7h35m5s', '2d3h35m5s', '3d3h35m5s']],
    ['svix', ['0s', '5s', '5m5s', '35m5s', '2h35m5s', '7h35m5s', '17h35m5s', '1d3h35m5s']],
  ])('retries by the ladder called %s', (ladder, rungs) => {
    expect(ladderOf(createStand(standardWebhooks, { ladder }).provider.behaviour.delivery).map(formatDuration)).toEqual(
      rungs,
    );
  });

  it('can be read with the header names of Svix', async () => {
    const { provider, clock, got } = createStand(standardWebhooks, { 'header-names': 'svix' });
    provider.emit('kyc.approved', { applicant: ada });
    await clock.settle();
    expect(Object.keys(got[0]?.headers ?? {}).filter((name) => name.startsWith('svix-'))).toEqual([
      'svix-id',
      'svix-signature',
      'svix-timestamp',
    ]);
  });

  it('disables an endpoint that answers 410, and gives up what was on its way', async () => {
    const statuses = [500, 410];
    const sandbox = createSandbox({
      provider: 'standard-webhooks',
      seed: 1,
      receiver: () => new Response(null, { status: statuses.shift() ?? 200 }),
    });
    const [first] = sandbox.emit('kyc.approved', { applicant: 'ana' }).deliveries;
    const [second] = sandbox.emit('kyc.approved', { applicant: 'ben' }).deliveries;
    await sandbox.advance(10_000);
    const { provider } = sandbox;
    expect(provider.endpoints.get('endpoint-1').enabled).toBe(false);
    expect([first, second].map((each) => provider.deliveries.get(each?.id ?? '').state)).toEqual([
      'failed',
      'rejected',
    ]);
    expect(sandbox.emit('kyc.approved', { applicant: 'cleo' }).deliveries).toEqual([]);
    await sandbox.close();
  });

  it.each([
    ['seconds', { 'retry-after': '90' }, 90],
    ['a date', { 'retry-after': 'Thu, 01 Jan 2026 00:01:30 GMT', date: 'Thu, 01 Jan 2026 00:00:00 GMT' }, 90],
    ['less than it would wait anyway', { 'retry-after': '1' }, 5],
    ['nothing that can be read', { 'retry-after': 'soon' }, 5],
  ])('waits as Retry-After asks, in %s', async (_how, headers, seconds) => {
    const sandbox = createSandbox({
      provider: 'standard-webhooks',
      seed: 1,
      receiver: () => new Response(null, { status: 503, headers }),
    });
    const [delivery] = sandbox.emit('kyc.approved', { applicant: 'ana' }).deliveries;
    await sandbox.advance(0);
    const due = sandbox.provider.deliveries.get(delivery?.id ?? '').due ?? 0;
    expect((due - sandbox.clock.start) / 1000).toBe(seconds);
    await sandbox.close();
  });
});
