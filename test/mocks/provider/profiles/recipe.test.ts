import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { chooseReadings } from '../../../../mocks/assumption.ts';
import { formatDuration } from '../../../../mocks/duration.ts';
import { ladderOf } from '../../../../mocks/provider/delivery.ts';
import { recipe } from '../../../../mocks/provider/profiles/recipe.ts';
import { createStand, type Got, start } from './stand.ts';

const under = (assume: Record<string, string> = {}) => recipe.under(chooseReadings(recipe.assumes, assume, 'test'));
const ladder = (reading: string) => ladderOf(under({ ladder: reading }).delivery).map(formatDuration);
const ada = { key: 'ada', email: 'ada@example.com', level: 'basic' };

describe('the callback of the recipe', () => {
  it('is a plain body at /webhooks/kyc-complete', async () => {
    const { provider, clock, got } = createStand(recipe);
    provider.emit('kyc.complete', { applicant: ada });
    await clock.settle();
    expect(provider.behaviour.path).toBe('/webhooks/kyc-complete');
    expect(got[0]?.text).toMatchInlineSnapshot(
      `"{"userEmail":"ada@example.com","kycLevel":"basic","verifiedAt":"2026-01-01T00:00:00.000Z"}"`,
    );
  });

  it('is signed and numbered as kyve does it', async () => {
    const { provider, clock, got, secret } = createStand(recipe);
    const { event } = provider.emit('kyc.complete', { applicant: ada });
    await clock.settle();
    const [{ headers, text }] = got as [Got];
    const t = start / 1000;
    const mac = createHmac('sha256', secret).update(`${t}.${text}`).digest('hex');
    expect(headers['kyc-signature']).toBe(`t=${t},v1=${mac}`);
    expect(headers['kyc-event-id']).toBe(event.id);
  });

  it('carries neither when the recipe is taken at its word', async () => {
    const { provider, clock, got } = createStand(recipe, { signature: 'none', 'event-id-header': 'none' });
    provider.emit('kyc.complete', { applicant: ada });
    await clock.settle();
    expect(Object.keys(got[0]?.headers ?? {}).filter((name) => name.startsWith('kyc-'))).toEqual([]);
  });

  it('may leave verifiedAt to the receiver', async () => {
    const { provider, clock, got } = createStand(recipe, { 'verified-at': 'left-out' });
    provider.emit('kyc.complete', { applicant: ada });
    await clock.settle();
    expect(got[0]?.text).toBe('{"userEmail":"ada@example.com","kycLevel":"basic"}');
  });

  it('comes from a decision too, and tells of nothing but a pass', async () => {
    const { provider, clock, got } = createStand(recipe);
    provider.decide('approved', { applicant: ada });
    await clock.settle();
    expect(got).toHaveLength(1);
    expect(provider.behaviour.events.map(({ type, documented }) => [type, documented])).toEqual([
      ['kyc.complete', false],
    ]);
    expect(() => provider.decide('rejected', { applicant: 'bob' })).toThrow('expected one of approved');
  });

  it('can tell of the same pass at an older time', () => {
    const { earlier, object } = under();
    const { subject } = createStand(recipe).provider.emit('kyc.complete', { applicant: ada });
    const head = { id: 'evt_1', type: 'kyc.complete', outcome: 'approved', livemode: false } as const;
    expect(earlier).toEqual({ type: 'kyc.complete', outcome: 'approved' });
    expect(object({ ...head, created: start - 60_000 }, subject).verifiedAt).toBe('2025-12-31T23:59:00.000Z');
  });

  it('has no API', async () => {
    const { ask, provider } = createStand(recipe);
    expect(provider.behaviour.api).toBeNull();
    expect((await ask('POST /v1/sessions')).status).toBe(404);
  });
});

describe('the delivery of the recipe, all of it assumed', () => {
  it('retries on a stepped ladder', () => {
    expect(ladder('stepped')).toMatchInlineSnapshot(`
      [
        "0s",
        "5m",
        "20m",
        "50m",
        "1h50m",
        "3h50m",
        "9h50m",
        "21h50m",
      ]
    `);
  });

  it('retries on a doubling ladder', () => {
    expect(ladder('doubling')).toMatchInlineSnapshot(`
      [
        "0s",
        "5m",
        "15m",
        "35m",
        "1h15m",
        "2h35m",
        "5h15m",
        "10h35m",
        "21h15m",
      ]
    `);
  });

  it('never retries', () => {
    expect(ladder('none')).toMatchInlineSnapshot(`
      [
        "0s",
      ]
    `);
  });

  it('is closed by a resend that succeeds, or not', () => {
    expect(under().delivery.resendCloses).toBe(true);
    expect(under({ 'resend-closes': 'keeps-retrying' }).delivery.resendCloses).toBe(false);
  });

  it('waits 10 s, or 30 s', () => {
    expect(under().delivery.timeout).toBe(10_000);
    expect(under({ timeout: '30s' }).delivery.timeout).toBe(30_000);
  });

  it('retries the 400 of the sample, or gives up on it', () => {
    expect(under().delivery.verdict(400)).toBe('retry');
    expect(under({ answers: '4xx-ends' }).delivery.verdict(400)).toBe('rejected');
    expect(under({ answers: '4xx-ends' }).delivery.verdict(500)).toBe('retry');
  });
});
