import { describe, expect, it } from 'vitest';
import { chooseReadings } from '../../../mocks/assumption.ts';
import { type Flaw, flaws } from '../../../mocks/provider/flaws/index.ts';
import { whyLacking } from '../../../mocks/provider/flaws/traits.ts';
import { profiles } from '../../../mocks/provider/profiles/index.ts';
import { createSandbox, type Sandbox } from '../../../mocks/sandbox.ts';
import { type Got, keepingReceiver } from '../../receivers.ts';
import { isGenuineFor } from '../../strict.ts';

const secret = 'the-secret-they-share';

/** Why a flaw means nothing where nothing is signed and there is no API. */
const reasons: Readonly<Record<string, string>> = {
  'event-id': 'these events have no id',
  hearsay: 'these events are signed, or there is nobody to ask',
};

/** A sandbox whose receiver verifies strictly and answers 401 to whatever is not genuine. */
function createWorld(provider: string) {
  const strict = (one: Got) => {
    const { secrets } = sandbox.provider.endpoints.get('endpoint-1');
    const now = Math.floor(sandbox.clock.now() / 1000);
    return isGenuineFor(sandbox.provider.profile, one, { secrets, now }) ? 200 : 401;
  };
  const { receiver, got } = keepingReceiver(strict);
  const sandbox: Sandbox = createSandbox({ provider, seed: 1, receiver, receiverTime: 'sandbox', secret });
  return { sandbox, got };
}

async function sendFlawed(provider: string, flaw: Flaw) {
  const { sandbox, got } = createWorld(provider);
  const { approval } = sandbox.provider.behaviour;
  if (flaw.id === 'rotated-out-secret') sandbox.provider.endpoints.rotate('endpoint-1', 0);
  const { deliveries } = sandbox.emit(approval, { applicant: 'ana', flaw: flaw.id });
  await sandbox.advance(60_000);
  // What was held back is overtaken by another event.
  if (flaw.id === 'reordered') sandbox.emit(approval, { applicant: 'bea' });
  await sandbox.advance(3_600_000);
  await sandbox.close();
  const { journal } = sandbox;
  const delivery = deliveries[0]?.id ?? '';
  const [sent] = journal.entries({ kind: 'attempt.sent', delivery });
  return {
    journal,
    got,
    sent,
    delivery,
    statuses: journal.entries({ kind: 'attempt.answered', delivery }).map(({ status }) => status),
  };
}

// Beside one another: a body that drips in takes its time.
describe.concurrent.each(profiles)('$id: every flaw before a strict receiver', (profile) => {
  const provider = profile.id;
  const behaviour = profile.under(chooseReadings(profile.assumes, {}, provider));
  const thatAre = (how: Flaw['takes']) =>
    flaws
      .filter(({ takes, needs }) => takes === how && (needs === undefined || whyLacking(needs, behaviour) === null))
      .map((flaw) => [flaw.id, flaw] as const);

  it.each(thatAre('refuse'))('%s is refused, and nobody tries again', async (id, flaw) => {
    const { journal, got, sent, delivery, statuses } = await sendFlawed(provider, flaw);
    expect(sent?.flaws).toEqual([id]);
    expect(statuses).toEqual([401]);
    expect(got).toHaveLength(1);
    const [closed] = journal.entries({ kind: 'delivery.closed', delivery });
    expect(closed).toMatchObject({ state: 'rejected', attempts: 1 });
    expect(journal.entries({ kind: 'task.failed' })).toEqual([]);
  });

  it.each(thatAre('accept'))('%s is accepted', async (id, flaw) => {
    const { journal, sent, delivery, statuses } = await sendFlawed(provider, flaw);
    expect(sent?.flaws).toEqual([id]);
    expect(statuses.length).toBeGreaterThan(0);
    expect(new Set(statuses)).toEqual(new Set([200]));
    const [closed] = journal.entries({ kind: 'delivery.closed', delivery });
    expect(closed).toMatchObject({ state: 'delivered' });
    expect(journal.entries({ kind: ['attempt.unanswered', 'task.failed'] })).toEqual([]);
  });

  it.each(thatAre('either'))('%s ends in an answer or in silence, never in a fault of ours', async (id, flaw) => {
    const { journal, sent } = await sendFlawed(provider, flaw);
    expect(sent?.flaws).toEqual([id]);
    expect(journal.entries({ kind: 'task.failed' })).toEqual([]);
  });
});

describe('a flaw', () => {
  it('of the next deliveries is used up by them, one person before the rest', async () => {
    const { sandbox, got } = createWorld('kyve');
    const { provider } = sandbox;
    provider.setFlaw(['trailing-newline'], { count: 1, applicant: 'bea' });
    provider.setFlaw(['no-signature'], { count: 2 });
    for (const applicant of ['ana', 'bea', 'cy', 'dora']) sandbox.emit('verification.completed', { applicant });
    await sandbox.settle();
    const worked = sandbox.journal.entries({ kind: 'attempt.sent' }).map((sent) => sent.flaws);
    expect(worked).toEqual([['no-signature'], ['trailing-newline'], ['no-signature'], []]);
    expect(got[1]?.body.at(-1)).toBe(10);
    await sandbox.close();
  });

  it('that means nothing to a provider is refused before anything happens', () => {
    const { receiver } = keepingReceiver();
    const sandbox = createSandbox({
      provider: 'recipe',
      seed: 1,
      receiver,
      assume: { signature: 'none', 'event-id-header': 'none' },
    });
    const before = sandbox.journal.entries().length;
    for (const { id, needs } of flaws) {
      if (needs === undefined) continue;
      const reason = reasons[needs] ?? 'this provider signs nothing';
      const complaint = {
        code: 'not-applicable',
        message: expect.stringMatching(`^flaw ${id}: .* got recipe: ${reason}`),
      };
      expect(() => sandbox.emit('kyc.complete', { flaw: id })).toThrow(expect.objectContaining(complaint));
      expect(() => sandbox.provider.setFlaw([id], { count: 1 })).toThrow(expect.objectContaining(complaint));
    }
    expect(sandbox.journal.entries()).toHaveLength(before);
  });

  it('that needs a secret from before is refused where there is not even an endpoint', () => {
    const sandbox = createSandbox({ provider: 'kyve', seed: 1 });
    const details = { flaw: 'rotated-out-secret', url: 'http://localhost/' };
    expect(() => sandbox.emit('verification.completed', details)).toThrow(
      expect.objectContaining({ code: 'conflict' }),
    );
    expect(() => sandbox.provider.setFlaw(['rotated-out-secret'], { count: 1 })).toThrow('rotated-out-secret');
  });

  it('asks only the endpoints that take the event for what it needs', () => {
    const { receiver } = keepingReceiver();
    const endpoints = [{ url: 'https://localhost/', livemode: true }];
    const sandbox = createSandbox({ provider: 'kyve', seed: 1, receiver, endpoints });
    sandbox.provider.endpoints.rotate('endpoint-1', 0);
    const { deliveries } = sandbox.emit('verification.completed', { flaw: 'rotated-out-secret' });
    expect(deliveries.map(({ endpoint }) => endpoint)).toEqual(['endpoint-1']);
    expect(() => sandbox.emit('verification.completed', { flaw: 'rotated-out-secret', livemode: true })).toThrow(
      expect.objectContaining({ code: 'conflict' }),
    );
  });
});
