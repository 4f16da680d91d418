// JUnit XML, for every CI system that shows test results. Idle is skipped, unknown is an error.
import type { CheckResult, RunResult, ScenarioResult } from '../../harness/result.ts';
import type { Report } from '../report.ts';
import { assumptionLines, exclusionLines, facts, groupsOf } from './telling/facts.ts';
import { escaped } from './telling/markup.ts';
import { plainFailure } from './telling/plain.ts';

export const junit: Report = {
  kind: 'junit',
  tells: 'JUnit XML, for CI systems.',
  render(result) {
    const suites = [
      suite(`${result.provider} run`, runCases(result)),
      ...groupsOf(result).map(([group, checks]) =>
        suite(
          `${result.provider} ${group}`,
          checks.map((check) => checkCase(result, check)),
        ),
      ),
      suite(
        `${result.provider} scenarios`,
        result.scenarios.map((scenario) => scenarioCase(result, scenario)),
      ),
    ];
    const { tests, failures, errors, skipped } = total(suites.map((each) => each.counts));
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites name="doubleact"${counted({ tests, failures, errors, skipped })} time="${result.timing.total / 1000}">`,
      ...suites.flatMap(({ name, counts, cases }, at) => [
        `  <testsuite name="${escaped(name)}"${counted(counts)}>`,
        // Once is enough for what holds for all of them.
        ...(at === 0 ? properties(result) : []),
        ...cases.map(({ xml }) => xml),
        '  </testsuite>',
      ]),
      '</testsuites>',
      '',
    ].join('\n');
  },
};

type Outcome = 'passed' | 'failures' | 'errors' | 'skipped';
type Counts = Readonly<Record<'tests' | 'failures' | 'errors' | 'skipped', number>>;

interface Case {
  readonly outcome: Outcome;
  readonly xml: string;
}

function suite(name: string, cases: readonly Case[]) {
  const tally = (outcome: Outcome) => cases.filter((each) => each.outcome === outcome).length;
  const counts: Counts = {
    tests: cases.length,
    failures: tally('failures'),
    errors: tally('errors'),
    skipped: tally('skipped'),
  };
  return { name, counts, cases };
}

function checkCase(result: RunResult, check: CheckResult): Case {
  const name = `doubleact.${result.provider}.${check.group}`;
  const { id, verdict, reason, excused, level } = check;
  if (verdict === 'met') return testCase(name, id, 'passed');
  if (verdict === 'idle') return testCase(name, id, 'skipped', `<skipped message="${escaped(reason)}"/>`);
  if (excused !== null) return testCase(name, id, 'skipped', `<skipped message="${escaped(`excused: ${excused}`)}"/>`);
  const text = escaped(plainFailure(result, check).join('\n'));
  const element = verdict === 'broken' ? 'failure' : 'error';
  return testCase(
    name,
    id,
    verdict === 'broken' ? 'failures' : 'errors',
    `<${element} type="${level}" message="${escaped(reason)}">${text}</${element}>`,
  );
}

function scenarioCase({ provider }: RunResult, { id, skipped, troubles }: ScenarioResult): Case {
  const name = `doubleact.${provider}.scenarios`;
  if (skipped !== null) return testCase(name, id, 'skipped', `<skipped message="${escaped(skipped)}"/>`);
  const [first] = troubles;
  if (first === undefined) return testCase(name, id, 'passed');
  const unable = troubles.some(({ kind }) => kind === 'unable');
  const element = unable ? 'error' : 'failure';
  const text = escaped(troubles.map(({ where, tells }) => `${where}: ${tells}`).join('\n'));
  return testCase(
    name,
    id,
    unable ? 'errors' : 'failures',
    `<${element} type="${first.kind}" message="${escaped(first.tells)}">${text}</${element}>`,
  );
}

/** What belongs to no single check. */
function runCases({ provider, verdict, because, died, stale }: RunResult): readonly Case[] {
  const name = `doubleact.${provider}.run`;
  const reasons = escaped(because.join('; '));
  return [
    died === null
      ? testCase(name, 'the-receiver-lives-on', 'passed')
      : testCase(name, 'the-receiver-lives-on', 'errors', `<error type="died" message="${escaped(died)}"/>`),
    ...stale.map(({ check, reason }) =>
      testCase(name, `baseline ${check}`, 'failures', `<failure type="stale" message="${escaped(reason)}"/>`),
    ),
    verdict === 'incomplete'
      ? testCase(name, 'everything-was-judged', 'errors', `<error type="incomplete" message="${reasons}"/>`)
      : testCase(name, 'everything-was-judged', 'passed'),
  ];
}

function testCase(suiteName: string, name: string, outcome: Outcome, inner?: string): Case {
  const attributes = `classname="${escaped(suiteName)}" name="${escaped(name)}" time="0"`;
  const xml = inner === undefined ? `    <testcase ${attributes}/>` : `    <testcase ${attributes}>${inner}</testcase>`;
  return { outcome, xml };
}

function properties(result: RunResult): readonly string[] {
  const pairs = [
    ...facts(result),
    ...assumptionLines(result).map((line) => ['assumption', line] as const),
    ...exclusionLines(result).map((line) => ['exclusion', line] as const),
  ];
  return [
    '    <properties>',
    ...pairs.map(([name, value]) => `      <property name="${escaped(name)}" value="${escaped(value)}"/>`),
    '    </properties>',
  ];
}

function total(all: readonly Counts[]): Counts {
  const sum = (key: keyof Counts) => all.reduce((so, each) => so + each[key], 0);
  return { tests: sum('tests'), failures: sum('failures'), errors: sum('errors'), skipped: sum('skipped') };
}

function counted({ tests, failures, errors, skipped }: Counts): string {
  return ` tests="${tests}" failures="${failures}" errors="${errors}" skipped="${skipped}"`;
}
