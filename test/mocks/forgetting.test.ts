// A world that is served for days: what is over is let go, and what was let go is said.
import { describe, expect, it } from 'vitest';
import { createForget } from '../../mocks/forgetting.ts';
import { profiles } from '../../mocks/provider/profiles/index.ts';
import type { Emitted } from '../../mocks/provider/provider.ts';
import { createSandbox } from '../../mocks/sandbox.ts';
import { ada, createBench } from './issuer/bench.ts';

function worldOf(journalLimit: number, status = 204) {
  const receiver = () => new Response(null, { status });
  const sandbox = createSandbox({ provider: 'kyve', seed: 1, journalLimit, receiver });
  const emit = (person: number) =>
    sandbox.emit('verification.completed', { applicant: { email: `p${person}@example.com`, name: 'Ana Lima' } });
  return { sandbox, emit };
}

describe('a limit of 100 entries, which is one of 10 deliveries', () => {
  it('keeps the newest deliveries, events, sessions and entries, and counts the others', async () => {
    const { sandbox, emit } = worldOf(100);
    for (let person = 0; person < 40; person++) {
      emit(person);
      await sandbox.advance(60_000);
    }
    const { deliveries, subjects, events } = sandbox.provider;
    const kept = deliveries.list().length;
    expect(kept).toBeLessThanOrEqual(11);
    expect(deliveries.dropped()).toBe(40 - kept);
    expect(deliveries.list().at(-1)?.id).toBe('dlv_40');
    expect(events().length).toBeLessThanOrEqual(11);
    expect(subjects.list().length + subjects.dropped()).toBe(40);
    expect(subjects.list().length).toBeLessThanOrEqual(12);
    expect(sandbox.journal.dropped()).toBeGreaterThan(100);
    expect(sandbox.journal.entries().length).toBeLessThanOrEqual(110);
    expect(() => deliveries.get('dlv_1')).toThrow('dlv_1');
    await sandbox.close();
  });

  it('lets no delivery go that has still to be made', async () => {
    const { sandbox, emit } = worldOf(100, 503);
    for (let person = 0; person < 40; person++) emit(person);
    await sandbox.advance(60_000);
    expect(sandbox.provider.deliveries.dropped()).toBe(0);
    expect(sandbox.provider.deliveries.list()).toHaveLength(40);
    await sandbox.close();
  });
});

const comes = (world: ReturnType<typeof smallWorld>, person: number) =>
  world.emit(world.provider.behaviour.approval, { applicant: { email: `p${person}@example.com` } });

function smallWorld(provider: string) {
  return createSandbox({ provider, seed: 1, journalLimit: 100, receiver: () => new Response() });
}

describe('a limit of 10 people', () => {
  it.each(profiles.map(({ id }) => id))(
    '%s: whoever something is left of is known, the others are counted',
    async (provider) => {
      const world = smallWorld(provider);
      for (let person = 0; person < 30; person++) {
        comes(world, person);
        await world.advance(60_000);
      }
      const { subjects } = world.provider;
      const people = subjects.applicants().map(({ email }) => email);
      expect(people.length + subjects.droppedApplicants()).toBe(30);
      expect(people.length).toBeLessThanOrEqual(15);
      expect(people).toEqual(expect.arrayContaining(subjects.list().map(({ applicant }) => applicant.email)));
      await world.close();
    },
  );

  // The ids of the one are drawn by person and turn; the other takes who comes back up again where they were.
  it.each(['kyve', 'sumsub'])('%s: who comes back is the same person, and brings something new', async (provider) => {
    const world = smallWorld(provider);
    const came: Emitted[] = [];
    for (let turn = 0; turn < 80; turn++) {
      came.push(comes(world, turn % 40));
      await world.advance(60_000);
    }
    expect(new Set(came.map(({ event }) => event.id)).size).toBe(80);
    // One id, one subject.
    const begun = new Map(came.map(({ subject }) => [subject?.id, subject?.createdAt]));
    expect(came.map(({ subject }) => begun.get(subject?.id))).toEqual(came.map(({ subject }) => subject?.createdAt));
    const people = came.map(({ subject }) => subject?.applicant);
    expect(people.slice(40)).toEqual(people.slice(0, 40));
    await world.close();
  });

  it('is the same world each time', async () => {
    const [one, other] = await Promise.all([history(), history()]);
    expect(one).toEqual(other);

    async function history() {
      const world = smallWorld('kyve');
      for (let turn = 0; turn < 60; turn++) {
        comes(world, turn % 25);
        await world.advance(60_000);
      }
      const entries = world.journal.entries().map(({ wall: _wall, ...entry }) => ({ ...entry, took: 0, headers: {} }));
      await world.close();
      return entries;
    }
  });
});

describe('a limit of 10 credentials', () => {
  const person = (nth: number) => `p${nth}@example.com`;

  it('keeps the newest that nothing more happens to, and counts the others', async () => {
    const bench = createBench({ keep: 10 });
    for (let nth = 0; nth < 40; nth++) {
      await bench.issue({}, person(nth));
      await bench.clock.advance(60_000);
    }
    const kept = bench.issuer.credentials();
    expect(kept.length).toBeLessThanOrEqual(12);
    expect(kept.length + bench.issuer.dropped()).toBe(40);
    expect(kept.at(-1)?.applicant).toBe(person(39));
    expect(bench.issuer.users().map(({ applicant }) => applicant)).toEqual(kept.map(({ applicant }) => applicant));
  });

  it('lets none go that has still to be confirmed, revoked, or to expire', async () => {
    const bench = createBench({ keep: 10 });
    bench.issuer.hold(ada);
    bench.issuer.setMood({ mood: 'revoked-later', applicant: person(0), after: '1h' });
    await bench.issue();
    for (let nth = 0; nth < 40; nth++) {
      await bench.issue({}, person(nth));
      await bench.clock.advance(60_000);
    }
    const ofThem = (who: string) => bench.issuer.credentials({ applicant: who }).map(({ state }) => state);
    expect([ofThem(ada), ofThem(person(0)), ofThem(person(1))]).toEqual([['WAIT_ONCHAIN'], ['ONCHAIN'], []]);
    await bench.clock.advance(3_600_000);
    bench.issuer.letGo(ada);
    expect([ofThem(ada), ofThem(person(0))]).toEqual([['ONCHAIN'], ['REMOVE']]);
  });

  it('gives whoever is issued one again another hash, and the same user', async () => {
    const bench = createBench({ keep: 10 });
    const answers = [];
    for (let nth = 0; nth < 80; nth++) {
      answers.push((await bench.issue({}, person(nth % 40))).body);
      await bench.clock.advance(60_000);
    }
    expect(new Set(answers.map(({ coreClaimHash }) => coreClaimHash)).size).toBe(80);
    expect(answers.slice(40).map(({ userUuid }) => userUuid)).toEqual(
      answers.slice(0, 40).map(({ userUuid }) => userUuid),
    );
  });
});

describe('no limit', () => {
  it('drops nothing: a history must be whole to be judged', async () => {
    const { sandbox, emit } = worldOf(Number.POSITIVE_INFINITY);
    for (let person = 0; person < 40; person++) emit(person);
    await sandbox.advance(60_000);
    expect([sandbox.journal.dropped(), sandbox.provider.deliveries.dropped()]).toEqual([0, 0]);
    expect(sandbox.journal.entries().map(({ seq }) => seq)).toEqual(sandbox.journal.entries().map((_, at) => at + 1));
    await sandbox.close();
  });
});

describe('forgetting', () => {
  it('looks again only when there is a tenth more than had to stay', () => {
    const kept = new Map(Array.from({ length: 100 }, (_, at) => [String(at), at]));
    const forget = createForget<number>(10);
    let looked = 0;
    const isOver = () => {
      looked += 1;
      return false;
    };
    for (let more = 100; more < 110; more++) {
      forget(kept, isOver);
      kept.set(String(more), more);
    }
    expect(looked).toBe(100);
  });
});
