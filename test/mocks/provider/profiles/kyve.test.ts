import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { chooseReadings } from '../../../../mocks/assumption.ts';
import { formatDuration, MINUTE } from '../../../../mocks/duration.ts';
import { ladderOf } from '../../../../mocks/provider/delivery.ts';
import { kyve } from '../../../../mocks/provider/profiles/kyve.ts';
import { createStand, type Got, start } from './stand.ts';

const under = (assume: Record<string, string> = {}) => kyve.under(chooseReadings(kyve.assumes, assume, 'test'));
const ladder = (reading: string) => ladderOf(under({ ladder: reading }).delivery).map(formatDuration);

describe('the backoff of kyve, in sandbox time after the first attempt', () => {
  it('stepped', () => {
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

  it('doubling', () => {
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

  it('doubling-to-a-day', () => {
    expect(ladder('doubling-to-a-day')).toMatchInlineSnapshot(`
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
        "1d18h35m",
        "2d18h35m",
      ]
    `);
  });

  it('has a test here for every reading', () => {
    const readings = kyve.assumes.find(({ id }) => id === 'ladder')?.readings ?? {};
    expect(Object.keys(readings)).toEqual(['stepped', 'doubling', 'doubling-to-a-day']);
  });

  it('waits 10 s for an answer, which lengthens every rung', () => {
    const { delivery } = under();
    expect(delivery.timeout).toBe(10_000);
    expect(ladderOf(delivery, { silence: 'timeout' }).slice(0, 3).map(formatDuration)).toEqual([
      '0s',
      '5m10s',
      '20m20s',
    ]);
  });

  it('retries whatever is not 2xx, 3xx and 410 included', () => {
    const { verdict } = under().delivery;
    for (const status of [200, 201, 204, 299]) expect(verdict(status)).toBe('delivered');
    for (const status of [301, 302, 400, 401, 404, 409, 410, 429, 500, 503]) expect(verdict(status)).toBe('retry');
  });

  it('really comes again at those times when it is refused', async () => {
    const { provider, clock, got } = createStand(kyve, {}, 500);
    provider.emit('verification.completed', { applicant: 'ada' });
    await clock.runUntilIdle();
    expect(got.map(({ at }) => formatDuration(at - start))).toEqual(ladder('stepped'));
  });
});

describe('a delivery of kyve', () => {
  it('is the documented envelope, signed over "t.body" with the whole secret', async () => {
    const { provider, clock, got, secret } = createStand(kyve);
    const { event } = provider.emit('verification.completed', { applicant: { key: 'ada', email: 'ada@example.com' } });
    await clock.settle();

    const [{ headers, text }] = got as [Got];
    const t = start / 1000;
    const mac = createHmac('sha256', secret).update(`${t}.${text}`).digest('hex');
    expect(headers['kyc-signature']).toBe(`t=${t},v1=${mac}`);
    expect(headers['kyc-event-id']).toBe(event.id);
    expect(headers['user-agent']).toBe('KYC-Webhooks/1.0');
    expect(headers['content-type']).toBe('application/json');
    expect(event.id).toMatch(/^evt_\w{24}$/);
    expect(JSON.parse(text)).toMatchInlineSnapshot(`
      {
        "api_version": "2025-01",
        "created": 1767225600,
        "data": {
          "object": {
            "checks": [
              {
                "status": "passed",
                "type": "document_upload",
              },
              {
                "status": "passed",
                "type": "liveness",
              },
            ],
            "created": 1767225600,
            "extracted_fields": {
              "date_of_birth": "1960-05-10",
              "document_number": "P34675738",
              "full_name": "Trenton Tillman",
            },
            "id": "ses_aEBI2121baZ4WrerxJBr9owH",
            "livemode": false,
            "metadata": {
              "customer_id": "cus_o9fk6vds8dh9",
              "email": "ada@example.com",
              "kyc_level": "basic",
            },
            "status": "completed",
            "template_id": "tpl_abc123def456",
            "template_version": 1,
          },
        },
        "id": "evt_zSVhvqsEAX0BaGsBo6VkVTzI",
        "livemode": false,
        "type": "verification.completed",
      }
    `);
  });

  it('has no key beyond the documented ones', async () => {
    const { provider, clock, got } = createStand(kyve);
    for (const { type } of provider.behaviour.events) provider.emit(type);
    await clock.settle();
    expect(got).toHaveLength(9);
    for (const { text } of got) {
      expect(Object.keys(JSON.parse(text))).toEqual(['id', 'type', 'api_version', 'created', 'livemode', 'data']);
    }
  });

  it('has its event id on every retry and a new t on each', async () => {
    const { provider, clock, got } = createStand(kyve, {}, 503);
    provider.emit('verification.completed');
    await clock.advance(6 * MINUTE);
    const [first, second] = got as [Got, Got];
    expect(second.headers['kyc-event-id']).toBe(first.headers['kyc-event-id']);
    expect(second.text).toBe(first.text);
    expect(second.headers['kyc-signature']).toContain(`t=${start / 1000 + 300},`);
  });

  it('keeps t under timestamp-renewal: kept', async () => {
    const { provider, clock, got } = createStand(kyve, { 'timestamp-renewal': 'kept' }, 503);
    provider.emit('verification.completed');
    await clock.advance(6 * MINUTE);
    expect(got.map(({ headers }) => headers['kyc-signature'])[1]).toBe(got[0]?.headers['kyc-signature']);
  });

  it('is signed with one secret while two are good, or with both', async () => {
    for (const [reading, count] of [
      ['newest', 1],
      ['both', 2],
    ] as const) {
      const { provider, clock, got } = createStand(kyve, { 'secret-overlap': reading });
      provider.endpoints.rotate('test', 24 * 60 * MINUTE);
      provider.emit('verification.completed');
      await clock.settle();
      expect(got[0]?.headers['kyc-signature']?.match(/v1=/g)).toHaveLength(count);
    }
  });

  it('carries the person in metadata, or not', async () => {
    const ada = { key: 'ada', email: 'ada@example.com', level: 'plus', customerId: 'cus_123' };
    const metadataUnder = async (reading: string) => {
      const { provider, clock, got } = createStand(kyve, { 'person-in-metadata': reading });
      provider.emit('verification.completed', { applicant: ada });
      await clock.settle();
      return JSON.parse(got[0]?.text ?? '').data.object.metadata;
    };
    expect(await metadataUnder('metadata')).toEqual({
      email: 'ada@example.com',
      kyc_level: 'plus',
      customer_id: 'cus_123',
    });
    expect(await metadataUnder('none')).toEqual({});
  });

  it('goes over plain http as plain-http says', () => {
    const both = (reading: string) => [false, true].map(under({ 'plain-http': reading }).plainHttp);
    expect(both('always')).toEqual([true, true]);
    expect(both('test-only')).toEqual([true, false]);
    expect(both('never')).toEqual([false, false]);
  });

  it('is closed by a resend that succeeds, or not', () => {
    expect(under().delivery.resendCloses).toBe(true);
    expect(under({ 'resend-closes': 'keeps-retrying' }).delivery.resendCloses).toBe(false);
  });

  it('makes secrets without a made-up prefix unless asked', () => {
    const { provider } = createStand(kyve);
    const { provider: prefixed } = createStand(kyve, { 'secret-format': 'whsec' });
    const added = { id: 'third', url: 'http://localhost/' };
    expect(provider.endpoints.add(added).secrets[0]).toMatch(/^\w{40}$/);
    expect(prefixed.endpoints.add(added).secrets[0]).toMatch(/^whsec_\w{32}$/);
  });
});

describe('the assumptions of kyve', () => {
  it('each name their default among their readings, and why', () => {
    for (const { id, readings, chosen, why, about } of kyve.assumes) {
      expect(Object.keys(readings), id).toContain(chosen);
      expect(about.length, id).toBeGreaterThan(10);
      expect(why.length, id).toBeGreaterThan(5);
    }
    expect(new Set(kyve.assumes.map(({ id }) => id)).size).toBe(kyve.assumes.length);
  });
});
