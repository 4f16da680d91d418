// One examination from beginning to end: run the scenarios, judge the histories, and say what it comes to.
import { chooseReadings, toAssumed } from '../mocks/assumption.ts';
import { DoubleactError } from '../mocks/errors.ts';
import { issuerAssumes } from '../mocks/issuer/assumes.ts';
import type { Profile } from '../mocks/provider/profile.ts';
import { profileNamed } from '../mocks/provider/profiles/index.ts';
import type { Expected } from './baseline.ts';
import type { Check } from './check.ts';
import { checks as allChecks } from './checks/index.ts';
import { type Rows, recipeStyle } from './diagnosis.ts';
import { exclusions } from './exclusions.ts';
import type { RunHistory } from './history.ts';
import { judge } from './judge.ts';
import { faults } from './reference/faults.ts';
import { remembered } from './remembered.ts';
import type { RunResult } from './result.ts';
import { runSuite, type Suite, type SuiteOptions } from './run.ts';
import { toResult } from './verdict.ts';

export interface Examination {
  readonly suite: SuiteOptions;
  /** Ids of checks; all unless given. */
  readonly only?: readonly string[] | undefined;
  readonly skip?: Readonly<Record<string, string>> | undefined;
  readonly baseline?: readonly Expected[] | undefined;
  readonly rows?: Rows | undefined;
  readonly version: string;
  readonly receiver: string;
  readonly repeat: (check: string, scenarios: readonly string[]) => string;
}

export async function examine({ suite, only, ...rest }: Examination): Promise<RunResult> {
  const checks = chosen(only);
  // Judged while late effects are waited for; and once more if any came.
  const judged = remembered((history: RunHistory) => judge(history, checks));
  const ran = await runOrMourn({ ...suite, onLull: judged });
  return toResult({
    ...rest,
    ran,
    judged: judged(ran.history),
    scenarios: suite.scenarios,
    exclusions,
    faults: [...faults, recipeStyle],
    only: only !== undefined,
  });
}

function chosen(only: readonly string[] | undefined): readonly Check[] {
  return only === undefined ? allChecks : allChecks.filter(({ id }) => only.includes(id));
}

/** A receiver that never became ready is a result like any other: an incomplete one. */
async function runOrMourn(options: SuiteOptions): Promise<Suite> {
  try {
    return await runSuite(options);
  } catch (fault) {
    if (fault instanceof DoubleactError && fault.code === 'receiver-gone') return mourn(options, fault);
    throw fault;
  }
}

function mourn(
  { provider, assume = {}, scenarios, seed, capabilities, effects }: SuiteOptions,
  { sentence }: DoubleactError,
): Suite {
  const profile: Profile = typeof provider === 'object' ? provider : profileNamed(provider, '--provider');
  const wishes = Object.entries(assume);
  const ours = wishes.filter(([id]) => !id.startsWith('issuer.'));
  const issuers = wishes.flatMap(([id, reading]) =>
    id.startsWith('issuer.') ? [[id.slice('issuer.'.length), reading]] : [],
  );
  const readings = chooseReadings(profile.assumes, Object.fromEntries(ours), profile.id);
  const issuerReadings = chooseReadings(issuerAssumes, Object.fromEntries(issuers), 'issuer');
  return {
    history: {
      provider: {
        id: profile.id,
        revision: profile.revision,
        clauses: profile.clauses,
        behaviour: profile.under(readings),
        assumed: [
          ...toAssumed(profile.assumes, readings),
          ...toAssumed(issuerAssumes, issuerReadings).map((each) => ({ ...each, id: `issuer.${each.id}` })),
        ],
      },
      histories: [],
      strays: [],
      capabilities,
      effects: effects?.url,
      died: sentence,
    },
    seed,
    timing: { total: 0, starting: 0, working: 0, waiting: 0 },
    output: null,
    skipped: scenarios.map(({ id }) => ({ scenario: id, reason: 'the receiver was never there' })),
  };
}
