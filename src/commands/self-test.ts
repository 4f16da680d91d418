// self-test: every known fault against every check, compared with the committed kill matrix. Any cell that differs is red.
import { calibrate, subjectsFor } from '../../harness/calibrate.ts';
import { type Cell, compareMatrices, isReached, type Matrix, type Row, type Rows } from '../../harness/diagnosis.ts';
import { groupBy } from '../../harness/evidence.ts';
import type { Architecture } from '../../harness/reference/architectures.ts';
import { DoubleactError, unknownName } from '../../mocks/errors.ts';
import { profileNamed, profiles } from '../../mocks/provider/profiles/index.ts';
import { type Command, interruptedCode, type Terminal } from '../command.ts';
import type { Flags } from '../flags.ts';
import { scenariosAt } from '../scenarios-at.ts';
import { matrixFile, readMatrix, scenariosFolder, writeMatrix } from '../shipped.ts';
import { type Ended, sideBySide } from '../side-by-side.ts';

export const selfTest: Command = {
  name: 'self-test',
  tells: 'Judges the judge: every known fault is run and must break exactly the checks that the kill matrix says.',
  flags: [
    { name: 'provider', value: 'ID', kind: 'list', tells: 'Only this provider; may be given several times.' },
    {
      name: 'fault',
      value: 'ID',
      kind: 'list',
      tells: 'Only this fault, or none for the correct receiver; may be given several times.',
    },
    {
      name: 'row',
      value: 'PROVIDER/FAULT',
      kind: 'list',
      tells: 'Only this row of the matrix; may be given several times, instead of --provider and --fault.',
    },
    { name: 'architecture', value: 'NAME', kind: 'text', tells: 'Of the correct receiver: inline (default) or queue.' },
    { name: 'seed', value: 'N', kind: 'whole', tells: 'Draws the same ids, people and secrets again (1).' },
    {
      name: 'seeds',
      value: 'N',
      kind: 'whole',
      tells: 'With each of the seeds 1 to N, as many side by side as there are processors, up to the first difference.',
    },
    { name: 'write', value: null, kind: 'yes', tells: 'Writes what was found as the new matrix.' },
    { name: 'json', value: null, kind: 'yes', tells: 'Prints the matrix that was found, as JSON.' },
  ],
  examples: [
    'doubleact self-test',
    'doubleact self-test --provider kyve --fault no-verification',
    'doubleact self-test --row kycert/none --row jumio/believes-hearsay',
    'doubleact self-test --seeds 50',
  ],
  async run(flags, terminal) {
    if (flags.seeds !== undefined) return underSeeds(flags.seeds as number, flags, terminal);
    const work = examineAll(flags, (line) => terminal.err(`doubleact: ${line}\n`));
    const done = await Promise.race([terminal.interrupted, work]);
    if (done === undefined) return interruptedCode;
    const { found, complaints, partial } = done;
    if (flags.json === true) terminal.out(`${JSON.stringify(found, null, 2)}\n`);
    for (const complaint of complaints) terminal.err(`doubleact: ${complaint}\n`);
    if (flags.write === true) {
      await writeMatrix(merge(await readMatrix(), found));
      terminal.err(`doubleact: wrote ${matrixFile}\n`);
      return complaints.length > 0 ? 1 : 0;
    }
    const cells = compareMatrices(await readMatrix(), found, partial);
    for (const cell of cells) terminal.err(`doubleact: ${cellText(cell)}\n`);
    const red = cells.length + complaints.length;
    if (flags.json !== true) {
      terminal.out(`${tally(found)}, ${cells.length} differ, ${complaints.length} complaints\n`);
    }
    return red === 0 ? 0 : 1;
  },
};

/** Each seed by itself, and no more after the first difference. */
async function underSeeds(most: number, flags: Flags, { out, err, interrupted }: Terminal): Promise<number> {
  const other = ['seed', 'write', 'json'].find((name) => flags[name] !== undefined);
  if (other !== undefined) {
    throw new DoubleactError('bad-value', { where: '--seeds', expected: `no --${other} beside it`, got: 'both' });
  }
  if (most < 1) throw new DoubleactError('bad-value', { where: '--seeds', expected: '1 or more', got: String(most) });
  // Read before anything is started, so that what is wrong with it is said once.
  readSelection(flags);
  const selection = (['provider', 'fault', 'row', 'architecture'] as const).flatMap((name) =>
    [flags[name] ?? []].flat().flatMap((value) => [`--${name}`, String(value)]),
  );
  const committed = await readMatrix();
  const seeds = Array.from({ length: most }, (_each, at) => at + 1);

  function heed(seed: number, ended: Ended): boolean {
    const found = ended.exit <= 1 ? (JSON.parse(ended.out) as Matrix) : {};
    const [cell] = compareMatrices(committed, found, true);
    if (cell !== undefined || ended.exit !== 0) {
      const complaint = ended.err.trimEnd().split('\n').at(-1)?.replace('doubleact: ', '') ?? '';
      err(`doubleact: seed ${seed}: ${cell === undefined ? complaint : cellText(cell)}\n`);
      return false;
    }
    out(`seed ${seed}: ${tally(found)}, the same\n`);
    return true;
  }

  const argvOf = (seed: number) => ['self-test', '--json', '--seed', String(seed), ...selection];
  const end = await sideBySide(seeds, argvOf, heed, interrupted);
  return end === 'interrupted' ? interruptedCode : end === 'stopped' ? 1 : 0;
}

interface Selection {
  /** Which receivers of which providers, by the ids of their faults; all that a provider has unless given. */
  readonly rows: ReadonlyMap<string, readonly string[] | undefined>;
  readonly architecture: Architecture;
}

function readSelection(flags: Flags): Selection {
  const architecture = toArchitecture((flags.architecture as string | undefined) ?? 'inline');
  const faults = flags.fault as readonly string[] | undefined;
  const named = flags.row as readonly string[] | undefined;
  if (named !== undefined) {
    const other = ['provider', 'fault'].find((name) => flags[name] !== undefined);
    if (other !== undefined) {
      throw new DoubleactError('bad-value', { where: '--row', expected: `no --${other} beside it`, got: 'both' });
    }
    const rows = groupBy(named, (row) => row.split('/')[0] as string);
    return { rows: new Map([...rows].map(([provider, own]) => [provider, own.map(toFault)])), architecture };
  }
  const providers = (flags.provider as readonly string[] | undefined) ?? profiles.map(({ id }) => id);
  for (const provider of providers) {
    profileNamed(provider, '--provider');
    for (const fault of faults ?? []) mustHave(provider, fault, '--fault');
  }
  return { rows: new Map(providers.map((provider) => [provider, faults])), architecture };
}

function toFault(row: string): string {
  const [provider = '', fault = ''] = row.split('/');
  profileNamed(provider, '--row');
  mustHave(provider, fault, '--row');
  return fault;
}

function mustHave(provider: string, fault: string, where: string): void {
  const subjects = subjectsFor(provider);
  if (!subjects.includes(fault)) throw unknownName('not-found', where, fault, subjects);
}

async function examineAll(flags: Flags, say: (line: string) => void) {
  const { rows, architecture } = readSelection(flags);
  const found: Record<string, Rows> = {};
  const complaints: string[] = [];
  for (const [provider, faults] of rows) {
    const scenarios = await scenariosAt([scenariosFolder], provider);
    const done = await calibrate({
      provider,
      faults,
      seed: (flags.seed as number | undefined) ?? 1,
      architecture,
      scenarios,
      onRow(fault, row) {
        say(`${provider}, ${fault}: ${rowText(row)}`);
      },
    });
    found[provider] = done.rows;
    complaints.push(...done.complaints);
  }
  return {
    found: found as Matrix,
    complaints,
    partial: ['provider', 'fault', 'row'].some((name) => flags[name] !== undefined),
  };
}

/** "61 receivers, 5246 verdicts" */
function tally(found: Matrix): string {
  const rows = Object.values(found).flatMap((each) => Object.values(each));
  return `${rows.length} receivers, ${rows.reduce((sum, row) => sum + Object.keys(row).length, 0)} verdicts`;
}

function toArchitecture(name: string): Architecture {
  if (name === 'inline' || name === 'queue') return name;
  throw new DoubleactError('bad-value', {
    where: '--architecture',
    expected: 'inline or queue',
    got: JSON.stringify(name),
  });
}

/** What was not run this time stays as it is. */
function merge(committed: Matrix, found: Matrix): Matrix {
  const merged: Record<string, Rows> = { ...committed };
  for (const [provider, rows] of Object.entries(found)) {
    const whole = subjectsFor(provider);
    const all: Rows = { ...merged[provider], ...rows };
    merged[provider] = Object.fromEntries(
      whole.flatMap((fault) => (all[fault] === undefined ? [] : [[fault, all[fault]]])),
    );
  }
  return merged;
}

function rowText(row: Row): string {
  if (!isReached(row)) return 'is never reached';
  const broken = Object.keys(row).filter((check) => row[check] === 'broken');
  return broken.length === 0 ? 'breaks nothing' : `breaks ${broken.join(', ')}`;
}

function cellText({ provider, fault, check, committed, found }: Cell): string {
  if (check === null) return `${provider}, ${fault}: was reached now or in the matrix, not both times`;
  return `${provider}, ${fault}: ${check} is ${found ?? 'not there'}, the matrix says ${committed ?? 'nothing'}`;
}
