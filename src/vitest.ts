// `doubleact/vitest`: a receiver examined inside your own test suite, one test a scenario and one a check, and matchers for
// the journal of a sandbox.
import { beforeAll, describe, expect, it } from 'vitest';
import { checks } from '../harness/checks/index.ts';
import { examine } from '../harness/examine.ts';
import type { Capabilities } from '../harness/history.ts';
import type { CheckResult, Level, RunResult } from '../harness/result.ts';
import type { SuiteOptions } from '../harness/run.ts';
import type { TargetSpec } from '../harness/targets/choose.ts';
import type { Entry, Journal } from '../mocks/journal.ts';
import { freshSeed } from '../mocks/random.ts';
import { toCapabilities } from './capabilities.ts';
import { plainFailure } from './reports/telling/plain.ts';
import { scenariosAt } from './scenarios-at.ts';
import { readRows, scenariosFolder } from './shipped.ts';
import { version } from './version.ts';

export type { Surroundings } from '../harness/target.ts';
export type { TargetSpec, Ways } from '../harness/targets/choose.ts';

type FromSuite = 'assume' | 'timeout' | 'quiet' | 'parallel' | 'path' | 'effects';

export interface ReceiverOptions extends Pick<SuiteOptions, FromSuite> {
  readonly provider: string;
  /** A function in this process, a command to start, or a URL. */
  readonly target: TargetSpec;
  /** Files and folders of scenarios; those that come with doubleact unless given. */
  readonly scenarios?: readonly string[];
  readonly capabilities?: Partial<Capabilities>;
  readonly seed?: number;
  /** Ids of checks; all unless given. */
  readonly only?: readonly string[];
  /** Why a check is left out, by its id. */
  readonly skip?: Readonly<Record<string, string>>;
  /** A broken check of a lower level is skipped with its reason (`must`). */
  readonly level?: Level;
  /** Real ms that the whole examination may take (120 000). */
  readonly within?: number;
}

const levels: readonly Level[] = ['must', 'should', 'may'];

/** Registers the tests; to be awaited at the top of a test file, because scenario files are read first. */
export async function describeReceiver(title: string, options: ReceiverOptions): Promise<void> {
  const { provider, target, only, skip, level = 'must', within = 120_000 } = options;
  const { assume, timeout, quiet, parallel, path, effects } = options;
  const scenarios = await scenariosAt(options.scenarios ?? [scenariosFolder], provider);
  const rows = await readRows(provider);
  const seed = options.seed ?? freshSeed();

  describe(`${title}, seed ${seed}`, () => {
    let result: RunResult;
    beforeAll(async () => {
      result = await examine({
        suite: {
          provider,
          target,
          scenarios,
          seed,
          capabilities: toCapabilities(options),
          effects,
          assume,
          timeout,
          quiet,
          parallel,
          path,
        },
        only,
        skip,
        rows,
        version,
        receiver: title,
        repeat: (check) => `vitest -t ${check}, with seed: ${seed}`,
      });
    }, within);

    it('was judged', () => {
      if (result.died !== null) throw new Error(`the receiver died: ${result.died}`);
      if (result.summary.met + result.summary.broken === 0) throw new Error('no check was judged');
    });

    describe('scenarios', () => {
      for (const { id, title: told } of scenarios) {
        it(`${id}: ${told}`, ({ skip: leave }) => {
          const found = result.scenarios.find((scenario) => scenario.id === id);
          if (found?.skipped != null) leave(found.skipped);
          const troubles = found?.troubles ?? [];
          if (troubles.length > 0) throw new Error(troubles.map(({ where, tells }) => `${where}: ${tells}`).join('\n'));
        });
      }
    });

    describe('checks', () => {
      for (const { id } of checks.filter((check) => only?.includes(check.id) ?? true)) {
        it(id, ({ skip: leave }) => {
          const check = result.checks.find((each) => each.id === id);
          if (check === undefined) throw new Error('it was not judged');
          const lenient = levels.indexOf(check.level) > levels.indexOf(level);
          if (check.verdict === 'idle' || check.excused !== null) leave(check.excused ?? check.reason);
          if (check.verdict !== 'met' && lenient) leave(`${check.verdict}, but only a ${check.level}: ${check.reason}`);
          if (check.verdict !== 'met') throw new Error(failureText(result, check));
        });
      }
    });
  });
}

function failureText(result: RunResult, check: CheckResult): string {
  return [`${check.verdict}: ${check.reason}`, ...plainFailure(result, check)].join('\n');
}

interface JournalMatchers<Returned> {
  /** An entry of this kind, with these fields; exactly so many where `count` is given. */
  toHaveHappened: (kind: Entry['kind'], fields?: Readonly<Record<string, unknown>>, count?: number) => Returned;
  /** Exactly one credential was issued to this person. */
  toHaveIssuedOnceTo: (applicant: string) => Returned;
  toHaveIssuedNothingTo: (applicant: string) => Returned;
}

declare module 'vitest' {
  interface Matchers<T> extends JournalMatchers<T> {}
}

type Told = Pick<Journal, 'entries'> | readonly Entry[];

/** To be called once, in a set-up file or at the top of a test file; then `expect(sandbox.journal).toHaveHappened(…)`. */
export function extendExpect(): void {
  expect.extend({
    toHaveHappened(
      received: Told,
      kind: Entry['kind'],
      fields: Readonly<Record<string, unknown>> = {},
      count?: number,
    ) {
      const such = entriesOf(received).filter(
        (entry) => entry.kind === kind && this.equals(entry, expect.objectContaining(fields)),
      );
      return {
        pass: count === undefined ? such.length > 0 : such.length === count,
        message: () =>
          `expected ${this.isNot ? 'not ' : ''}${count ?? 'at least one'} ${kind} with ${this.utils.stringify(fields)}, found ${such.length}; ${happened(received)}`,
      };
    },
    toHaveIssuedOnceTo: (received: Told, applicant: string) => issued(received, applicant, 1),
    toHaveIssuedNothingTo: (received: Told, applicant: string) => issued(received, applicant, 0),
  });
}

function issued(received: Told, applicant: string, wanted: number) {
  const such = entriesOf(received).filter(
    (entry) => entry.kind === 'credential.issued' && entry.applicant === applicant,
  );
  return {
    pass: such.length === wanted,
    message: () =>
      `expected other than the ${such.length} credentials issued to ${applicant} (asked: ${wanted}); ${happened(received)}`,
  };
}

function happened(received: Told): string {
  const kinds = new Map<string, number>();
  for (const { kind } of entriesOf(received)) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  return `what happened: ${[...kinds].map(([kind, times]) => `${kind} ×${times}`).join(', ')}`;
}

function entriesOf(told: Told): readonly Entry[] {
  return 'entries' in told && !Array.isArray(told)
    ? (told as Pick<Journal, 'entries'>).entries()
    : (told as readonly Entry[]);
}
