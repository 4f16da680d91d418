import { describe, expect, it } from 'vitest';
import { defineProvider, type ProviderDraft } from '../../../mocks/provider/define-provider.ts';
import { ladderOf } from '../../../mocks/provider/delivery.ts';
import { bareMac } from '../../../mocks/provider/signing.ts';
import { createSandbox } from '../../../mocks/sandbox.ts';

/** Signs no time, numbers no events and says nothing of the person, as some do. */
const thin: ProviderDraft = {
  id: 'thin',
  signing: bareMac({ header: 'X-Digest', algorithm: 'sha512', beside: { 'X-Digest-Alg': 'HMAC_SHA512_HEX' } }),
  events: [
    { type: 'begun', says: ['pending'] },
    { type: 'done', says: ['approved', 'rejected'] },
  ],
  body: ({ type, outcome }, subject) => ({ type, verification: subject?.id ?? null, outcome }),
  places: { type: 'type' },
};

function sandboxOf(draft: ProviderDraft = thin) {
  const got: { headers: Record<string, string>; body: string }[] = [];
  const sandbox = createSandbox({
    provider: defineProvider(draft),
    seed: 1,
    receiver: async (request) => {
      got.push({ headers: Object.fromEntries(request.headers), body: await request.text() });
      return new Response();
    },
  });
  return { sandbox, got };
}

describe('a provider of one’s own', () => {
  it('needs no more than its events, its body and its signature', async () => {
    const { sandbox, got } = sandboxOf();
    const { deliveries } = sandbox.emit('done', { applicant: 'ana' });
    await sandbox.settle();
    expect(deliveries[0]?.url).toMatch(/\/webhooks\/thin$|^http/);
    expect(got[0]?.headers).toMatchObject({
      'x-digest': expect.stringMatching(/^[0-9a-f]{128}$/),
      'x-digest-alg': 'HMAC_SHA512_HEX',
    });
    expect(JSON.parse(got[0]?.body ?? '')).toEqual({
      type: 'done',
      verification: expect.stringMatching(/^ver_/),
      outcome: 'approved',
    });
    expect(ladderOf(sandbox.provider.behaviour.delivery)).toEqual([0]);
    await sandbox.close();
  });

  it('tells the judge what no body says', async () => {
    const { sandbox } = sandboxOf();
    sandbox.emit('done', { applicant: { key: 'ana', email: 'ana@example.com', level: 'full' } });
    await sandbox.settle();
    expect(sandbox.journal.entries({ kind: 'event.created' })).toMatchObject([
      { applicant: 'ana@example.com', level: 'full', outcome: 'approved' },
    ]);
    await sandbox.close();
  });

  it.each([
    ['stale-timestamp', 'this scheme signs no time'],
    ['signature-other-scheme', 'this scheme is one bare MAC'],
    ['same-id-other-body', 'these events have no id'],
  ])('refuses the flaw %s, because %s', (flaw, reason) => {
    const { sandbox } = sandboxOf();
    expect(() => sandbox.emit('done', { flaw })).toThrow(reason);
  });

  it.each(['tampered-body', 'wrong-secret', 'no-signature', 'signature-not-hex', 'signature-truncated'])(
    'has the flaw %s like any other',
    async (flaw) => {
      const { sandbox, got } = sandboxOf();
      sandbox.emit('done', { applicant: 'ana' });
      sandbox.emit('done', { applicant: 'ana', flaw });
      await sandbox.settle();
      const [good, flawed] = got.map(({ headers, body }) => `${headers['x-digest']} ${body}`);
      expect(flawed).not.toBe(good);
      await sandbox.close();
    },
  );

  it.each([
    [{ ...thin, id: 'Thin Provider' }, 'provider Thin Provider.id: expected lower-case letters'],
    [
      { ...thin, events: [{ type: 'begun', says: ['pending'] }] },
      'provider thin.events: expected events of which one says',
    ],
    [{ ...thin, body: undefined }, 'provider thin.body: expected a function'],
    [{ ...thin, signing: undefined }, 'provider thin.signing: expected a scheme'],
    [{ ...thin, places: undefined }, 'provider thin.places: expected paths'],
  ] as unknown as [ProviderDraft, string][])('is refused at once where it is not whole (%#)', (draft, complaint) => {
    expect(() => defineProvider(draft)).toThrow(complaint);
  });

  it('whose attempt cannot even be written has failed at once, and says why', async () => {
    const signing = {
      ...bareMac({ header: 'X-Digest', algorithm: 'sha512' }),
      signed: () => {
        throw new Error('no such canon');
      },
    };
    const { sandbox, got } = sandboxOf({ ...thin, signing });
    const { deliveries } = sandbox.emit('done', { applicant: 'ana' });
    await sandbox.settle();
    expect(got).toEqual([]);
    expect(sandbox.provider.deliveries.get(deliveries[0]?.id ?? '').state).toBe('failed');
    expect(sandbox.journal.entries({ kind: 'task.failed' })).toMatchObject([
      { message: expect.stringContaining('canon') },
    ]);
    await sandbox.close();
  });

  it('says which wait of its ladder cannot be read', () => {
    const draft = { ...thin, delivery: { retries: ['1m', 'soon'] } };
    expect(() => createSandbox({ provider: defineProvider(draft), seed: 1 })).toThrow(
      'provider thin.delivery.retries.1',
    );
  });
});

describe('headers of an endpoint’s own', () => {
  it('go with every attempt, secret ones blacked out in the journal', async () => {
    const { sandbox, got } = sandboxOf();
    const headers = { Authorization: 'Bearer of-great-secrets', 'X-Tenant': 'seven' };
    sandbox.provider.endpoints.add({ id: 'second', url: 'http://localhost/', headers });
    sandbox.emit('done', { applicant: 'ana', endpoint: 'second' });
    await sandbox.settle();
    expect(got[0]?.headers).toMatchObject({ authorization: 'Bearer of-great-secrets', 'x-tenant': 'seven' });
    const [sent] = sandbox.journal.entries({ kind: 'attempt.sent' });
    expect(sent?.headers).toMatchObject({ Authorization: 'Bearer [redacted]', 'X-Tenant': 'seven' });
    await sandbox.close();
  });

  it('must be such as a connection can carry', () => {
    const { sandbox } = sandboxOf();
    const add = (headers: Record<string, string>) =>
      sandbox.provider.endpoints.add({ url: 'http://localhost/', headers });
    expect(() => add({ 'X Tenant': 'seven' })).toThrow('endpoint endpoint-2.headers.X Tenant: expected a header name');
    expect(() => add({ 'X-Tenant': 'se\nven' })).toThrow(expect.objectContaining({ code: 'bad-value' }));
  });
});
