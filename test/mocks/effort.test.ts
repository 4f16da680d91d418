// A guard against getting slow that does not depend on how fast the machine is: how often something is done, and ratios
// within one run with wide margins. What it is measured against in earnest is in bench/.
import { describe, expect, it, vi } from 'vitest';
import { createAgenda } from '../../mocks/agenda.ts';
import { kyve } from '../../mocks/provider/profiles/kyve.ts';
import { createSandbox, type SandboxOptions } from '../../mocks/sandbox.ts';
import { createBench } from './issuer/bench.ts';

const people = 20;

function deliver(options: SandboxOptions, status = 204) {
  const receiver = () => new Response(null, { status });
  const sandbox = createSandbox({ provider: 'kyve', seed: 1, receiver, ...options });
  for (let person = 0; person < people; person++) {
    sandbox.emit('verification.completed', { applicant: { email: `p${person}@example.com`, name: 'Ana Lima' } });
  }
  return sandbox;
}

describe('an attempt', () => {
  it('serialises nothing: its bytes were made with the event', async () => {
    const sandbox = deliver({});
    const stringify = vi.spyOn(JSON, 'stringify');
    await sandbox.advance(60_000);
    const calls = stringify.mock.calls.length;
    stringify.mockRestore();
    expect(sandbox.journal.entries({ kind: 'delivery.closed' })).toHaveLength(people);
    expect(calls).toBeLessThan(people / 4);
    await sandbox.close();
  });

  it('signs once, and is three entries: sent, answered, and what became of it', async () => {
    let signed = 0;
    const counting = {
      ...kyve,
      under(readings: Parameters<typeof kyve.under>[0]) {
        const behaviour = kyve.under(readings);
        const { signing } = behaviour;
        if (signing === null) return behaviour;
        const count: typeof signing.key = (secret) => {
          signed += 1;
          return signing.key(secret);
        };
        return { ...behaviour, signing: { ...signing, key: count } };
      },
    };
    const sandbox = deliver({ provider: counting });
    const before = sandbox.journal.entries().length;
    await sandbox.advance(60_000);
    expect(signed).toBe(people);
    // One more for the move of the clock.
    expect(sandbox.journal.entries().length - before).toBe(3 * people + 1);
    await sandbox.close();
  });

  it('holds no copy of the body: all attempts of an event and their entries share one', async () => {
    const sandbox = deliver({}, 503);
    await sandbox.advance(24 * 3_600_000);
    const [delivery] = sandbox.provider.deliveries.list();
    const bodies = new Set(delivery?.attempts.map(({ body }) => body));
    for (const { body } of sandbox.journal.entries({ kind: 'attempt.sent' }).filter((e) => e.delivery === 'dlv_1')) {
      bodies.add(body);
    }
    expect(delivery?.attempts.length).toBeGreaterThan(4);
    expect(bodies.size).toBe(1);
    await sandbox.close();
  });
});

describe('the clock', () => {
  it.each([1000, 10_000])('compares dues n log n times for %i tasks', (count) => {
    const agenda = createAgenda();
    let comparisons = 0;
    const counted = (due: number) => ({
      valueOf() {
        comparisons += 1;
        return due;
      },
    });
    for (let at = 0; at < count; at++) {
      agenda.add(counted((at * 7919) % count) as unknown as number, 'task', () => {});
    }
    for (let task = agenda.take(count); task !== null; task = agenda.take(count)) agenda.begin(task);
    expect(agenda.pending()).toBe(0);
    // Measured: 1.9 at both sizes. A comparison asks two dues.
    expect(comparisons / 2 / (count * Math.log2(count))).toBeLessThan(4);
  });
});

describe('the issuer', () => {
  it('checks the signature of a token once: the same token again costs less than half', async () => {
    const bench = createBench();
    await bench.issue();
    const known = await bench.token();
    const fresh: string[] = [];
    // Each is signed anew, so each is another token.
    for (let at = 0; at < 60; at++) fresh.push(await bench.token());
    expect(new Set(fresh).size).toBe(60);
    const verify = bench.issuer.partner.verify;
    await verify(known, true);
    const quickest = async (tokens: readonly string[]) => {
      let least = Number.POSITIVE_INFINITY;
      for (const token of tokens) {
        const began = performance.now();
        await verify(token, true);
        least = Math.min(least, performance.now() - began);
      }
      return least;
    };
    expect(await quickest(Array(60).fill(known))).toBeLessThan((await quickest(fresh)) / 2);
  });
});
