import { describe, expect, it } from 'vitest';
import { sarif } from '../../../src/reports/sarif.ts';
import { makeResult } from '../../fixtures/result.ts';

describe('the SARIF report', () => {
  const result = makeResult();
  const log = JSON.parse(sarif.render(result));
  const [run] = log.runs;

  it('is a log of one run by one tool, as the schema demands', () => {
    expect(log).toMatchObject({ version: '2.1.0', $schema: expect.stringMatching(/sarif-schema-2\.1\.0\.json$/) });
    expect(log.runs).toHaveLength(1);
    expect(run.tool.driver).toMatchObject({ name: 'doubleact', semanticVersion: '0.1.0' });
    expect(run.invocations).toEqual([
      {
        executionSuccessful: true,
        toolExecutionNotifications: [{ level: 'error', message: { text: '1 must broken' } }],
      },
    ]);
  });

  it('has a rule a check and a result a verdict, each with a kind and a level that the schema knows', () => {
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(result.checks.map(({ id }) => id));
    expect(
      run.results.map(({ ruleId, ruleIndex, kind, level }: Record<string, unknown>) => [
        run.tool.driver.rules[ruleIndex as number].id === ruleId,
        ruleId,
        kind,
        level,
      ]),
    ).toEqual([
      [true, 'accepts-a-valid-delivery', 'pass', 'none'],
      [true, 'refuses-a-tampered-body', 'fail', 'error'],
      [true, 'survives-a-restart', 'notApplicable', 'none'],
      [true, 'polls-with-back-off', 'open', 'none'],
    ]);
  });

  it('tells of a failure why, where, and how to mend and repeat it', () => {
    const failure = run.results.find(({ kind }: { kind: string }) => kind === 'fail');
    expect(failure.message.text).toMatch(/^expected a refusal.*\nLikely: .*\nMend: .*\n.*assumption.*\nRepeat: /);
    expect(failure.locations).toEqual([{ logicalLocations: [{ name: 'tampered-body', kind: 'scenario' }] }]);
    expect(failure.suppressions).toBeUndefined();
  });

  it('suppresses what the user expected', () => {
    const [first] = result.checks;
    if (first === undefined) throw new Error('no check');
    const excused = { ...result, checks: [{ ...first, verdict: 'broken' as const, excused: 'soon' }] };
    expect(JSON.parse(sarif.render(excused)).runs[0].results[0].suppressions).toEqual([
      { kind: 'external', justification: 'soon' },
    ]);
  });
});
