import { describe, expect, it } from 'vitest';
import { chooseReadings } from '../../../../mocks/assumption.ts';
import { jumio } from '../../../../mocks/provider/profiles/jumio.ts';
import { createStand, type Got, type Stand } from './stand.ts';

const under = (assume: Record<string, string> = {}) => jumio.under(chooseReadings(jumio.assumes, assume, 'test'));
const ana = { key: 'ana', email: 'ana@example.com', level: 'plus' };

async function sent(type: string, details: object = {}, assume: Record<string, string> = {}) {
  const stand = createStand(jumio, assume);
  stand.provider.emit(type, { applicant: ana, ...details });
  await stand.clock.settle();
  const [{ headers, text }] = stand.got as [Got];
  return { headers, text, json: JSON.parse(text), stand };
}

async function tokenFor(stand: Stand, mode: 'test' | 'live' = 'test'): Promise<string> {
  const key = stand.provider.keys.find(({ livemode }) => livemode === (mode === 'live'));
  const basic = Buffer.from(`${key?.value}:${key?.secret}`).toString('base64');
  const headers = { authorization: `Basic ${basic}` };
  const { json } = await stand.ask('POST /oauth2/token', { key: null, headers, body: 'grant_type=client_credentials' });
  return String(json.access_token);
}

async function read(stand: Stand, path: string, mode: 'test' | 'live' = 'test') {
  const authorization = `Bearer ${await tokenFor(stand, mode)}`;
  return stand.ask(`GET ${path}`, { key: null, headers: { authorization } });
}

const pathOf = (json: { workflowExecution: { href: string } }) => new URL(json.workflowExecution.href).pathname;

describe('a callback of Jumio', () => {
  it('is signed by nobody and says next to nothing', async () => {
    const { headers, text } = await sent('PROCESSED');
    expect(Object.keys(headers)).toEqual(['content-type']);
    expect(text).toMatchInlineSnapshot(
      `"{"callbackSentAt":"2026-01-01T00:00:00.000Z","userReference":"ana@example.com","workflowExecution":{"id":"19d8cd7e-f5fa-4e03-bc69-1d772858e277","href":"https://retrieval.amer-1.jumio.ai/api/v1/accounts/d64bf803-8e44-4bb5-8df6-8bf25f4af77d/workflow-executions/19d8cd7e-f5fa-4e03-bc69-1d772858e277","definitionKey":"10011","status":"PROCESSED"},"account":{"id":"d64bf803-8e44-4bb5-8df6-8bf25f4af77d","href":"https://retrieval.amer-1.jumio.ai/api/v1/accounts/d64bf803-8e44-4bb5-8df6-8bf25f4af77d"}}"`,
    );
  });

  it('reads the same whoever passed and whoever did not', async () => {
    const [passed, refused] = [await sent('PROCESSED'), await sent('PROCESSED', { outcome: 'rejected' })];
    expect(passed.text).toBe(refused.text);
  });

  it('comes at the end alone, unless the others are enabled', async () => {
    for (const [reading, statuses] of [
      ['off', ['PROCESSED']],
      ['on', ['ACQUISITION_STARTED', 'ACQUIRED', 'PROCESSED']],
    ] as const) {
      const { provider, clock, got } = createStand(jumio, { 'intermediate-callbacks': reading });
      provider.decide('approved', { applicant: ana });
      await clock.settle();
      expect(got.map(({ text }) => JSON.parse(text).workflowExecution.status)).toEqual(statuses);
    }
  });

  it('names its person by a reference of the integrator’s, or not at all', async () => {
    expect((await sent('PROCESSED', {}, { 'user-reference': 'customer-id' })).json.userReference).toMatch(/^cus_/);
    expect((await sent('PROCESSED', {}, { 'user-reference': 'left-out' })).json).not.toHaveProperty('userReference');
  });
});

describe('the retrieval API of Jumio', () => {
  it.each([
    ['approved', 'PASSED', 0],
    ['review', 'WARNING', 50],
    ['rejected', 'REJECTED', 100],
  ])('tells of somebody %s: %s', async (outcome, type, score) => {
    const { json, stand } = await sent('PROCESSED', { outcome });
    const { json: details } = await read(stand, pathOf(json));
    expect(details.decision).toEqual({ type, details: { label: type }, risk: { score } });
    expect(details.workflow).toMatchObject({ status: 'PROCESSED', userReference: 'ana@example.com' });
  });

  it('has no decision while the workflow runs', async () => {
    const { json, stand } = await sent('ACQUIRED');
    expect((await read(stand, pathOf(json))).json).not.toHaveProperty('decision');
  });

  it('gives a token for the credentials, and nothing without one', async () => {
    const { json, stand } = await sent('PROCESSED');
    expect((await stand.ask(`GET ${pathOf(json)}`, { key: null })).status).toBe(401);
    const wrong = { authorization: `Basic ${Buffer.from('some:body').toString('base64')}` };
    const body = 'grant_type=client_credentials';
    expect((await stand.ask('POST /oauth2/token', { key: null, headers: wrong, body })).status).toBe(401);
  });

  it('keeps the token out of the journal', async () => {
    const { stand } = await sent('PROCESSED');
    const token = await tokenFor(stand);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(stand.journal.entries())).not.toContain(token);
  });

  it('knows no workflow of another account or of the other mode', async () => {
    const { json, stand } = await sent('PROCESSED');
    const path = pathOf(json);
    expect((await read(stand, path, 'live')).status).toBe(404);
    expect((await read(stand, path.replace(/accounts\/[^/]+/, 'accounts/another'))).status).toBe(404);
  });
});

describe('the delivery of Jumio, all of it assumed', () => {
  it('waits 10 s, tries 7 times more, and takes any 2xx', () => {
    const { timeout, retries, verdict } = under().delivery;
    expect([timeout, retries.length, verdict(204), verdict(500)]).toEqual([10_000, 7, 'delivered', 'retry']);
    expect(under({ ladder: 'none', timeout: '5s', answers: '200-only' }).delivery).toMatchObject({
      timeout: 5_000,
      retries: [],
    });
  });
});
