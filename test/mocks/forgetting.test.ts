// A world that is served for days: what is over is let go, and what was let go is said.
import { describe, expect, it } from 'vitest';
import { createForget } from '../../mocks/forgetting.ts';
import { createSandbox } from '../../mocks/sandbox.ts';

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
