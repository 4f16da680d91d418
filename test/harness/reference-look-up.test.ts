// The reference receiver for providers whose signatures carry no time, or that sign nothing: what an event does not say is
// looked up, and an event without an id is known by what it says.
import { describe, expect, it } from 'vitest';
import { createRestartable, type Restartable } from '../../harness/reference/receiver.ts';
import { flaws } from '../../mocks/provider/flaws/index.ts';
import { whyLacking } from '../../mocks/provider/flaws/traits.ts';
import type { Outcome } from '../../mocks/provider/profile.ts';
import { createStand, eventSaying, type Stand, send } from './reference-stand.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const all = [
  { name: 'sumsub', provider: 'sumsub', assume: {} },
  { name: 'onfido, Workflow Studio', provider: 'onfido', assume: {} },
  { name: 'onfido, classic checks', provider: 'onfido', assume: { product: 'classic' } },
  { name: 'veriff', provider: 'veriff', assume: {} },
  { name: 'jumio', provider: 'jumio', assume: {} },
] as const;
type Which = (typeof all)[number];

function stand({ provider, assume }: Which): Promise<Stand> {
  let open: Restartable | null = null;
  return createStand({ provider, assume }, (told, ways) => {
    open ??= createRestartable(ways);
    return open(told);
  });
}

/** Exactly one credential ever, on chain. */
const once = [expect.objectContaining({ state: 'ONCHAIN' })];
const others: readonly Outcome[] = ['pending', 'rejected', 'review', 'failed', 'canceled', 'expired'];

describe.each(all)('the reference for $name', (which) => {
  it('brings an approved person one credential, with what only the API or the body says', async () => {
    const world = await stand(which);
    const ana = send(world, 'ana');
    await world.pass(MINUTE);
    expect(world.answers(ana)).toEqual([200]);
    expect(world.credentials(ana)).toEqual(once);
    const [{ subject } = { subject: {} }] = world.credentials(ana);
    expect(subject).toMatchObject({ kycVerified: true, kycLevel: 'plus', verifiedAt: '2026-01-01T00:00:00.000Z' });
  });

  it('knows an event again without an id, at once and half a day later', async () => {
    const world = await stand(which);
    const people = [
      send(world, 'ana', { flaw: 'duplicate' }),
      send(world, 'ben', { flaw: 'concurrent-duplicates' }),
      send(world, 'cleo', { flaw: 'lost-acknowledgement' }),
    ];
    await world.pass(MINUTE);
    for (const { event } of world.sandbox.provider.deliveries.list()) {
      world.sandbox.provider.redeliver({ event: event.id }, 12 * HOUR);
    }
    await world.pass(13 * HOUR);
    expect(world.answers().every((status) => status === 200)).toBe(true);
    for (const person of people) expect(world.credentials(person)).toEqual(once);
  });

  it('takes what is unusual, and nothing that is forged', async () => {
    const world = await stand(which);
    const { behaviour } = world.sandbox.provider;
    const wanted = flaws.filter(
      ({ id, needs }) => id !== 'rotated-out-secret' && (needs === undefined || whyLacking(needs, behaviour) === null),
    );
    const before = send(world, 'before');
    await world.pass(MINUTE);
    const probes = wanted.map((flaw) => ({ flaw, person: send(world, flaw.id, { flaw: flaw.id }) }));
    await world.pass(MINUTE);
    const after = send(world, 'after');
    await world.pass(2 * HOUR);
    expect([world.credentials(before), world.credentials(after)]).toEqual([once, once]);
    const got = probes.map(({ flaw, person }) => [flaw.id, world.credentials(person).length]);
    const mayHave = (id: string) => flaws.find((each) => each.id === id)?.takes;
    for (const [id, count] of got) {
      const how = mayHave(String(id));
      if (how === 'accept') expect([id, count]).toEqual([id, 1]);
      else if (how !== 'either') expect([id, count]).toEqual([id, 0]);
    }
    const refused = probes.filter(({ flaw }) => flaw.takes === 'refuse');
    for (const { person } of refused) expect(world.answers(person)).toEqual([401]);
  });

  it('issues nothing for anything but an approval', async () => {
    const world = await stand(which);
    for (const outcome of others) if (eventSaying(world.sandbox, outcome) !== null) send(world, outcome, { outcome });
    await world.pass(HOUR);
    expect(world.answers().every((status) => status === 200)).toBe(true);
    expect(world.entries('call.received').filter(({ side }) => side === 'issuer')).toEqual([]);
  });

  it('loses nobody in a restart', async () => {
    const world = await stand(which);
    world.sandbox.issuer.setMood({ mood: 'committed-then-dropped', count: 2 });
    const people = ['ana', 'ben'].map((key) => send(world, key));
    await world.sandbox.advance(MINUTE);
    world.restart();
    await world.rest();
    world.sandbox.provider.redeliver({});
    await world.pass(MINUTE);
    for (const person of people) expect(world.credentials(person)).toEqual(once);
  });
});

// Veriff's record travels in vendorData, so nobody is looked up there.
describe.each(all.filter(({ provider }) => provider !== 'veriff'))('a failed look-up for $name', (which) => {
  it('loses nobody: the event is not taken, and comes again', async () => {
    const world = await stand(which);
    world.providerAway(true);
    const ana = send(world, 'ana');
    await world.pass(MINUTE);
    expect(world.answers(ana)).toEqual([503]);
    expect(world.entries('call.received')).toEqual([]);
    world.providerAway(false);
    await world.pass(24 * HOUR);
    expect(world.answers(ana)).toEqual([503, 200]);
    expect(world.credentials(ana)).toEqual(once);
  });
});

describe('the reference for jumio', () => {
  const jumio = { name: 'jumio', provider: 'jumio', assume: {} } as const;

  it('issues once for a workflow whose end was made up before it came', async () => {
    const world = await stand(jumio);
    const early = { 'workflowExecution.status': 'PROCESSED' };
    const ana = send(world, 'ana', { event: 'ACQUIRED', outcome: 'pending', override: early });
    await world.pass(MINUTE);
    expect([world.answers(ana), world.credentials(ana)]).toEqual([[200], []]);
    send(world, 'ana');
    await world.pass(MINUTE);
    expect(world.credentials(ana)).toEqual(once);
  });

  it('issues once where an older callback arrives when all is over', async () => {
    const world = await stand(jumio);
    const ana = send(world, 'ana', { event: 'ACQUIRED', outcome: 'pending', flaw: 'reordered' });
    send(world, 'ana');
    await world.pass(MINUTE);
    expect([world.answers(ana), world.credentials(ana)]).toEqual([[200, 200], once]);
  });
});
