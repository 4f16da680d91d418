import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EmitDetails } from '../../../mocks/provider/provider.ts';
import { createSandbox } from '../../../mocks/sandbox.ts';
import { isGenuine, keepingReceiver } from '../../receivers.ts';

const secret = 'the-secret-they-share';

function createWorld(provider = 'kyve') {
  const { receiver, got } = keepingReceiver();
  const sandbox = createSandbox({ provider, seed: 1, receiver, receiverTime: 'sandbox', secret });
  return {
    sandbox,
    async sent(details: EmitDetails, type = sandbox.provider.behaviour.approval) {
      sandbox.emit(type, details);
      await sandbox.advance(60_000);
      const one = got.at(-1);
      if (one === undefined) throw new Error('nothing was sent');
      const header = sandbox.provider.behaviour.signing?.header.toLowerCase() ?? '';
      const genuine = isGenuine(one, { header, secrets: [secret], now: sandbox.clock.now() / 1000 });
      return { ...one, genuine, text: one.body.toString('utf8') };
    },
  };
}

describe('a body of the user’s own', () => {
  it('arrives to the byte and is signed as it is', async () => {
    const { sent } = createWorld();
    const body = '{ "id":"evt_mine" ,\r\n\t"n" : 1.0e+2,"é":"\\u00e9" }\n\n';
    const one = await sent({ body });
    expect(one.body).toEqual(Buffer.from(body));
    expect(one).toMatchObject({ genuine: true, headers: { 'kyc-event-id': 'evt_mine' } });
  });

  it('arrives to the byte whatever it is', async () => {
    const { sandbox, sent } = createWorld();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 200 }), async (body) => {
        const one = await sent({ body });
        expect(one.body).toEqual(Buffer.from(body));
        expect(one.genuine).toBe(true);
      }),
      { numRuns: 50, seed: 1 },
    );
    await sandbox.close();
  });

  it('given as an object is serialised once; an id asked for outranks the one inside', async () => {
    const { sent } = createWorld();
    const one = await sent({ body: { id: 'evt_inside', b: 1, a: [true, null] }, id: 'evt_asked' });
    expect(one.text).toBe('{"id":"evt_inside","b":1,"a":[true,null]}');
    expect(one).toMatchObject({ genuine: true, headers: { 'kyc-event-id': 'evt_asked' } });
  });

  it('is sent again on a retry as it was', async () => {
    const { receiver, got } = keepingReceiver((_got, nth) => (nth === 1 ? 500 : 200));
    const sandbox = createSandbox({ provider: 'kyve', seed: 1, receiver });
    sandbox.emit('verification.completed', { body: '[ 1 ]' });
    await sandbox.advance('idle');
    expect(got.map(({ body }) => body.toString())).toEqual(['[ 1 ]', '[ 1 ]']);
    await sandbox.close();
  });
});

describe('an override', () => {
  it('changes what it names and nothing else', async () => {
    const { sent } = createWorld();
    const [plain, changed] = [
      await sent({ applicant: 'ana' }),
      await sent({ applicant: 'ana', override: { livemode: 'yes' } }),
    ];
    const expected = {
      ...JSON.parse(plain.text),
      livemode: 'yes',
      id: expect.any(String),
      created: expect.any(Number),
    };
    expect(JSON.parse(changed.text)).toEqual({ ...expected, data: expect.anything() });
    expect(Object.keys(JSON.parse(changed.text))).toEqual(Object.keys(JSON.parse(plain.text)));
    expect(changed.genuine).toBe(true);
  });

  it('reaches into objects and lists, may add metadata, and takes any JSON', async () => {
    const { sent } = createWorld();
    const { text } = await sent({
      override: {
        'data.object.checks.1.status': 'failed',
        'data.object.metadata.tier': 'gold',
        'data.object.extracted_fields': null,
        created: 9007199254740991,
      },
    });
    const { data, created } = JSON.parse(text);
    expect(created).toBe(9007199254740991);
    expect(data.object).toMatchObject({
      checks: [{ status: 'passed' }, { status: 'failed' }],
      metadata: { tier: 'gold' },
      extracted_fields: null,
    });
  });

  it('may leave things out', async () => {
    const { sent } = createWorld('recipe');
    const { text } = await sent({ applicant: { email: 'ana@example.com' }, remove: ['verifiedAt'] });
    expect(text).toBe('{"userEmail":"ana@example.com","kycLevel":"basic"}');
  });
});

describe('what is refused', () => {
  const wrong: readonly (readonly [EmitDetails, string])[] = [
    [{ override: { 'data.object.stauts': 'failed' } }, 'unknown-override'],
    [{ override: { 'data.object.checks.2': {} } }, 'unknown-override'],
    [{ override: { 'data.object.metadata.a.b': 1 } }, 'unknown-override'],
    [{ override: { '': 1 } }, 'unknown-override'],
    [{ override: { __proto__x: 1 } }, 'unknown-override'],
    [{ override: { 'constructor.name': 1 } }, 'unknown-override'],
    [{ remove: ['data.object.nothing'] }, 'unknown-override'],
    [{ body: '{}', override: { id: 'x' } }, 'bad-value'],
    [{ outcome: 'rejected' }, 'bad-value'],
    [{ flaw: 'nothing' }, 'unknown-flaw'],
    [{ flaw: ['whitespace', 'rotated-out-secret'] }, 'conflict'],
    [{ endpoint: 'endpoint-2' }, 'not-found'],
    [{ subject: 'ses_unknown' }, 'not-found'],
    [{ url: 'http://192.0.2.1/' }, 'bad-url'],
  ];

  it.each(wrong)('%j leaves nothing behind', (details, code) => {
    const { sandbox } = createWorld();
    const { provider, journal } = sandbox;
    const before = journal.toNdjson();
    expect(() => sandbox.emit('verification.completed', { applicant: 'ana', ...details })).toThrow(
      expect.objectContaining({ code }),
    );
    // Not even for a person without a name: nothing is drawn.
    expect(() => sandbox.emit('verification.completed', details)).toThrow(expect.objectContaining({ code }));
    expect(journal.toNdjson()).toBe(before);
    expect(provider.events()).toEqual([]);
    expect(provider.subjects.list()).toEqual([]);
    expect(provider.subjects.applicants()).toEqual([]);
    expect(provider.deliveries.list()).toEqual([]);
    const other = createWorld().sandbox;
    expect(sandbox.emit('verification.completed').event).toEqual(other.emit('verification.completed').event);
  });
});
