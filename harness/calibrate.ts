// The judge is judged: receivers whose fault is known are examined, each once, and every verdict is a cell of the kill matrix.
import { chooseReadings } from '../mocks/assumption.ts';
import { generateKeys } from '../mocks/issuer/keys.ts';
import { whyLacking } from '../mocks/provider/flaws/traits.ts';
import { profileNamed } from '../mocks/provider/profiles/index.ts';
import { createRandom } from '../mocks/random.ts';
import { checks } from './checks/index.ts';
import { faultless, type Row, type Rows, recipeStyle } from './diagnosis.ts';
import type { RunHistory } from './history.ts';
import { judge } from './judge.ts';
import { createPlayedWall, type PlayedWall } from './played-wall.ts';
import type { Architecture } from './reference/architectures.ts';
import { type FaultId, faults } from './reference/faults.ts';
import { createRestartable } from './reference/receiver.ts';
import { createRecipeReceiver } from './reference/recipe.ts';
import { createKeyRing, type OpenKey } from './reference/signing-key.ts';
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
  readonly onRow?: ((fault: string, row: Row) => void) | undefined;
}

export interface Calibration {
  readonly rows: Rows;
  /** What takes the worth from a row: a happy path that failed. */
  readonly complaints: readonly string[];
}

/** Everything that can be calibrated for this provider. */
export function subjectsFor(provider: string): readonly string[] {
  const profile = profileNamed(provider, 'calibrate');
  const behaviour = profile.under(chooseReadings(profile.assumes, {}, provider));
  const ids = faults
    .filter(({ needs }) => needs === undefined || whyLacking(needs, behaviour) === null)
    .map(({ id }) => id);
  return [faultless, ...ids, ...(provider === 'recipe' ? [recipeStyle.id] : [])];
}

export async function calibrate(options: CalibrateOptions): Promise<Calibration> {
  const wanted = options.faults ?? subjectsFor(options.provider);
  const rows: Record<string, Row> = {};
  const complaints: string[] = [];
  const keyRing = createKeyRing();
  // One after the other: none of them waits, and each more under way is a world more that the collector copies.
  for (const fault of wanted) {
    const { row, complaint } = await examineOne(options, fault, keyRing);
    rows[fault] = row;
    if (complaint !== null) complaints.push(complaint);
    options.onRow?.(fault, row);
  }
  return { rows, complaints: complaints.sort() };
}

/** Making keys takes longer than examining a receiver, and nothing in a history depends on them. */
const partnerKeys = generateKeys(createRandom(0));

/** A mutant must first do its ordinary work. */
const happyPath: Scenario = {
  id: 'calibration-happy-path',
  title: 'One ordinary approval',
  steps: [{ emit: { outcome: 'approved', applicant: 'happy' } }, { advance: '1m' }, { settle: {} }],
};

/** Always the same, so that the same seed gives the same histories on every day; far from sandbox time, which is another now. */
const wallStart = Date.UTC(2026, 6, 1, 9, 30);

async function examineOne(
  { provider, seed, architecture, scenarios }: CalibrateOptions,
  fault: string,
  openKey: OpenKey,
) {
  const wall = createPlayedWall(wallStart);
  const known = faults.find(({ id }) => id === fault);
  // ES256 is a tenth of the work of RS256, which is all that the recipe knows; which of the two it is, no check asks.
  const subject =
    fault === recipeStyle.id
      ? { receiver: recipe(wall), reached: () => true, algorithm: 'RS256' as const }
      : { ...reference({ fault: known?.id, architecture, openKey, ...wall }), algorithm: 'ES256' as const };
  const { history } = await runSuite({
    provider: profileNamed(provider, 'calibrate'),
    target: { receiver: subject.receiver },
    scenarios: [happyPath, ...scenarios],
    seed,
    capabilities: { issues: true, restart: true, rotation: true, tenants: true },
    partner: { jwks: partnerKeys, algorithm: subject.algorithm },
    wall,
  });
  wall.close();
  // What never had an occasion to show proves nothing, whatever else was seen.
  if (known !== undefined && !subject.reached()) return { row: {}, complaint: null };
  const row: Row = Object.fromEntries(judge(history, checks).map(({ check, finding }) => [check.id, finding.verdict]));
  const lives = livesThrough(history, known?.happyPath ?? 'credential');
  return { row, complaint: lives ? null : `${provider}, ${fault}: the happy path failed` };
}

function reference(options: PlayedWall & { fault: FaultId | undefined; architecture: Architecture; openKey: OpenKey }) {
  const restartable = createRestartable(options);
  const receiver: FunctionSpec['receiver'] = (told, ways) => restartable(told, ways);
  return { receiver, reached: restartable.reached };
}

function recipe({ now, sleep }: PlayedWall): FunctionSpec['receiver'] {
  return (told, ways) => createRecipeReceiver(told, { now, sleep, fetch: ways.fetch });
}

function livesThrough({ histories }: RunHistory, how: 'credential' | 'answer'): boolean {
  const entries = histories.find(({ scenario }) => scenario === happyPath.id)?.entries ?? [];
  return how === 'credential'
    ? entries.some((entry) => entry.kind === 'credential.moved' && entry.to === 'ONCHAIN')
    : entries.some((entry) => entry.kind === 'attempt.answered' && entry.status >= 200 && entry.status < 300);
}
