// What a real receiver sees, over HTTP: order, repetition, outages.
import { afterEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../mocks/duration.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../../mocks/sandbox.ts';
import { type Listening, openReceiver, type Rule } from '../../receivers.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()));
});

async function openWorld(rule: Rule = 200, options: SandboxOptions = {}) {
  const receiver: Listening = await openReceiver(rule);
  const sandbox: Sandbox = createSandbox({ provider: 'kyve', seed: 1, receiver: receiver.url, ...options });
  opened.push(sandbox, receiver);
  const parsed = () => receiver.got.map(({ body }) => JSON.parse(body.toString()));
  return {
    sandbox,
    receiver,
    /** The ids of the events in the order in which they came in. */
    seen: () => receiver.got.map(({ headers }) => headers['kyc-event-id']),
    parsed,
    history: (...kind: Parameters<typeof kinds>[1]) => kinds(sandbox, kind),
  };
}

type Kind = ReturnType<Sandbox['journal']['entries']>[number]['kind'];

function kinds(sandbox: Sandbox, kind: readonly Kind[]): string[] {
  return sandbox.journal.entries({ kind }).map((entry) => `${entry.at / MINUTE}m ${entry.kind}`);
}

const done = 'verification.completed';

describe('an outage', () => {
  it('keeps every attempt from the receiver while it lasts', async () => {
    const { sandbox, receiver, history } = await openWorld();
    sandbox.provider.outage(30 * MINUTE);
    sandbox.emit(done);
    await sandbox.advance(25 * MINUTE);
    expect(receiver.got).toEqual([]);
    await sandbox.advance(HOUR);
    expect(receiver.got).toHaveLength(1);
    expect(history('outage.began', 'attempt.unanswered', 'attempt.answered', 'outage.ended')).toEqual([
      '0m outage.began',
      '0m attempt.unanswered',
      '5m attempt.unanswered',
      '20m attempt.unanswered',
      '30m outage.ended',
      '50m attempt.answered',
    ]);
  });

  it('is as long as the longest of several', async () => {
    const { sandbox, receiver, history } = await openWorld();
    sandbox.provider.outage(10 * MINUTE);
    sandbox.provider.outage(4 * MINUTE);
    sandbox.emit(done);
    await sandbox.advance(15 * MINUTE);
    expect(receiver.got).toEqual([]);
    expect(history('outage.ended')).toEqual(['10m outage.ended']);
  });
});

describe('a resend by hand', () => {
  it('comes at once, later, and as often as asked, each freshly signed', async () => {
    const { sandbox, receiver, seen } = await openWorld(200, { receiverTime: 'sandbox' });
    const { event, deliveries } = sandbox.emit(done);
    await sandbox.settle();
    sandbox.provider.redeliver({});
    await sandbox.settle();
    expect(seen()).toEqual([event.id, event.id]);

    sandbox.provider.redeliver({ delivery: deliveries[0]?.id ?? '' }, 12 * HOUR, 2);
    await sandbox.advance(12 * HOUR - 1);
    expect(receiver.got).toHaveLength(2);
    await sandbox.advance(1);
    expect(seen()).toEqual(Array(4).fill(event.id));
    const times = receiver.got.map(({ headers }) => Number(/^t=(\d+)/.exec(headers['kyc-signature'] ?? '')?.[1]));
    const [first = 0] = times;
    expect(times.map((t) => t - first)).toEqual([0, 0, 12 * 3600, 12 * 3600]);
    expect(new Set(receiver.got.map(({ body }) => body.toString())).size).toBe(1);
    const sent = sandbox.journal.entries({ kind: 'attempt.sent' }).map(({ attempt, manual }) => [attempt, manual]);
    expect(sent).toEqual([
      [1, false],
      [2, true],
      [3, true],
      [4, true],
    ]);
  });

  it('that succeeds ends the retries of kyve, but not those of kycert', async () => {
    for (const [provider, approval, attempts] of [
      ['kyve', done, 2],
      ['kycert', 'run.completed', 3],
    ] as const) {
      const { sandbox, receiver } = await openWorld((_got, nth) => (nth === 1 ? 503 : 200), { provider });
      sandbox.emit(approval);
      await sandbox.advance(MINUTE);
      sandbox.provider.redeliver({});
      await sandbox.advance('idle');
      expect(receiver.got).toHaveLength(attempts);
      expect(sandbox.provider.deliveries.list()).toEqual([expect.objectContaining({ state: 'delivered' })]);
    }
  });
});

describe('flaws of order and number before a real receiver', () => {
  it('reordered: overtaken by the next event', async () => {
    const { sandbox, seen } = await openWorld();
    const first = sandbox.emit(done, { flaw: 'reordered' }).event.id;
    await sandbox.advance(MINUTE);
    expect(seen()).toEqual([]);
    const second = sandbox.emit(done).event.id;
    await sandbox.advance(MINUTE);
    expect(seen()).toEqual([second, first]);
  });

  it('reordered: waits no longer than an hour when nothing overtakes it', async () => {
    const { sandbox, seen } = await openWorld();
    const { event } = sandbox.emit(done, { flaw: 'reordered' });
    await sandbox.advance(HOUR - 1);
    expect(seen()).toEqual([]);
    await sandbox.advance(1);
    expect(seen()).toEqual([event.id]);
  });

  it('late-older-event: an older state of the same session comes after', async () => {
    const { sandbox, parsed } = await openWorld();
    sandbox.emit(done, { applicant: 'ana', flaw: 'late-older-event' });
    await sandbox.advance(MINUTE);
    const [first, second, ...more] = parsed();
    expect(more).toEqual([]);
    expect(first).toMatchObject({ type: done, data: { object: { status: 'completed' } } });
    expect(second).toMatchObject({ type: 'verification.updated', data: { object: { id: first.data.object.id } } });
    expect(second.data.object.status).not.toBe('completed');
    expect(second.created).toBeLessThan(first.created);
    expect(second.id).not.toBe(first.id);
  });

  it('same-id-other-body: another body under the same id', async () => {
    const { receiver, sandbox, seen, parsed } = await openWorld();
    const { event } = sandbox.emit(done, { flaw: 'same-id-other-body' });
    await sandbox.advance(MINUTE);
    expect(seen()).toEqual([event.id, event.id]);
    expect(parsed()[1]).toEqual({ ...parsed()[0], resent: true });
    expect(`${receiver.got[0]?.body}`).toBe(event.body);
  });

  it('lost-acknowledgement: answered, lost, sent again after the first wait', async () => {
    const { sandbox, seen, history } = await openWorld();
    const { event } = sandbox.emit(done, { flaw: 'lost-acknowledgement' });
    await sandbox.advance(HOUR);
    expect(seen()).toEqual([event.id, event.id]);
    expect(history('attempt.answered', 'retry.scheduled', 'delivery.closed')).toEqual([
      '0m attempt.answered',
      '0m retry.scheduled',
      '5m attempt.answered',
      '5m delivery.closed',
    ]);
    const discarded = sandbox.journal.entries({ kind: 'attempt.answered' }).map((answer) => answer.discarded);
    expect(discarded).toEqual([true, false]);
  });

  it('concurrent-duplicates: three of them are there before any is answered', async () => {
    let all = () => {};
    const together = new Promise<void>((resolve) => {
      all = resolve;
    });
    const { sandbox, seen } = await openWorld(async (_got, nth) => {
      if (nth === 3) all();
      await together;
      return 200;
    });
    const { event } = sandbox.emit(done, { flaw: 'concurrent-duplicates' });
    await sandbox.advance(HOUR);
    expect(seen()).toEqual(Array(3).fill(event.id));
    expect(sandbox.journal.entries({ kind: 'attempt.answered' }).map(({ attempt, copy }) => [attempt, copy])).toEqual([
      [1, 1],
      [1, 2],
      [1, 3],
    ]);
  });

  it('duplicate: the second after the first was answered', async () => {
    const { sandbox, history } = await openWorld();
    sandbox.emit(done, { flaw: 'duplicate' });
    await sandbox.advance(HOUR);
    expect(history('attempt.sent', 'attempt.answered')).toEqual([
      '0m attempt.sent',
      '0m attempt.answered',
      '0m attempt.sent',
      '0m attempt.answered',
    ]);
  });

  it('chunked-body, slow-drip and header-case arrive whole', async () => {
    const { sandbox, receiver } = await openWorld();
    const bodies = ['chunked-body', 'slow-drip', 'header-case'].map((flaw) => sandbox.emit(done, { flaw }).event.body);
    await sandbox.settle();
    expect(receiver.got.map(({ body }) => body.toString())).toEqual(bodies);
    const [chunked, drip] = receiver.got;
    expect(chunked?.headers).toMatchObject({ 'transfer-encoding': 'chunked' });
    expect(drip?.headers['content-length']).toBe(String(Buffer.byteLength(bodies[1] ?? '')));
  });

  it('dropped-connection: the receiver never gets a whole request, and the next attempt is whole', async () => {
    const { sandbox, receiver, history } = await openWorld();
    sandbox.emit(done, { flaw: 'dropped-connection' });
    await sandbox.advance(HOUR);
    expect(receiver.got).toHaveLength(1);
    expect(history('attempt.unanswered', 'attempt.answered')).toEqual(['0m attempt.unanswered', '5m attempt.answered']);
    expect(sandbox.journal.entries({ kind: 'attempt.unanswered' })).toEqual([
      expect.objectContaining({ silence: 'reset' }),
    ]);
  });
});
