import { describe, expect, it } from 'vitest';
import { of } from '../../harness/evidence.ts';
import type { Capabilities, RunHistory } from '../../harness/history.ts';
import { createPlayedWall } from '../../harness/played-wall.ts';
import { runSuite, type Suite, type SuiteOptions } from '../../harness/run.ts';
import type { Scenario, ScenarioStep } from '../../harness/scenario.ts';
import type { Entry } from '../../mocks/journal.ts';
import { partnerKeys } from '../partner-keys.ts';
import { type Habits, smallReceiver } from './small-receiver.ts';

const capabilities: Capabilities = { issues: true, restart: true, rotation: false, tenants: false };

const scenario = (id: string, ...steps: ScenarioStep[]): Scenario => ({ id, title: id, steps });
const approve = (applicant: string): ScenarioStep => ({ emit: { outcome: 'approved', applicant } });
const several = (count: number): Scenario[] =>
  Array.from({ length: count }, (_, at) =>
    scenario(`s${at}`, approve('ana'), { advance: '25h' }, approve('ben'), { advance: '25h' }),
  );

/** In played time: nobody waits for what the receiver sleeps. */
async function run(
  scenarios: Scenario[],
  habits: Habits = { poll: 2 },
  options: Partial<SuiteOptions> = {},
): Promise<Suite> {
  const wall = createPlayedWall();
  const suite = await runSuite({
    provider: 'kyve',
    seed: 7,
    capabilities,
    quiet: 60,
    scenarios,
    target: { receiver: (told, ways) => smallReceiver(told, ways, { wall, ...habits }) },
    partner: { jwks: partnerKeys, algorithm: 'ES256' },
    wall,
    ...options,
  });
  wall.close();
  return suite;
}

describe('a run', { timeout: 20_000 }, () => {
  it('keeps the people of its scenarios apart, though their names are the same', async () => {
    const { history, skipped } = await run(several(5), { poll: 5, late: true });
    expect(skipped).toEqual([]);
    expect(history.strays).toEqual([]);
    const people = history.histories.map(({ entries }) =>
      of(entries, 'credential.issued').map((each) => each.applicant),
    );
    expect(people.map((each) => each.length)).toEqual([2, 2, 2, 2, 2]);
    expect(new Set(people.flat()).size).toBe(10);
    for (const { entries, troubles } of history.histories) {
      expect(troubles).toEqual([]);
      const told = of(entries, 'event.created').map((each) => each.applicant);
      expect(new Set(of(entries, 'credential.issued').map((each) => each.applicant))).toEqual(new Set(told));
      expect(of(entries, 'credential.moved').map(({ to }) => to)).toEqual(['ONCHAIN', 'ONCHAIN']);
    }
  });

  it('puts what is done for a person of no scenario among the strays', async () => {
    const { history } = await run([scenario('one', approve('ana'))], { instead: 'mallory@example.com', poll: 2 });
    expect(of(history.strays, 'credential.issued')).toMatchObject([{ applicant: 'mallory@example.com' }]);
    expect(of(history.histories[0]?.entries ?? [], 'credential.issued')).toEqual([]);
  });

  it('comes to the same journals whether scenarios run one by one or side by side', async () => {
    const [alone, together] = await Promise.all([1, 8].map((parallel) => run(several(10), undefined, { parallel })));
    const shown = (suite: Suite | undefined) => suite?.history.histories.map(({ entries }) => entries.map(lasting));
    expect(shown(alone)).toEqual(shown(together));
    expect(alone?.history.histories.map((each) => each.scenario)).toEqual(several(10).map(({ id }) => id));
  });

  it('tells every entry as it comes, under the name of its scenario', async () => {
    const heard: string[] = [];
    const { history } = await run(
      [scenario('one', approve('ana'))],
      {},
      { onEntry: (id, { seq }) => heard.push(`${id} ${seq}`) },
    );
    expect(heard).toContain('one 5');
    expect(heard.length).toBeGreaterThan(5);
    expect(heard.length).toBeLessThanOrEqual(history.histories[0]?.entries.length ?? 0);
  });

  it('pays for the quiet window once', async () => {
    const alone = (id: string) => ({ ...scenario(id, { 'rotate-secret': {} }, approve('ana')) });
    const restart = scenario('restart', approve('ana'), { restart: {} });
    const { timing } = await run([...several(24), alone('rotation'), restart], undefined, {
      quiet: 300,
      capabilities: { ...capabilities, rotation: true },
    });
    expect(timing.waiting).toBeGreaterThanOrEqual(250);
    // Not once for each of the 26.
    expect(timing.waiting).toBeLessThan(2 * 300);
  });

  it('tells its history while late effects are waited for: the very one that it ends with, if none come', async () => {
    const heard = async (habits: Habits) => {
      const lulls: RunHistory[] = [];
      const { history } = await run(several(2), habits, { onLull: (soFar) => lulls.push(soFar) });
      return { lulls, history };
    };
    const still = await heard({ poll: 2 });
    expect(still.lulls).toHaveLength(1);
    expect(still.lulls[0]).toBe(still.history);
    const busy = await heard({ poll: 2, late: true, start: 40 });
    expect(of(busy.lulls[0]?.histories[0]?.entries ?? [], 'call.received')).toEqual([]);
    expect(of(busy.history.histories[0]?.entries ?? [], 'call.received')).not.toEqual([]);
  });

  it('keeps still for longer than the receiver has ever done before it set to work', async () => {
    const waited = async (habits: Habits) => {
      const { timing } = await run(several(6), { poll: 2, ...habits }, { quiet: undefined });
      return timing.waiting;
    };
    expect(await waited({})).toBeLessThan(500);
    expect(await waited({ late: true, start: 400 })).toBeGreaterThanOrEqual(3 * 400);
  });
});

describe('sandbox time', { timeout: 20_000 }, () => {
  it('is never moved past somebody who polls with real sleeps', async () => {
    const { history } = await run([scenario('one', approve('ana'), { advance: '25h' })], { poll: 120 });
    const { entries = [] } = history.histories[0] ?? {};
    const asked = of(entries, 'call.received').filter(({ method }) => method === 'GET');
    expect(asked.map(({ at }) => at)).toEqual([0, 0, 0]);
    expect(of(entries, 'credential.moved')).toMatchObject([{ to: 'ONCHAIN', at: 0 }]);
    expect(of(entries, 'time.moved')[0]?.seq).toBeGreaterThan(of(entries, 'credential.moved')[0]?.seq ?? 0);
  });

  it.each([
    ['so many polls have seen it pending', { polls: 0 }, ['ONCHAIN']],
    ['so much sandbox time has passed', { after: '1h' }, ['ONCHAIN']],
    ['somebody confirms it by hand', 'never' as const, []],
  ])('leaves a credential pending until %s, where a scenario says so', async (_when, onchain, moved) => {
    const one = { ...scenario('one', approve('ana'), { advance: '25h' }), onchain };
    const { history } = await run([one], { poll: 20, polls: 3 });
    const { entries = [] } = history.histories[0] ?? {};
    expect(of(entries, 'credential.moved').map(({ to }) => to)).toEqual(moved);
  });

  it('does not wait for somebody who polls what is stuck on purpose', async () => {
    const stuck = scenario('one', { issuer: 'stuck-pending' }, approve('ana'), { advance: '25h' });
    const { history, timing } = await run([stuck], { poll: 30, polls: 40 });
    const { entries = [], troubles } = history.histories[0] ?? {};
    expect(troubles).toEqual([]);
    expect(of(entries, 'time.moved')[0]?.wall).toBeLessThan((of(entries, 'credential.issued')[0]?.wall ?? 0) + 500);
    expect(timing.total).toBeLessThan(2_500);
  });

  it('does not wait for somebody whose calls the issuer refuses until told otherwise', async () => {
    const outage = scenario('one', { issuer: { mood: 'error-500', on: 'status' } }, approve('ana'), { advance: '1h' });
    const { history } = await run([outage], { poll: 30, polls: 10 });
    const { entries = [], troubles } = history.histories[0] ?? {};
    expect(troubles).toEqual([]);
    expect(of(entries, 'time.moved')[0]?.wall).toBeLessThan((of(entries, 'credential.issued')[0]?.wall ?? 0) + 500);
  });

  it('waits for whoever has asked in vain to ask once more, when what was held back is let go', async () => {
    const calls = { kind: 'call.received', count: { atLeast: 4 }, within: '30s' };
    const held = scenario(
      'one',
      { issuer: { credential: 'hold', applicant: 'ana' } },
      ...[approve('ana'), { await: calls }, { issuer: { credential: 'let-go', applicant: 'ana' } }],
    );
    const { history, timing } = await run([held], { poll: 200, doubling: true });
    const { entries = [], troubles } = history.histories[0] ?? {};
    expect(troubles).toEqual([]);
    const asked = of(entries, 'call.received').filter(({ method }) => method === 'GET');
    expect(asked.at(-1)?.seq).toBeGreaterThan(of(entries, 'credential.moved')[0]?.seq ?? 0);
    // Once it has been told, nobody is waited for any longer than usual.
    expect(timing.waiting).toBeLessThan(1600 + 400);
  });

  it('soon stops waiting for a receiver that never polls', async () => {
    const scenarios = Array.from({ length: 24 }, (_, at) => scenario(`s${at}`, approve('ana'), { advance: '1h' }));
    // Three at a time: 1.5 s each time would make 12.
    const { timing } = await run(scenarios, {}, { parallel: 3 });
    expect(timing.total).toBeGreaterThan(1_500);
    expect(timing.total).toBeLessThan(8_000);
  });
});

describe('a scenario that cannot be played', { timeout: 20_000 }, () => {
  const without = { ...capabilities, restart: false };

  it.each([
    ['it says so', { skip: 'the chain is down' }, 'the chain is down'],
    ['it is for others', { providers: ['kycert'] }, 'it is only for kycert'],
    [
      'the receiver cannot do what it needs',
      { needs: ['restart', 'rotation'] as const },
      'the config does not declare that the receiver can be restarted and that the receiver can hold two webhook secrets',
    ],
    [
      'the provider has no such event',
      { steps: [{ emit: { outcome: 'expired' } }], provider: 'recipe' },
      expect.stringContaining('expected an outcome that an event of recipe tells'),
    ],
  ])(
    'is skipped with the reason: %s',
    async (_why, { provider = 'kyve', ...part }: Partial<Scenario> & { provider?: string }, reason) => {
      const { history, skipped } = await run(
        [{ ...scenario('one', approve('ana')), ...part }],
        {},
        { provider, capabilities: without },
      );
      expect(skipped).toEqual([{ scenario: 'one', reason }]);
      expect(history.histories).toEqual([]);
    },
  );

  it('is a trouble where a step fails, and what comes after it is not played', async () => {
    const { history } = await run([
      scenario('one', { redeliver: 'last' }, approve('ana')),
      scenario('two', approve('ana')),
    ]);
    expect(history.histories[0]?.troubles).toEqual([
      {
        kind: 'unable',
        where: 'one, step 1',
        tells: expect.stringContaining('expected an event that has been delivered'),
      },
    ]);
    expect(of(history.histories[0]?.entries ?? [], 'event.created')).toEqual([]);
    expect(history.histories[1]?.troubles).toEqual([]);
  });
});

describe('scenarios that touch the whole receiver', { timeout: 20_000 }, () => {
  it('are played alone: a restart before the others, a rotation after them', async () => {
    const order: string[] = [];
    const ends = [scenario('rotation', { 'rotate-secret': {} }), scenario('restart', approve('ana'), { restart: {} })];
    const options = { capabilities: { ...capabilities, rotation: true } };
    await run([...ends, ...several(3)], { poll: 20 }, { ...options, onEntry: (id) => order.push(id) });
    const played = order.filter((id, at) => id !== 'strays' && id !== order[at - 1]);
    expect([played[0], played.at(-1)]).toEqual(['restart', 'rotation']);
    expect(played.filter((id) => id === 'restart' || id === 'rotation')).toHaveLength(2);
  });

  it('may rotate to a secret that the receiver was told beforehand', async () => {
    let told: Readonly<Record<string, string>> = {};
    const secrets: unknown[] = [];
    await run(
      [scenario('one', { 'rotate-secret': { overlap: '1h' } }), scenario('two', { 'rotate-secret': {} })],
      {},
      {
        capabilities: { ...capabilities, rotation: true },
        onTold: (all) => (told = all),
        onEntry: (_id, entry) => entry.kind === 'secret.rotated' && secrets.push(entry.overlap),
      },
    );
    expect(secrets).toEqual([3_600_000, 0]);
    expect(told.DOUBLEACT_NEXT_WEBHOOK_SECRET).not.toBe(told.DOUBLEACT_WEBHOOK_SECRET);
  });
});

/** What does not depend on the wall clock or on keys that cannot be drawn from a seed. */
function lasting(entry: Entry): unknown {
  const { kind, seq, at } = entry;
  const shown = entry as unknown as Record<string, unknown>;
  const keys = ['applicant', 'event', 'delivery', 'hash', 'call', 'status', 'to', 'body', 'subject'];
  return [seq, at, kind, ...keys.map((key) => shown[key] ?? null)];
}
