// SARIF 2.1.0 (OASIS), for dashboards of findings: a rule a check, a result a verdict. There is no source file to point at, so
// a result points at the scenarios in which it was seen.
import type { CheckResult, Level, RunResult } from '../../harness/result.ts';
import type { Report } from '../report.ts';
import { assumptionLines, exclusionLines, facts, likelyText, restsOnText } from './telling/facts.ts';
import { visible } from './telling/visible.ts';

export const sarif: Report = {
  kind: 'sarif',
  tells: 'SARIF 2.1.0, for dashboards of findings.',
  render: (result) => `${JSON.stringify(log(result), null, 2)}\n`,
};

const levels: Readonly<Record<Level, string>> = { must: 'error', should: 'warning', may: 'note' };
const kinds = { met: 'pass', broken: 'fail', idle: 'notApplicable', unknown: 'open' } as const;

function log(result: RunResult) {
  const driver = { name: 'doubleact', semanticVersion: result.doubleact, rules: result.checks.map(rule) };
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver },
        automationDetails: { id: `doubleact/${result.profile}/` },
        invocations: [invocation(result)],
        results: result.checks.map((check, at) => finding(result, check, at)),
        properties: {
          ...Object.fromEntries(facts(result).map(([name, value]) => [name, visible(value)])),
          assumed: assumptionLines(result).map(visible),
          notJudged: exclusionLines(result).map(visible),
        },
      },
    ],
  };
}

function rule({ id, rule: text, fix, clause, level, group, provenance }: CheckResult) {
  return {
    id,
    shortDescription: { text },
    fullDescription: { text: `${text} ${clause} (${provenance})` },
    help: { text: fix },
    defaultConfiguration: { level: levels[level] },
    properties: { tags: [group, level, provenance] },
  };
}

function finding(result: RunResult, check: CheckResult, ruleIndex: number) {
  const { id, verdict, reason, excused, evidence, likely, fix, repeat } = check;
  const failed = verdict === 'broken';
  const more = [
    ...(likely === null ? [] : [`Likely: ${likelyText(likely)}`]),
    `Mend: ${fix}`,
    ...[restsOnText(check, result)].filter((text) => text !== null),
    `Repeat: ${repeat}`,
  ];
  const scenarios = [...new Set(evidence.map(({ scenario }) => scenario))];
  return {
    ruleId: id,
    ruleIndex,
    kind: kinds[verdict],
    // Only a failure has a level (section 3.27.10).
    level: failed ? levels[check.level] : 'none',
    message: { text: visible([reason, ...(failed ? more : [])].join('\n')) },
    ...(scenarios.length > 0 && {
      locations: [{ logicalLocations: scenarios.map((name) => ({ name: visible(name), kind: 'scenario' })) }],
    }),
    // So that a dashboard knows it again in the next run.
    partialFingerprints: { 'check/v1': `${result.provider} ${id}` },
    ...(excused !== null && { suppressions: [{ kind: 'external', justification: visible(excused) }] }),
  };
}

/** What is wrong with the run itself stands beside the findings, not among them. */
function invocation({ verdict, because, scenarios, stale }: RunResult) {
  const texts = [
    ...because,
    ...scenarios.flatMap(({ id, troubles }) =>
      troubles.map(({ where, tells }) => `scenario ${id}, ${where}: ${tells}`),
    ),
    ...stale.map(({ check, reason }) => `baseline, ${check}: ${reason}`),
  ];
  return {
    executionSuccessful: verdict !== 'incomplete',
    toolExecutionNotifications: texts.map((text) => ({
      level: verdict === 'pass' ? 'note' : 'error',
      message: { text: visible(text) },
    })),
  };
}
