import { describe, expect, it } from 'vitest';
import { formatDuration } from '../../mocks/duration.ts';
import { profiles } from '../../mocks/provider/profiles/index.ts';
import { createSandbox, defaultStart, type Sandbox } from '../../mocks/sandbox.ts';
import { keepingReceiver, openReceiver } from '../receivers.ts';
import { isGenuineFor } from '../strict.ts';

/** When each attempt was made, counted from the first. */
function times({ journal }: Sandbox): string[] {
  const sent = journal.entries({ kind: 'attempt.sent' });
  return sent.map(({ at }) => formatDuration(at - (sent[0]?.at ?? 0)));
}

function ending({ journal }: Sandbox) {
  return journal.entries({ kind: 'delivery.closed' }).map(({ state, attempts }) => ({ state, attempts }));
}

async function deliver(provider: string, status: number): Promise<Sandbox> {
  const sandbox = createSandbox({ provider, seed: 1, receiver: keepingReceiver(status).receiver });
  sandbox.emit(sandbox.provider.behaviour.approval, { applicant: 'ana' });
  await sandbox.advance(3 * 24 * 3_600_000);
  await sandbox.close();
  return sandbox;
}

describe('a sandbox', () => {
  it.each(profiles.map(({ id }) => id))('%s: signs an event and hands it to a function', async (provider) => {
    const { receiver, got } = keepingReceiver();
    const sandbox = createSandbox({
      provider,
      seed: 1,
      receiver,
      receiverTime: 'sandbox',
      secret: 'our-own-secret',
    });
    const { event, deliveries } = sandbox.emit(sandbox.provider.behaviour.approval, { applicant: 'ana' });
    await sandbox.advance(60_000);

    expect(got).toHaveLength(1);
    const [first] = got;
    expect(first).toMatchObject({
      method: 'POST',
      headers: { 'content-type': expect.stringMatching(/^application\/json/) },
    });
    expect(`${first?.body}`).toBe(event.body);
    const held = { secrets: ['our-own-secret'], now: Math.floor(event.created / 1000) };
    if (first !== undefined) expect(isGenuineFor(sandbox.provider.profile, first, held)).toBe(true);
    expect(sandbox.provider.deliveries.get(deliveries[0]?.id ?? '')).toMatchObject({ state: 'delivered', due: null });
    await sandbox.close();
  });

  it('climbs the ladder while the receiver is down: kyve', async () => {
    const sandbox = await deliver('kyve', 503);
    expect(times(sandbox)).toMatchInlineSnapshot(`
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
    expect(ending(sandbox)).toEqual([{ state: 'failed', attempts: 8 }]);
  });

  it('climbs the ladder while the receiver is down: kycert', async () => {
    const sandbox = await deliver('kycert', 503);
    expect(times(sandbox)).toMatchInlineSnapshot(`
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
    expect(ending(sandbox)).toEqual([{ state: 'failed', attempts: 8 }]);
  });

  it('climbs the ladder while the receiver is down: recipe', async () => {
    const sandbox = await deliver('recipe', 503);
    expect(times(sandbox)).toMatchInlineSnapshot(`
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
    expect(ending(sandbox)).toEqual([{ state: 'failed', attempts: 8 }]);
  });

  it('takes a 400 as the last word for kycert, and as a failed attempt for kyve', async () => {
    expect(ending(await deliver('kycert', 400))).toEqual([{ state: 'rejected', attempts: 1 }]);
    expect(ending(await deliver('kyve', 400))).toEqual([{ state: 'failed', attempts: 8 }]);
  });

  it('stops as soon as the receiver is back', async () => {
    const { receiver } = keepingReceiver((_got, nth) => (nth < 3 ? 500 : 204));
    const sandbox = createSandbox({ seed: 1, receiver });
    sandbox.emit('verification.completed');
    await sandbox.advance('idle');
    expect(times(sandbox)).toEqual(['0s', '5m', '20m']);
    expect(ending(sandbox)).toEqual([{ state: 'delivered', attempts: 3 }]);
    await sandbox.close();
  });

  it('begins at a fixed time, so that the same seed gives the same bytes', () => {
    const sandbox = createSandbox({ seed: 1 });
    expect(sandbox.clock.now()).toBe(defaultStart);
    expect(new Date(defaultStart).toISOString()).toBe('2026-01-01T00:00:00.000Z');
    expect(sandbox.journal.entries()).toEqual([
      expect.objectContaining({ kind: 'sandbox.created', seed: 1, provider: 'kyve@2025-01', at: 0 }),
    ]);
  });

  it('writes down every move of its time', async () => {
    const sandbox = createSandbox({ seed: 1, receiver: keepingReceiver(503).receiver });
    sandbox.emit('verification.completed');
    await sandbox.advance(60_000);
    await sandbox.advance('next');
    await sandbox.advance('idle');
    const moves = sandbox.journal.entries({ kind: 'time.moved' }).map(({ from, at }) => [from, at]);
    expect(moves).toEqual([
      [0, 60_000],
      [60_000, 300_000],
      [300_000, 78_600_000],
    ]);
    await sandbox.close();
  });

  it('shares nothing with the next one', async () => {
    const [one, two] = [keepingReceiver(), keepingReceiver(503)];
    const first = createSandbox({ seed: 1, receiver: one.receiver });
    const second = createSandbox({ seed: 1, receiver: two.receiver });
    first.provider.setFlaw(['tampered-body'], { count: 5 });
    first.issuer.setMood({ mood: 'error-500' });
    first.provider.outage(60_000);
    first.emit('verification.completed', { applicant: 'ana' });
    await first.advance(3_600_000);

    expect(second.clock.now()).toBe(defaultStart);
    expect(second.issuer.moods()).toEqual([]);
    expect(second.provider.events()).toEqual([]);
    expect(second.journal.entries()).toHaveLength(2);
    const { deliveries } = second.emit('verification.completed', { applicant: 'ana' });
    await second.settle();
    expect(deliveries[0]?.flaws).toEqual([]);
    expect(two.got).toHaveLength(1);
    await first.close();
    await second.settle();
    await second.close();
  });

  it('takes nothing more once it is closed', async () => {
    const sandbox = createSandbox({ seed: 1 });
    await sandbox.close();
    expect(() => sandbox.emit('verification.completed')).toThrow(
      expect.objectContaining({ code: 'closed', message: 'emit: expected an open sandbox, got a closed one' }),
    );
    await expect(sandbox.advance(1)).rejects.toMatchObject({ code: 'closed' });
    await sandbox.close();
  });

  it('can be closed in the middle of an attempt', async () => {
    let arrived = () => {};
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const receiver = await openReceiver(() => {
      arrived();
      return 'never';
    });
    const sandbox = createSandbox({ seed: 1, receiver: receiver.url });
    sandbox.emit('verification.completed');
    const moving = sandbox.advance(60_000);
    const ended = expect(moving).rejects.toMatchObject({ code: 'closed' });
    await arrival;
    await sandbox.close();
    await ended;
    expect(sandbox.journal.entries({ kind: 'task.failed' })).toEqual([]);
    await receiver.close();
  });
});
