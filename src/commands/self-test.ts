// self-test: every known fault against every check, compared with the committed kill matrix. Any cell that differs is red.
import { calibrate, subjectsFor } from '../../harness/calibrate.ts';
import { type Cell, compareMatrices, isReached, type Matrix, type Row, type Rows } from '../../harness/diagnosis.ts';
import { loadScenarios } from '../../harness/load.ts';
import type { Architecture } from '../../harness/reference/architectures.ts';
import { DoubleactError, unknownName } from '../../mocks/errors.ts';
import { profileNamed, profiles } from '../../mocks/provider/profiles/index.ts';
import { type Command, interruptedCode } from '../command.ts';
import type { Flags } from '../flags.ts';
import { matrixFile, readMatrix, scenariosFolder, writeMatrix } from '../shipped.ts';

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
    { name: 'architecture', value: 'NAME', kind: 'text', tells: 'Of the correct receiver: inline (default) or queue.' },
    { name: 'seed', value: 'N', kind: 'whole', tells: 'Draws the same ids, people and secrets again (1).' },
    { name: 'write', value: null, kind: 'yes', tells: 'Writes what was found as the new matrix.' },
    { name: 'json', value: null, kind: 'yes', tells: 'Prints the matrix that was found, as JSON.' },
  ],
  examples: ['doubleact self-test', 'doubleact self-test --provider kyve --fault no-verification'],
  async run(flags, terminal) {
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
    const rows = Object.values(found).flatMap((each) => Object.values(each));
    const red = cells.length + complaints.length;
    if (flags.json !== true) {
      const verdicts = rows.reduce((sum, row) => sum + Object.keys(row).length, 0);
      terminal.out(
        `${rows.length} receivers, ${verdicts} verdicts, ${cells.length} differ, ${complaints.length} complaints\n`,
      );
    }
    return red === 0 ? 0 : 1;
  },
};

async function examineAll(flags: Flags, say: (line: string) => void) {
  const named = (flags.provider as readonly string[] | undefined) ?? profiles.map(({ id }) => id);
  const wanted = flags.fault as readonly string[] | undefined;
  const architecture = toArchitecture((flags.architecture as string | undefined) ?? 'inline');
  const found: Record<string, Rows> = {};
  const complaints: string[] = [];
  for (const provider of named) {
    profileNamed(provider, '--provider');
    const subjects = subjectsFor(provider);
    for (const fault of wanted ?? []) {
      if (!subjects.includes(fault)) throw unknownName('not-found', '--fault', fault, subjects);
    }
    const scenarios = await loadScenarios([scenariosFolder], { provider });
    const done = await calibrate({
      provider,
      faults: wanted,
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
  return { found: found as Matrix, complaints, partial: wanted !== undefined || flags.provider !== undefined };
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
