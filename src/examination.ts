// From settings and flags to what is to be examined: which receiver, which scenarios, which checks.
import { existsSync } from 'node:fs';
import { readBaseline } from '../harness/baseline.ts';
import { checks } from '../harness/checks/index.ts';
import type { Examination } from '../harness/examine.ts';
import type { Scenario } from '../harness/scenario.ts';
import type { TargetSpec } from '../harness/targets/choose.ts';
import { parseDuration } from '../mocks/duration.ts';
import { DoubleactError, unknownName } from '../mocks/errors.ts';
import { freshSeed } from '../mocks/random.ts';
import { toCapabilities } from './capabilities.ts';
import { contentOf } from './config.ts';
import { type Repeatable, repeatCommand } from './repeat.ts';
import { scenariosAt } from './scenarios-at.ts';
import { providerOf, type Settings, toReceiver } from './settings.ts';
import { readRows, scenarioFile, scenariosFolder } from './shipped.ts';
import { version } from './version.ts';

export interface Wishes {
  /** Files, folders, or ids of scenarios; all unless given. */
  readonly scenarios: readonly string[];
  readonly only?: readonly string[] | undefined;
  /** Where the settings were read, for the command that repeats. */
  readonly config?: string | undefined;
}

export async function toExamination(settings: Settings, wishes: Wishes): Promise<Examination> {
  const profile = providerOf(settings);
  const { only } = wishes;
  const known = checks.map(({ id }) => id);
  for (const id of only ?? []) needKnown(id, known, '--only');
  for (const id of Object.keys(settings.skip ?? {})) needKnown(id, known, '--skip');
  const seed = settings.seed ?? freshSeed();
  const target = toTarget(settings);
  const scenarios = await chosenScenarios(wishes.scenarios, settings, profile.id);
  const baseline =
    settings.baseline === undefined
      ? undefined
      : readBaseline(await contentOf(settings.baseline, '--baseline'), settings.baseline, known);
  const again: Repeatable = { provider: profile.id, seed, flags: flagsAgain(settings, wishes) };
  const own = wishes.scenarios.filter(existsSync);
  return {
    suite: {
      provider: profile,
      target,
      scenarios,
      seed,
      capabilities: toCapabilities(settings),
      effects: settings.effects,
      assume: settings.assume,
      timeout: settings.timeout === undefined ? undefined : parseDuration(settings.timeout, '--timeout'),
      parallel: settings.parallel,
      path: settings.path,
      secret: settings.secret,
      partner: settings.issuer?.partner,
      allowHosts: settings.allowHosts,
      ports: portsFor(settings, target),
    },
    only,
    skip: settings.skip,
    baseline,
    rows: await readRows(profile.id),
    version,
    receiver: settings.exec ?? settings.receiver ?? '',
    // Scenarios of files that were named are found again only through their files.
    repeat: (check, seenIn) => repeatCommand(again, check, own.length > 0 ? own : seenIn),
  };
}

function toTarget(settings: Settings): TargetSpec {
  const { exec, receiver, ready, names, intercept } = settings;
  if (exec !== undefined) return { command: exec, ready, names, intercept };
  if (receiver !== undefined) {
    return {
      url:
        settings.path === undefined ? receiver : toReceiver(receiver, settings.path, settings.allowHosts, '--receiver'),
    };
  }
  throw new DoubleactError('bad-value', {
    where: 'doubleact test',
    expected: 'a receiver: --exec COMMAND or --receiver URL',
    got: 'neither',
    hint: 'For example --exec "node app.js"; it is told its port in PORT.',
  });
}

/** A receiver that runs already was told where we are: where `serve` is, unless told otherwise. */
function portsFor({ port }: Settings, target: TargetSpec) {
  if (port === undefined && !('url' in target)) return undefined;
  const first = port ?? 4400;
  return first === 0 ? undefined : { provider: first + 1, issuer: first + 2 };
}

async function chosenScenarios(
  operands: readonly string[],
  { scenarios: own = [] }: Settings,
  provider: string,
): Promise<readonly Scenario[]> {
  const all = () => scenariosAt([scenariosFolder, ...own], provider);
  if (operands.length === 0) return all();
  const paths = operands.filter(existsSync);
  const ids = operands.filter((operand) => !existsSync(operand));
  const fromPaths = paths.length === 0 ? [] : await scenariosAt(paths, provider);
  if (ids.length === 0) return fromPaths;
  const shipped = ids.flatMap((id) => scenarioFile(id) ?? []);
  // All are read only where one of them may be somebody's own.
  const known = await (shipped.length === ids.length && own.length === 0 ? scenariosAt(shipped, provider) : all());
  const fromIds = ids.map((id) => {
    const scenario = known.find((each) => each.id === id);
    if (scenario !== undefined) return scenario;
    throw unknownName(
      'not-found',
      'doubleact test',
      id,
      known.map((each) => each.id),
    );
  });
  return [...new Map([...fromPaths, ...fromIds].map((scenario) => [scenario.id, scenario])).values()];
}

function flagsAgain(settings: Settings, { config }: Wishes): Repeatable['flags'] {
  const { exec, ready, receiver, path, timeout, intercept, assume = {} } = settings;
  const given: (readonly [string, string | undefined])[] = [
    ['exec', exec],
    ['ready', exec === undefined ? undefined : ready],
    ['receiver', exec === undefined ? receiver : undefined],
    ['path', path],
    ['timeout', timeout],
    ['config', config],
    ...Object.entries(assume).map(([id, reading]) => ['assume', `${id}=${reading}`] as const),
  ];
  return [
    ...given.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
    ...(intercept === true ? [['intercept', true] as const] : []),
  ];
}

function needKnown(id: string, known: readonly string[], where: string): void {
  if (!known.includes(id)) throw unknownName('not-found', where, id, known);
}
