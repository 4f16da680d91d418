import { describe, expect, it } from 'vitest';
import { type Check, defineCheck, type Finding, type Verdict } from '../../harness/check.ts';
import type { RunHistory } from '../../harness/history.ts';
import { exitCodes, planHash, type Ran, toResult, type VerdictParts } from '../../harness/verdict.ts';
import { profileNamed } from '../../mocks/provider/profiles/index.ts';

const provider = profileNamed('kycert', 'test');

describe('the verdict', () => {
  it('is a pass when every must is met or idle for a reason', () => {
    const result = toResult(parts([judged('one', 'met'), judged('two', 'idle')]));
    expect(result).toMatchObject({ verdict: 'pass', because: [], profile: provider.revision, seed: 7 });
    expect(exitCodes[result.verdict]).toBe(0);
  });

  it('is a fail when a must is broken, and not when a should is', () => {
    expect(toResult(parts([judged('one', 'broken')]))).toMatchObject({ verdict: 'fail', because: ['1 must broken'] });
    expect(toResult(parts([judged('one', 'broken', 'should'), judged('two', 'met')])).verdict).toBe('pass');
  });

  it.each<[string, readonly ReturnType<typeof judged>[], Partial<RunHistory>, string]>([
    ['nothing was judged', [judged('one', 'idle')], {}, 'no check was judged'],
    ['a must is unknown', [judged('one', 'met'), judged('two', 'unknown')], {}, '1 must could not be judged: two'],
    ['the receiver died', [judged('one', 'met')], { died: 'exit code 1' }, 'the receiver died: exit code 1'],
    [
      'a scenario could not be carried out',
      [judged('one', 'met')],
      { histories: [{ scenario: 'burst', entries: [], troubles: [trouble('unable')] }] },
      '1 scenario could not be carried out: burst',
    ],
  ])('is incomplete when %s', (_what, checks, history, why) => {
    const result = toResult(parts(checks, { history }));
    expect(result).toMatchObject({ verdict: 'incomplete', because: [why] });
    expect(exitCodes[result.verdict]).toBe(3);
  });

  it('is a fail when a scenario finds otherwise than it expects, unless only some checks were asked for', () => {
    const history = { histories: [{ scenario: 'burst', entries: [], troubles: [trouble('expectation')] }] };
    expect(toResult(parts([judged('one', 'met')], { history })).verdict).toBe('fail');
    expect(toResult(parts([judged('one', 'met')], { history, only: true })).verdict).toBe('pass');
  });

  it('weighs what broke more than what could not be judged', () => {
    const result = toResult(parts([judged('one', 'broken')], { history: { died: 'exit code 1' } }));
    expect(result.because).toEqual(['1 must broken', 'the receiver died: exit code 1']);
    expect(result.verdict).toBe('fail');
  });

  it('leaves out what the user leaves out, and says so', () => {
    const result = toResult(
      parts([judged('one', 'broken'), judged('two', 'met')], { skip: { one: 'no tenants here' } }),
    );
    expect(result.verdict).toBe('pass');
    expect(result.checks[0]).toMatchObject({ verdict: 'idle', excused: 'no tenants here' });
    expect(result.exclusions).toContainEqual({ what: 'one', reason: 'left out by the user: no tenants here' });
  });

  it('excuses what the baseline lists, and is red where it is stale', () => {
    const expected = { check: 'one', reason: 'soon', owner: 'ana', expires: '2026-12-31' };
    const excused = toResult(parts([judged('one', 'broken')], { baseline: [expected] }));
    expect(excused).toMatchObject({ verdict: 'pass', summary: { broken: 1, mustsBroken: 0, excused: 1 } });
    expect(excused.checks[0]?.excused).toBe('soon (ana, until 2026-12-31)');
    expect(toResult(parts([judged('one', 'met')], { baseline: [expected] })).because).toEqual([
      'baseline, one: it is listed as failing (ana) and is met: take it off',
    ]);
  });

  it('names the nearest fault and repeats with the scenarios that showed it', () => {
    const rows = { 'no-dedupe': { one: 'broken' } } as const;
    const faults = [{ id: 'no-dedupe', tells: 'it remembers nothing' }];
    const result = toResult(parts([judged('one', 'broken')], { rows, faults }));
    expect(result.likely).toEqual({ fault: 'no-dedupe', tells: 'it remembers nothing' });
    expect(result.checks[0]).toMatchObject({ likely: { fault: 'no-dedupe' }, repeat: 'repeat one in burst' });
  });

  it('takes the clause of the provider and only assumptions that were made', () => {
    const check = {
      ...judged('one', 'met').check,
      clause: { topic: 'timing' as const },
      restsOn: ['made', 'kyve-only'],
    };
    const result = toResult(parts([{ check, finding: judged('one', 'met').finding }]));
    expect(result.checks[0]).toMatchObject({ clause: 'b', restsOn: ['made'] });
  });
});

describe('the plan hash', () => {
  it('does not depend on the order, nor on what came out', () => {
    const one = planHash(parts([judged('one', 'met'), judged('two', 'met')]));
    expect(planHash(parts([judged('two', 'broken'), judged('one', 'idle')]))).toBe(one);
    expect(one).toMatch(/^[0-9a-f]{64}$/);
  });

  it('changes with checks, levels, scenarios and readings', () => {
    const hashes = [
      parts([judged('one', 'met')]),
      parts([judged('one', 'met', 'should')]),
      parts([judged('two', 'met')]),
      parts([judged('one', 'met')], { steps: [{ advance: '5m' }] }),
      parts([judged('one', 'met')], { reading: 'b' }),
    ].map(planHash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

interface Changes extends Partial<Omit<VerdictParts, 'ran' | 'judged'>> {
  readonly history?: Partial<RunHistory>;
  readonly steps?: VerdictParts['scenarios'][number]['steps'];
  readonly reading?: string;
}

function parts(
  checks: VerdictParts['judged'],
  { history, steps = [], reading = 'a', ...changes }: Changes = {},
): VerdictParts {
  const created = { kind: 'sandbox.created', seed: 7, start: '', provider: '' } as const;
  const ran: Ran = {
    history: {
      provider: {
        clauses: { timing: 'b' },
        id: provider.id,
        revision: provider.revision,
        behaviour: provider.under({}),
        assumed: [{ id: 'made', about: '', reading, isDefault: true }],
      },
      histories: [
        {
          scenario: 'burst',
          entries: [{ ...created, seq: 1, at: 0, wall: Date.UTC(2026, 5, 1) }],
          troubles: [],
        },
      ],
      strays: [],
      capabilities: { issues: true, restart: false, rotation: false, tenants: false },
      died: null,
      ...history,
    },
    seed: 7,
    timing: { total: 0, starting: 0, working: 0, waiting: 0 },
    output: null,
    skipped: [],
  };
  return {
    ran,
    judged: checks,
    scenarios: [{ id: 'burst', title: 'A burst', steps }],
    exclusions: [],
    version: '0.1.0',
    receiver: 'node app.js',
    repeat: (check, scenarios) => `repeat ${check} in ${scenarios.join()}`,
    ...changes,
  };
}

function judged(id: string, verdict: Verdict, level: Check['level'] = 'must') {
  const finding: Finding = { verdict, reason: 'because', evidence: [{ scenario: 'burst', entries: [1], tells: '' }] };
  const check = defineCheck({
    id,
    group: 'delivery',
    level,
    provenance: 'stated',
    rule: '',
    clause: '',
    catches: [],
    fix: '',
    judge: () => finding,
  });
  return { check, finding };
}

function trouble(kind: 'expectation' | 'unable') {
  return { kind, where: 'burst.yaml:3:5', tells: 'otherwise' };
}
