import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { chooseReadings } from '../../../../mocks/assumption.ts';
import { formatDuration } from '../../../../mocks/duration.ts';
import { ladderOf } from '../../../../mocks/provider/delivery.ts';
import { sumsub } from '../../../../mocks/provider/profiles/sumsub.ts';
import { createStand, type Got, type Stand, start } from './stand.ts';

const under = (assume: Record<string, string> = {}) => sumsub.under(chooseReadings(sumsub.assumes, assume, 'test'));
const ana = { key: 'ana', email: 'ana@example.com', level: 'basic' };

async function sent(type: string, details: object = {}, assume: Record<string, string> = {}) {
  const stand = createStand(sumsub, assume);
  stand.provider.emit(type, { applicant: ana, ...details });
  await stand.clock.settle();
  const [{ headers, text }] = stand.got as [Got];
  return { headers, text, json: JSON.parse(text), stand };
}

describe('a webhook of Sumsub', () => {
  it('says of the person nothing but ids, with its keys in the order of a captured one', async () => {
    const { text } = await sent('applicantReviewed');
    expect(text).toMatchInlineSnapshot(
      `"{"applicantId":"ac5d3a11f6404b59aa4cb0f8","inspectionId":"bfff37a4ac650d8eb522d7d8","applicantType":"individual","correlationId":"req-c8672fdd-98e5-48f7-adb9-96f325e7e0d5","levelName":"basic","sandboxMode":true,"externalUserId":"cus_quklrbxypf4o","type":"applicantReviewed","reviewResult":{"reviewAnswer":"GREEN"},"reviewStatus":"completed","createdAt":"2026-01-01 00:00:00+0000","createdAtMs":"2026-01-01 00:00:00.000","clientId":"doubleact"}"`,
    );
  });

  it('says why somebody is RED, and whether they may try again', async () => {
    const { json } = await sent('applicantReviewed', { outcome: 'rejected' });
    expect(json.reviewResult).toMatchObject({ reviewAnswer: 'RED', reviewRejectType: 'FINAL' });
    const { json: again } = await sent('applicantReviewed', { outcome: 'failed' });
    expect(again.reviewResult).toMatchObject({ reviewAnswer: 'RED', reviewRejectType: 'RETRY' });
  });

  it('reports an action as GREEN that decides nothing about the person', async () => {
    const { json } = await sent('applicantActionReviewed');
    expect(json).toMatchObject({ reviewStatus: 'completed', reviewResult: { reviewAnswer: 'GREEN' } });
    expect(json.applicantActionId).toMatch(/^[0-9a-f]{24}$/);
  });

  it.each([
    ['sha1', 'HMAC_SHA1_HEX'],
    ['sha256', 'HMAC_SHA256_HEX'],
    ['sha512', 'HMAC_SHA512_HEX'],
  ])('is digested with %s over its bytes', async (algorithm, name) => {
    const { headers, text, stand } = await sent('applicantReviewed', {}, { algorithm });
    expect(headers['x-payload-digest-alg']).toBe(name);
    expect(headers['x-payload-digest']).toBe(createHmac(algorithm, stand.secret).update(text).digest('hex'));
  });

  it('may write sandboxMode as text and correlationId as hex', async () => {
    const { json } = await sent('applicantPending', {}, { 'sandbox-mode': 'text', 'correlation-id': 'hex' });
    expect(json.sandboxMode).toBe('true');
    expect(json.correlationId).toMatch(/^[0-9a-f]{32}$/);
  });

  it('may come GREEN and later RED for the same applicant', async () => {
    const { provider, clock, got } = createStand(sumsub);
    provider.decide('approved', { applicant: ana });
    provider.decide('rejected', { applicant: 'ana' });
    await clock.settle();
    const told = got.map(({ text }) => JSON.parse(text));
    expect(told.map(({ type, reviewResult }) => [type, reviewResult?.reviewAnswer])).toEqual([
      ['applicantCreated', undefined],
      ['applicantPending', undefined],
      ['applicantReviewed', 'GREEN'],
      ['applicantReviewed', 'RED'],
    ]);
    expect(new Set(told.map(({ applicantId }) => applicantId)).size).toBe(1);
  });
});

describe('the delivery of Sumsub', () => {
  const ladder = (assume: Record<string, string>) => ladderOf(under(assume).delivery).map(formatDuration);

  it('is sent again four times, counted from the attempt before or from the first', () => {
    expect(ladder({})).toEqual(['0s', '5m', '1h5m', '6h5m', '1d5m']);
    expect(ladder({ ladder: 'from-first' })).toEqual(['0s', '5m', '1h', '5h', '18h']);
    expect(ladder({ ladder: 'none' })).toEqual(['0s']);
  });

  it('has a short ladder for actions', async () => {
    const { provider, clock, got } = createStand(sumsub, {}, 503);
    provider.emit('applicantActionReviewed', { applicant: ana });
    await clock.advance(60 * 60_000);
    expect(got.map(({ at }) => (at - start) / 1000)).toEqual([0, 30, 60, 120, 420]);
  });

  it('waits 10 s by the newest page, 5 s by the older ones', () => {
    expect([under().delivery.timeout, under({ timeout: '5s' }).delivery.timeout]).toEqual([10_000, 5_000]);
  });

  it('takes any 2xx, or 200 alone', () => {
    expect(under().delivery.verdict(204)).toBe('delivered');
    expect(under({ answers: '200-only' }).delivery.verdict(204)).toBe('retry');
    expect(under().delivery.verdict(410)).toBe('retry');
  });
});

describe('the API of Sumsub', () => {
  function ask(stand: Stand, request: string, body = '', mode: 'test' | 'live' = 'test', secret?: string) {
    const key = stand.provider.keys.find(({ livemode }) => livemode === (mode === 'live'));
    const [method = '', uri = ''] = request.split(' ');
    const ts = '1700000000';
    const sig = createHmac('sha256', secret ?? key?.secret ?? '')
      .update(ts + method + uri + body)
      .digest('hex');
    const headers = { 'x-app-token': key?.value ?? '', 'x-app-access-ts': ts, 'x-app-access-sig': sig };
    return stand.ask(request, { key: null, body, headers });
  }

  it('tells who an applicant is, by its id or by the integrator’s', async () => {
    const { json, stand } = await sent('applicantReviewed');
    const one = await ask(stand, `GET /resources/applicants/${json.applicantId}/one`);
    expect(one.status).toBe(200);
    expect(one.json).toMatchObject({
      id: json.applicantId,
      email: 'ana@example.com',
      externalUserId: json.externalUserId,
    });
    expect(one.at('review.reviewResult.reviewAnswer')).toBe('GREEN');
    const other = await ask(stand, `GET /resources/applicants/-;externalUserId=${json.externalUserId}/one`);
    expect(other.json).toEqual(one.json);
    const status = await ask(stand, `GET /resources/applicants/${json.applicantId}/status`);
    expect(status.json).toMatchObject({ reviewStatus: 'completed', levelName: 'basic' });
  });

  it('asks for a signature over time, method, URI and body', async () => {
    const { json, stand } = await sent('applicantReviewed');
    const refused = await ask(stand, `GET /resources/applicants/${json.applicantId}/one`, '', 'test', 'not the secret');
    expect([refused.status, refused.json.code]).toEqual([401, 401]);
    expect((await stand.ask('GET /resources/applicants/x/one')).status).toBe(401);
  });

  it('takes a query as it is escaped', async () => {
    const { json, stand } = await sent('applicantReviewed');
    for (const query of ['fields=a%20b', 'fields=a+b', 'fields=id']) {
      expect((await ask(stand, `GET /resources/applicants/${json.applicantId}/one?${query}`)).status).toBe(200);
    }
  });

  it('keeps the modes apart, and knows nobody it does not know', async () => {
    const { json, stand } = await sent('applicantReviewed');
    expect((await ask(stand, `GET /resources/applicants/${json.applicantId}/one`, '', 'live')).status).toBe(401);
    expect((await ask(stand, 'GET /resources/applicants/0123456789abcdef01234567/one')).status).toBe(404);
    expect((await ask(stand, 'GET /resources/nothing')).status).toBe(404);
  });

  it('ends a review in the sandbox, which fires applicantReviewed', async () => {
    const { json, stand } = await sent('applicantPending');
    const path = `POST /resources/applicants/${json.applicantId}/status/testCompleted`;
    const body = JSON.stringify({ reviewAnswer: 'RED', rejectLabels: ['SCREENSHOTS'], reviewRejectType: 'RETRY' });
    expect((await ask(stand, path, body)).status).toBe(200);
    await stand.clock.settle();
    const told = JSON.parse(stand.got.at(-1)?.text ?? '');
    expect(told).toMatchObject({ type: 'applicantReviewed', reviewResult: { rejectLabels: ['SCREENSHOTS'] } });
    expect((await ask(stand, path, '{"reviewAnswer":"BLUE"}')).status).toBe(400);
  });
});
