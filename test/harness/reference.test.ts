import { describe, expect, it } from 'vitest';
import { createRestartable, type Restartable } from '../../harness/reference/receiver.ts';
import { flaws } from '../../mocks/provider/flaws/index.ts';
import type { Outcome } from '../../mocks/provider/profile.ts';
import { createStand, eventSaying, type Stand, type StandOptions, send } from './reference-stand.ts';

const HOUR = 3_600_000;
/** kycert delivers 5 to 30 s after the run was made. */
const soon = 60_000;

const all = ['kyve', 'kycert', 'recipe'].flatMap((provider) =>
  (['inline', 'queue'] as const).map((architecture) => ({ provider, architecture })),
);
type Which = (typeof all)[number];

function stand({ provider, architecture }: Which, options: Partial<StandOptions> = {}): Promise<Stand> {
  let open: Restartable | null = null;
  return createStand({ provider, algorithm: 'ES256', ...options }, (told, ways) => {
    open ??= createRestartable({ ...ways, architecture });
    return open(told);
  });
}

/** The same person passes again, at a higher level and at a later time. */
const raised: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  kyve: { 'data.object.metadata.kyc_level': 'full' },
  kycert: { 'data.object.metadata.kyc_level': 'full', 'data.object.completed_at': '2026-01-01T00:05:00.000Z' },
  recipe: { kycLevel: 'full' },
};

/** Exactly one credential ever, on chain. */
const once = [expect.objectContaining({ state: 'ONCHAIN' })];

/** Flaws that a correct receiver takes like this; the one that needs a rotation has a test of its own. */
const flawsTaken = (how: 'accept' | 'refuse' | 'either') =>
  flaws.filter(({ id, takes }) => takes === how && id !== 'rotated-out-secret').map(({ id }) => id);

describe.each(all)('the reference for $provider, $architecture', (which) => {
  it('brings an approved person one credential on chain, with what the event says', async () => {
    const world = await stand(which);
    const ana = send(world, 'ana');
    await world.pass(soon);
    expect(world.answers(ana)).toEqual([200]);
    expect(world.credentials(ana)).toEqual(once);
    const [{ subject } = { subject: {} }] = world.credentials(ana);
    expect(subject).toMatchObject({ kycVerified: true, kycLevel: 'plus' });
    expect(Date.parse(String((subject as Record<string, unknown>).verifiedAt))).toBe(
      world.sandbox.provider.events()[0]?.created,
    );
  });

  it('signs a new token for each call', async () => {
    const world = await stand(which, { algorithm: 'RS256' });
    send(world, 'ana');
    await world.pass(soon);
    const tokens = world.entries('token.accepted');
    expect(world.entries('token.refused')).toEqual([]);
    expect(tokens.length).toBeGreaterThan(2);
    expect(new Set(tokens.map(({ digest }) => digest)).size).toBe(tokens.length);
    for (const { alg, typ, claims } of tokens) {
      expect({ alg, typ, life: Number(claims.exp) - Number(claims.iat) }).toEqual({
        alg: 'RS256',
        typ: 'JWT',
        life: 300,
      });
    }
  });

  it('answers without waiting for anything from the issuer', async () => {
    const world = await stand(which);
    world.sandbox.issuer.setMood({ mood: 'slow', delay: '2s', count: 1 });
    send(world, 'ana');
    await world.pass(soon);
    const kinds = world.sandbox.journal.entries().map(({ kind }) => kind);
    expect(kinds).toContain('call.answered');
    expect(kinds.indexOf('attempt.answered')).toBeLessThan(kinds.indexOf('call.answered'));
  });

  it('does the work once, however often the event comes', async () => {
    const world = await stand(which);
    const ana = send(world, 'ana', { flaw: 'duplicate' });
    const ben = send(world, 'ben', { flaw: 'concurrent-duplicates' });
    await world.pass(soon);
    for (const { event } of world.sandbox.provider.deliveries.list()) {
      world.sandbox.provider.redeliver({ event: event.id }, 12 * HOUR);
    }
    await world.pass(13 * HOUR);
    expect(world.answers().every((status) => status === 200)).toBe(true);
    for (const person of [ana, ben]) {
      expect(world.credentials(person)).toEqual(once);
      const calls = world
        .entries('call.received')
        .filter(({ applicant, method }) => applicant === person && method === 'POST');
      expect(calls).toHaveLength(1);
    }
  });

  it('refuses every forgery, and serves whoever comes before and after', async () => {
    const world = await stand(which);
    const before = send(world, 'before');
    await world.pass(soon);
    const probes = flawsTaken('refuse').map((flaw) => send(world, flaw, { flaw }));
    await world.pass(soon);
    const after = send(world, 'after');
    await world.pass(HOUR);
    expect(probes.length).toBeGreaterThan(10);
    expect(probes.map((probe) => [probe, world.answers(probe)])).toEqual(probes.map((probe) => [probe, [401]]));
    expect(world.entries('call.received').filter(({ applicant }) => probes.includes(applicant ?? ''))).toEqual([]);
    expect([world.credentials(before), world.credentials(after)]).toEqual([once, once]);
    const refusals = world.entries('attempt.answered').filter(({ applicant }) => probes.includes(applicant));
    expect(new Set(refusals.map(({ body }) => body.text))).toEqual(new Set(['{"error":"refused"}']));
  });

  it('takes whatever is odd and yet genuine', async () => {
    const world = await stand(which);
    const probes = flawsTaken('accept').map((flaw) => send(world, flaw, { flaw }));
    await world.pass(soon);
    send(world, 'after');
    await world.pass(HOUR);
    expect(probes.length).toBeGreaterThan(10);
    for (const probe of probes) {
      expect([probe, new Set(world.answers(probe))]).toEqual([probe, new Set([200])]);
      expect([probe, world.credentials(probe)]).toEqual([probe, once]);
    }
  });

  it('survives what may be taken or refused', async () => {
    const world = await stand(which);
    const probes = flawsTaken('either').map((flaw) => send(world, flaw, { flaw }));
    await world.pass(soon);
    const after = send(world, 'after');
    await world.pass(HOUR);
    expect(probes).not.toEqual([]);
    expect(probes.filter((probe) => world.credentials(probe).length > 1)).toEqual([]);
    expect(world.credentials(after)).toEqual(once);
  });

  const outcomes: readonly Outcome[] = [
    'pending',
    'rejected',
    'review',
    'partial',
    'failed',
    'canceled',
    'expired',
    'none',
  ];

  it('issues nothing for anything but an approval', async () => {
    const world = await stand(which);
    for (const outcome of outcomes) {
      if (eventSaying(world.sandbox, outcome) !== null) send(world, outcome, { outcome });
    }
    await world.pass(HOUR);
    expect(world.answers().every((status) => status === 200)).toBe(true);
    expect(world.entries('call.received')).toEqual([]);
  });

  it('acknowledges what it does not know, and what is of the other mode', async () => {
    const world = await stand(which);
    const { behaviour } = world.sandbox.provider;
    const unknown = {
      id: 'evt_unknown',
      type: 'verification.archived',
      event: 'run.archived',
      livemode: false,
      data: {},
    };
    world.sandbox.emit(behaviour.approval, { body: unknown });
    const { endpoint } = world.sandbox.provider.deliveries.list()[0] ?? {};
    const dora = which.provider === 'recipe' ? null : send(world, 'dora', { livemode: true, endpoint });
    await world.pass(HOUR);
    expect(world.answers().every((status) => status === 200)).toBe(true);
    expect(world.answers()).toHaveLength(dora === null ? 1 : 2);
    expect(world.entries('call.received')).toEqual([]);
  });

  it('gives a person who passes twice no second credential, and another level in place of the first', async () => {
    const world = await stand(which);
    const ana = send(world, 'ana');
    await world.pass(soon);
    send(world, 'ana');
    await world.pass(soon);
    expect(world.credentials(ana)).toEqual(once);
    send(world, 'ana', { override: raised[which.provider] });
    await world.pass(soon);
    expect(world.live(ana)).toEqual([
      expect.objectContaining({ state: 'ONCHAIN', subject: expect.objectContaining({ kycLevel: 'full' }) }),
    ]);
    expect(world.credentials(ana)).toHaveLength(2);
  });

  it.each([
    ['error-500', 3],
    ['unavailable-503', 3],
    ['dropped', 3],
    ['rate-limited-429', 2],
    ['committed-then-dropped', 1],
    ['unauthorized-401', 1],
    ['feature-off-403', 2],
    ['unknown-404', 1],
    ['hash-unknown', 1],
  ])('ends with one credential through the mood %s', async (mood, count) => {
    const world = await stand(which);
    world.sandbox.issuer.setMood({ mood, count });
    const ana = send(world, 'ana');
    await world.pass(soon);
    expect(world.entries('mood.met')).toHaveLength(count);
    expect(world.answers(ana)).toEqual([200]);
    expect(world.credentials(ana)).toEqual(once);
  });

  it('doubles its waits, and waits as long as a 429 says', async () => {
    const world = await stand(which, { polls: 5 });
    const ana = send(world, 'ana');
    await world.pass(soon);
    expect(world.credentials(ana)).toEqual(once);
    expect(world.waits.filter(({ ms }) => ms > 0).map(({ ms }) => ms)).toEqual([1000, 2000, 4000, 8000, 16_000]);
    world.sandbox.issuer.setMood({ mood: 'rate-limited-429', count: 1, retryAfter: '7s' });
    send(world, 'ben');
    await world.pass(soon);
    expect(world.waits).toContainEqual({ ms: 7000, why: 'retry-after' });
  });

  it('stops asking at a terminal answer, and some day for a chain that stands still', async () => {
    const world = await stand(which, { polls: 1_000_000 });
    const ana = send(world, 'ana');
    await world.pass(soon);
    const asked = world.entries('call.received').filter(({ method }) => method === 'GET').length;
    expect(asked).toBe(24);
    const [credential] = world.credentials(ana);
    world.sandbox.issuer.revoke(credential?.hash ?? '');
    world.sandbox.provider.redeliver({});
    await world.pass(soon);
    expect(world.entries('call.received').filter(({ method }) => method === 'GET')).toHaveLength(asked + 1);
    expect(world.credentials(ana)).toHaveLength(1);
  });

  it('loses nothing in a restart, and makes nothing twice', async () => {
    const world = await stand(which);
    world.sandbox.issuer.setMood({ mood: 'committed-then-dropped', count: 2 });
    const people = ['ana', 'ben', 'cleo'].map((key) => send(world, key));
    await world.sandbox.advance(soon);
    world.restart();
    await world.rest();
    world.restart();
    await world.rest();
    world.sandbox.provider.redeliver({});
    await world.pass(soon);
    for (const person of people) expect(world.credentials(person)).toEqual(once);
  });

  it('works off a burst', async () => {
    const world = await stand(which);
    const people = Array.from({ length: 30 }, (_each, index) => send(world, `person-${index}`));
    await world.pass(soon);
    for (const person of people) expect(world.credentials(person)).toEqual(once);
  });
});

describe('the reference, in a rotation', () => {
  it.each(all)(
    'takes both secrets, and the old one no longer once the new one signs alone ($provider, $architecture)',
    async (which) => {
      const next = 'whsec_the-next-secret-of-all';
      const world = await createStand({ provider: which.provider, algorithm: 'ES256' }, (told, ways) =>
        createRestartable({ ...ways, architecture: which.architecture })({
          ...told,
          DOUBLEACT_NEXT_WEBHOOK_SECRET: next,
        }),
      );
      const id = world.sandbox.provider.endpoints.list()[0]?.id ?? '';
      const before = send(world, 'before');
      await world.pass(soon);
      world.sandbox.provider.endpoints.rotate(id, HOUR, next);
      const during = send(world, 'during');
      await world.pass(2 * HOUR);
      const after = send(world, 'after');
      await world.pass(soon);
      const probe = send(world, 'probe', { flaw: 'rotated-out-secret' });
      await world.pass(soon);
      expect([before, during, after, probe].map((person) => world.answers(person))).toEqual([
        [200],
        [200],
        [200],
        [401],
      ]);
    },
  );
});
