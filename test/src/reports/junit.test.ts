import { describe, expect, it } from 'vitest';
import { junit } from '../../../src/reports/junit.ts';
import { makeCheck, makeResult } from '../../fixtures/result.ts';
import { elementsNamed, readXml } from './xml.ts';

describe('the junit report', () => {
  it('has idle as skipped with its reason, unknown as an error, broken as a failure', () => {
    const cases = elementsNamed(readXml(junit.render(makeResult())), 'testcase').map(({ attributes, children }) => {
      const inner = children.find((child) => typeof child !== 'string');
      return [attributes.name, inner?.name ?? 'passed', inner?.attributes.message ?? ''].join(' | ');
    });
    expect(cases).toMatchInlineSnapshot(`
      [
        "the-receiver-lives-on | passed | ",
        "everything-was-judged | passed | ",
        "accepts-a-valid-delivery | passed | ",
        "refuses-a-tampered-body | failure | expected a refusal, got 200 ok",
        "survives-a-restart | skipped | the config does not declare that it can be restarted",
        "polls-with-back-off | error | too few polls",
        "tampered-body | passed | ",
        "restart | skipped | needs restart",
      ]
    `);
  });

  it('has what is excused as skipped, and a stale baseline as a failure', () => {
    const shown = junit.render(
      makeResult({
        checks: [makeCheck({ id: 'one', verdict: 'broken', excused: 'soon' })],
        stale: [{ check: 'two', reason: 'it is met' }],
      }),
    );
    expect(shown).toContain('<skipped message="excused: soon"/>');
    expect(shown).toContain('<failure type="stale" message="it is met"/>');
  });
});
