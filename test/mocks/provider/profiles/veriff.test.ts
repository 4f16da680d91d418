import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { chooseReadings } from '../../../../mocks/assumption.ts';
import { veriff } from '../../../../mocks/provider/profiles/veriff.ts';
import { createStand, type Got, type Stand } from './stand.ts';

const under = (assume: Record<string, string> = {}) => veriff.under(chooseReadings(veriff.assumes, assume, 'test'));
const ana = { key: 'ana', email: 'ana@example.com', level: 'plus' };

async function sent(type: string, details: object = {}, assume: Record<string, string> = {}) {
  const stand = createStand(veriff, assume);
  stand.provider.emit(type, { applicant: ana, ...details });
  await stand.clock.settle();
  const [{ headers, text }] = stand.got as [Got];
  return { headers, text, json: JSON.parse(text), stand };
}

describe('a webhook of Veriff', () => {
  it('is a decision with everything that was verified', async () => {
    const { text } = await sent('decision');
    expect(text).toMatchInlineSnapshot(
      `"{"status":"success","verification":{"id":"44f4357c-22f0-44a9-bfcf-3adb3e2c1d2c","attemptId":"06f2f344-9c9c-45de-95b7-f6c2f78be61f","code":9001,"status":"approved","reason":null,"reasonCode":null,"vendorData":"{\\"email\\":\\"ana@example.com\\",\\"kyc_level\\":\\"plus\\",\\"customer_id\\":\\"cus_quklrbxypf4o\\"}","endUserId":"74d876a1-cb63-47e3-a776-fb5cb654cd55","decisionTime":"2026-01-01T00:00:00.000Z","acceptanceTime":"2026-01-01T00:00:00.000Z","submissionTime":"2026-01-01T00:00:00.000Z","person":{"firstName":"Wilford","lastName":"Leuschke","idNumber":null,"dateOfBirth":null,"yearOfBirth":null,"placeOfBirth":null,"gender":null,"citizenship":null,"nationality":null,"addresses":null,"pepSanctionMatch":null},"document":{"type":"PASSPORT","number":"B0886102","country":"EE","validFrom":null,"validUntil":null},"comments":[],"additionalVerifiedData":{},"riskLabels":[]},"technicalData":{"ip":"192.0.2.1"}}"`,
    );
  });

  it.each([
    ['approved', 9001, 'approved'],
    ['rejected', 9102, 'declined'],
    ['failed', 9103, 'resubmission_requested'],
    ['expired', 9104, 'expired'],
    ['canceled', 9104, 'abandoned'],
    ['review', 9121, 'review'],
  ])('says of somebody %s: %i, %s', async (outcome, code, status) => {
    const { json } = await sent('decision', { outcome });
    expect(json.verification).toMatchObject({ code, status });
  });

  it('is an event where the person is still on the way', async () => {
    const { json } = await sent('session.submitted');
    expect(json).toMatchObject({ feature: 'selfid', code: 7002, action: 'submitted' });
    expect(Object.keys(json)).toEqual(['id', 'attemptId', 'feature', 'code', 'action', 'vendorData']);
  });

  it('fires an event for each station and a decision at the end', async () => {
    const { provider, clock, got } = createStand(veriff);
    provider.decide('approved', { applicant: ana });
    await clock.settle();
    const codes = got.map(({ text }) => JSON.parse(text)).map(({ code, verification }) => code ?? verification.code);
    expect(codes).toEqual([7001, 7002, 9001]);
  });

  it.each([
    ['x', ['x-auth-client', 'x-hmac-signature']],
    ['x-and-vrf-id', ['vrf-integration-id', 'x-auth-client', 'x-hmac-signature']],
    ['vrf', ['vrf-auth-client', 'vrf-hmac-signature', 'vrf-integration-id']],
  ])('bears the headers of the family %s', async (family, names) => {
    const { headers, text, stand } = await sent('decision', {}, { 'header-names': family });
    expect(
      Object.keys(headers)
        .filter((name) => /^(?:x|vrf)-/.test(name))
        .sort(),
    ).toEqual(names);
    const signature = headers['x-hmac-signature'] ?? headers['vrf-hmac-signature'];
    expect(signature).toBe(createHmac('sha256', stand.secret).update(text).digest('hex'));
    expect(headers['x-auth-client'] ?? headers['vrf-auth-client']).toBe(stand.provider.keys[0]?.value);
  });

  it('may have its signature in upper case, and vendorData that means nothing', async () => {
    const { headers, json } = await sent('decision', {}, { 'signature-case': 'upper', 'vendor-data': 'id' });
    expect(headers['x-hmac-signature']).toMatch(/^[0-9A-F]{64}$/);
    expect(json.verification.vendorData).toMatch(/^cus_/);
  });
});

describe('the delivery of Veriff', () => {
  it('goes on once an hour for a week, for anything but 200 within 5 seconds', () => {
    const { retries, timeout, verdict } = under().delivery;
    expect([retries.length, new Set(retries).size, retries[0], timeout]).toEqual([168, 1, 3_600_000, 5_000]);
    expect([200, 201, 204, 410].map(verdict)).toEqual(['delivered', 'retry', 'retry', 'retry']);
    expect(under({ answers: '2xx', timeout: '10s', ladder: 'first-day' }).delivery).toMatchObject({ timeout: 10_000 });
  });
});

describe('the API of Veriff', () => {
  function decision(stand: Stand, id: string, signed = id, mode: 'test' | 'live' = 'test') {
    const key = stand.provider.keys.find(({ livemode }) => livemode === (mode === 'live'));
    const mac = createHmac('sha256', key?.secret ?? '')
      .update(signed)
      .digest('hex');
    const headers = { 'x-auth-client': key?.value ?? '', 'x-hmac-signature': mac };
    return stand.ask(`GET /v1/sessions/${id}/decision`, { key: null, headers });
  }

  it('reads the decision, signed as a webhook is', async () => {
    const { json, stand } = await sent('decision');
    const read = await decision(stand, json.verification.id);
    expect(read.json).toEqual(json);
    const own = createHmac('sha256', stand.provider.keys[0]?.secret ?? '')
      .update(read.text)
      .digest('hex');
    expect(read.headers['x-hmac-signature']).toBe(own);
  });

  it('has no decision yet while there is none', async () => {
    const { json, stand } = await sent('session.submitted');
    expect((await decision(stand, json.id)).json).toEqual({ status: 'success', verification: null });
  });

  it('wants the session id signed, and keeps the modes apart', async () => {
    const { json, stand } = await sent('decision');
    const { id } = json.verification;
    const wrong = await decision(stand, id, 'another');
    expect([wrong.status, wrong.json.code]).toEqual([401, '1818']);
    const nobody = await stand.ask(`GET /v1/sessions/${id}/decision`, { key: null });
    expect([nobody.status, nobody.json.code]).toEqual([401, '1801']);
    expect((await decision(stand, id, id, 'live')).status).toBe(404);
    expect((await decision(stand, 'unknown')).status).toBe(404);
  });
});
