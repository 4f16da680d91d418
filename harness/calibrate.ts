// The judge is judged: receivers whose fault is known are examined, each once, and every verdict is a cell of the kill matrix.
import { createClock } from '../mocks/clock.ts';
import { profileNamed } from '../mocks/provider/profiles/index.ts';
import { checks } from './checks/index.ts';
import { faultless, type Row, type Rows, recipeStyle } from './diagnosis.ts';
import type { RunHistory } from './history.ts';
import { judge } from './judge.ts';
import type { Architecture } from './reference/architectures.ts';
import { type FaultId, faults } from './reference/faults.ts';
import { createRestartable } from './reference/receiver.ts';
import { createRecipeReceiver } from './reference/recipe.ts';
import { runSuite } from './run.ts';
import type { Scenario } from './scenario.ts';
import type { FunctionSpec } from './targets/choose.ts';

export interface CalibrateOptions {
  readonly provider: string;
  /** Ids of faults, `none` and `recipe-style` among them; all unless given. */
  readonly faults?: readonly string[] | undefined;
  readonly seed: number;
  readonly architecture: Architecture;
  readonly scenarios: readonly Scenario[];
  /** How many receivers are examined side by side. */
  readonly parallel?: number | undefined;
  readonly onRow?: ((fault: string, row: Row) => void) | undefined;
}

export interface Calibration {
  readonly rows: Rows;
  /** What takes the worth from a row: a fault that was never reached, a happy path that failed. */
  readonly complaints: readonly string[];
}

/** Everything that can be calibrated for this provider. */
export function subjectsFor(provider: string): readonly string[] {
  const ids = faults.map(({ id }) => id);
  return [faultless, ...ids, ...(provider === 'recipe' ? [recipeStyle.id] : [])];
}

export async function calibrate(options: CalibrateOptions): Promise<Calibration> {
  const wanted = options.faults ?? subjectsFor(options.provider);
  const rows: Record<string, Row> = {};
  const complaints: string[] = [];
  let next = 0;
  const lane = async () => {
    for (let fault = wanted[next++]; fault !== undefined; fault = wanted[next++]) {
      const { row, complaint } = await examineOne(options, fault);
      rows[fault] = row;
      if (complaint !== null) complaints.push(complaint);
      options.onRow?.(fault, row);
    }
  };
  await Promise.all(Array.from({ length: options.parallel ?? 4 }, lane));
  // In the order asked for, so that the same matrix is the same text.
  const sorted = Object.fromEntries(
    wanted.flatMap((fault) => (rows[fault] === undefined ? [] : [[fault, rows[fault]]])),
  );
  return { rows: sorted, complaints: complaints.sort() };
}

/** A mutant must first do its ordinary work. */
const happyPath: Scenario = {
  id: 'calibration-happy-path',
  title: 'One ordinary approval',
  steps: [{ emit: { outcome: 'approved', applicant: 'happy' } }, { advance: '1m' }, { settle: {} }],
};

/** Long enough for a correct receiver on a busy machine, short enough to wait for those that hang. */
const timeout = 1_000;
/** Waits of the receiver's own choosing pass this many times as fast. */
const haste = 20;

async function examineOne({ provider, seed, architecture, scenarios }: CalibrateOptions, fault: string) {
  const clock = createClock();
  const sleep = (ms: number, why: string) => clock.sleep(why === 'back-off' ? ms / haste : ms);
  const known = faults.find(({ id }) => id === fault);
  const subject =
    fault === recipeStyle.id
      ? { receiver: recipe(sleep), reached: () => true }
      : reference({ fault: known?.id, architecture, sleep });
  const { history } = await runSuite({
    provider: profileNamed(provider, 'calibrate'),
    target: { receiver: subject.receiver },
    scenarios: [happyPath, ...scenarios],
    seed,
    capabilities: { issues: true, restart: true, rotation: true, tenants: true },
    timeout,
  });
  clock.close();
  const row: Row = Object.fromEntries(judge(history, checks).map(({ check, finding }) => [check.id, finding.verdict]));
  const where = `${provider}, ${fault}`;
  if (!livesThrough(history, known?.happyPath ?? 'credential'))
    return { row, complaint: `${where}: the happy path failed` };
  if (known !== undefined && !subject.reached()) return { row, complaint: `${where}: the fault was never reached` };
  return { row, complaint: null };
}

function reference(options: { fault: FaultId | undefined; architecture: Architecture; sleep: Sleep }) {
  const restartable = createRestartable(options);
  const receiver: FunctionSpec['receiver'] = (told, ways) => restartable(told, ways);
  return { receiver, reached: restartable.reached };
}

function recipe(sleep: Sleep): FunctionSpec['receiver'] {
  return (told, ways) => createRecipeReceiver(told, { sleep, fetch: ways.fetch });
}

type Sleep = (ms: number, why: string) => Promise<void>;

function livesThrough({ histories }: RunHistory, how: 'credential' | 'answer'): boolean {
  const entries = histories.find(({ scenario }) => scenario === happyPath.id)?.entries ?? [];
  return how === 'credential'
    ? entries.some((entry) => entry.kind === 'credential.moved' && entry.to === 'ONCHAIN')
    : entries.some((entry) => entry.kind === 'attempt.answered' && entry.status >= 200 && entry.status < 300);
}
