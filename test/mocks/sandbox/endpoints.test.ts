import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../mocks/duration.ts';
import { createSandbox } from '../../../mocks/sandbox.ts';
import { type Got, isGenuine, keepingReceiver } from '../../receivers.ts';

/** Several endpoints of one in-process receiver, told apart by their paths. */
function createWorld(provider = 'kyve') {
  const { receiver, got } = keepingReceiver();
  const sandbox = createSandbox({
    provider,
    seed: 1,
    receiver,
    receiverTime: 'sandbox',
    secret: 'secret-of-the-first',
    endpoints: [
      {
        id: 'approvals',
        url: 'http://localhost/approvals',
        secret: 'secret-of-approvals',
        events: [approvals[provider] ?? ''],
      },
      { id: 'live', url: 'https://localhost/live', secret: 'secret-of-live', livemode: true },
      { id: 'off', url: 'http://localhost/off', secret: 'secret-of-off', enabled: false },
    ],
  });
  const header = sandbox.provider.behaviour.signing?.header.toLowerCase() ?? '';
  return {
    sandbox,
    got,
    paths: () => got.map(({ path }) => path),
    /** Whether this secret signed what came last. */
    signs(secret: string, one: Got | undefined = got.at(-1)) {
      return one !== undefined && isGenuine(one, { header, secrets: [secret], now: sandbox.clock.now() / 1000 });
    },
    async emit(type = 'verification.completed', details = {}) {
      sandbox.emit(type, details);
      await sandbox.advance(60_000);
    },
  };
}

const approvals: Readonly<Record<string, string>> = { kyve: 'verification.completed', kycert: 'run.completed' };

describe('several endpoints', () => {
  it('take what they asked for, each under its own secret', async () => {
    const { got, paths, emit, signs } = createWorld();
    await emit('verification.completed');
    expect(paths()).toEqual(['/', '/approvals']);
    expect(got.map((each) => [signs('secret-of-the-first', each), signs('secret-of-approvals', each)])).toEqual([
      [true, false],
      [false, true],
    ]);
    await emit('verification.failed');
    expect(paths().slice(2)).toEqual(['/']);
    expect(got[0]?.body).toEqual(got[1]?.body);
  });

  it('are of one mode each', async () => {
    const { paths, got, emit, signs } = createWorld();
    await emit('verification.completed', { livemode: true });
    expect(paths()).toEqual(['/live']);
    expect(JSON.parse(got[0]?.body.toString() ?? '')).toMatchObject({ livemode: true });
    expect(signs('secret-of-live')).toBe(true);
  });

  it('can be switched on and off', async () => {
    const { sandbox, paths, emit } = createWorld();
    sandbox.provider.endpoints.setEnabled('off', true);
    sandbox.provider.endpoints.setEnabled('endpoint-1', false);
    await emit();
    expect(paths()).toEqual(['/approvals', '/off']);
    expect(sandbox.journal.entries({ kind: 'endpoint.changed' })).toHaveLength(2);
  });

  it('can be addressed alone, and passed over for a URL', async () => {
    const { sandbox, got, paths, emit, signs } = createWorld();
    await emit('verification.failed', { endpoint: 'approvals' });
    await emit('verification.completed', { url: 'http://localhost/elsewhere' });
    expect(paths()).toEqual(['/approvals', '/elsewhere']);
    expect(signs('secret-of-the-first', got[1])).toBe(true);
    expect(sandbox.journal.entries({ kind: 'attempt.sent' }).map(({ url }) => url)).toEqual([
      'http://localhost/approvals',
      'http://localhost/elsewhere',
    ]);
  });

  it('may be none at all: the event happens and nobody hears of it', async () => {
    const sandbox = createSandbox({ seed: 1 });
    expect(sandbox.emit('verification.completed').deliveries).toEqual([]);
    expect(sandbox.journal.entries({ kind: 'event.created' })).toEqual([expect.objectContaining({ deliveries: 0 })]);
    await sandbox.close();
  });

  it('must be on this machine unless the host is allowed, and be https where the provider asks for it', () => {
    const add = (url: string, options: object = {}) => createSandbox({ seed: 1, endpoints: [{ url }], ...options });
    expect(() => add('https://example.com/')).toThrow(expect.objectContaining({ code: 'bad-url' }));
    expect(() => add('https://example.com/', { allowHosts: ['example.com'] })).not.toThrow();
    const live = { provider: 'kycert', endpoints: [{ url: 'http://127.0.0.1/', livemode: true }] };
    expect(() => createSandbox({ seed: 1, ...live })).toThrow(
      'endpoint endpoint-1.url: expected an https URL: this provider takes plain http for sandbox endpoints only',
    );
  });
});

describe('a rotated secret', () => {
  it('replaces the old one at once where there is no overlap', async () => {
    const { sandbox, emit, signs } = createWorld();
    sandbox.provider.endpoints.rotate('endpoint-1', 0, 'the-new-secret');
    await emit('verification.failed');
    expect([signs('the-new-secret'), signs('secret-of-the-first')]).toEqual([true, false]);
  });

  it('kyve: signs alone during the overlap too, as read by default', async () => {
    const { sandbox, emit, signs } = createWorld('kyve');
    sandbox.provider.endpoints.rotate('endpoint-1', DAY, 'the-new-secret');
    await emit('verification.failed');
    expect([signs('the-new-secret'), signs('secret-of-the-first')]).toEqual([true, false]);
    expect(sandbox.provider.endpoints.get('endpoint-1').secrets).toEqual(['the-new-secret', 'secret-of-the-first']);
  });

  it('kycert: signs beside the old one until the overlap is over', async () => {
    const { sandbox, got, emit, signs } = createWorld('kycert');
    sandbox.provider.endpoints.rotate('endpoint-1', DAY, 'the-new-secret');
    await emit('run.failed');
    expect(got.at(-1)?.headers['kycert-signature']).toMatch(/^t=\d+,v1=[0-9a-f]{64},v1=[0-9a-f]{64}$/);
    expect([signs('the-new-secret'), signs('secret-of-the-first')]).toEqual([true, true]);

    await sandbox.advance(DAY);
    await emit('run.failed');
    expect([signs('the-new-secret'), signs('secret-of-the-first')]).toEqual([true, false]);
    const rotation = sandbox.journal.entries({ kind: ['secret.rotated', 'secret.expired'] });
    expect(rotation.map(({ kind, at }) => [kind, at])).toEqual([
      ['secret.rotated', 0],
      ['secret.expired', DAY],
    ]);
  });

  it('can be sent as a flaw only once the old one is out', async () => {
    const { sandbox, emit, signs } = createWorld();
    const forge = () => emit('verification.failed', { flaw: 'rotated-out-secret' });
    await expect(forge()).rejects.toMatchObject({ code: 'conflict' });
    sandbox.provider.endpoints.rotate('endpoint-1', HOUR, 'the-new-secret');
    // Still good for an hour, so it proves nothing yet.
    await expect(forge()).rejects.toMatchObject({ code: 'conflict' });
    await sandbox.advance(HOUR);
    await forge();
    expect([signs('the-new-secret'), signs('secret-of-the-first')]).toEqual([false, true]);
  });

  it('is another one than any before', () => {
    const { sandbox } = createWorld();
    const { endpoints } = sandbox.provider;
    endpoints.rotate('endpoint-1', HOUR, 'the-new-secret');
    for (const secret of ['', 'the-new-secret', 'secret-of-the-first']) {
      expect(() => endpoints.rotate('endpoint-1', HOUR, secret)).toThrow('expected a secret that it never had');
    }
    const drawn = [endpoints.rotate('endpoint-1', 0), endpoints.rotate('endpoint-1', 0)].map(
      ({ secrets }) => secrets[0],
    );
    expect(new Set([...drawn, 'the-new-secret', 'secret-of-the-first']).size).toBe(4);
  });
});
