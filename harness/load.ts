// Scenario files (YAML, JSON, TypeScript) as scenarios, read strictly before anything is sent, and what editors need to
// complete them.
import type { Stats } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { DoubleactError } from '../mocks/errors.ts';
import type { JsonObject } from '../mocks/json.ts';
import { profiles } from '../mocks/provider/profiles/index.ts';
import type { Capabilities } from './history.ts';
import { toJsonSchema } from './json-schema.ts';
import { checkNames } from './names.ts';
import type { Scenario, ScenarioStep } from './scenario.ts';
import {
  any,
  array,
  durationText,
  integer,
  literal,
  minLength,
  minValue,
  number,
  optional,
  picklist,
  pipe,
  type Read,
  read,
  regex,
  type Schema,
  strictObject,
  string,
  union,
} from './schema.ts';
import { findKnown, type KnownTexts, type Placed, type Source, toSource } from './source.ts';
import { readStep } from './step.ts';
import { steps as kinds } from './steps/index.ts';

export interface LoadOptions {
  /** Scenarios for other providers are kept, with that as their reason to be skipped. */
  readonly provider?: string | undefined;
  /** Texts that need not be read again: to read YAML takes longer than all the rest of a short run. */
  readonly known?: KnownTexts | undefined;
}

/** The scenarios of files and folders, in the order of the paths and of the names in a folder. */
export async function loadScenarios(paths: readonly string[], options: LoadOptions = {}): Promise<readonly Scenario[]> {
  const files = (await Promise.all(paths.map(filesAt))).flat();
  const scenarios = await Promise.all([...new Set(files)].map((file) => loadFile(file, options)));
  const byId = new Map<string, Scenario>();
  for (const scenario of scenarios) {
    const other = byId.get(scenario.id);
    if (other !== undefined) {
      const got = `${JSON.stringify(scenario.id)} as in ${other.file}`;
      throw new DoubleactError('conflict', { where: `${scenario.file}: id`, expected: 'an id of its own', got });
    }
    byId.set(scenario.id, scenario);
  }
  return scenarios;
}

/** JSON Schema of a scenario file, from the registry of steps. */
export function scenarioSchema(): JsonObject {
  const { properties, ...rest } = toJsonSchema(fileSchema([])) as { properties: JsonObject };
  const step = kinds.map(({ verb, tells, schema, examples }) => ({
    type: 'object',
    description: tells,
    properties: {
      [verb]: { description: tells, examples: examples as JsonObject[], ...toJsonSchema(schema) },
      as: { type: 'string', description: `Keeps the result under this name, for \${name.key} in later steps.` },
    },
    required: [verb],
    additionalProperties: false,
  }));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'doubleact scenario',
    description: 'What happens to a receiver, as data. One verb a step.',
    ...rest,
    properties: { ...properties, steps: { type: 'array', minItems: 1, items: { anyOf: step } } },
    $defs: {
      reference: { type: 'string', pattern: '\\$\\{[A-Za-z][\\w-]*(?:\\.[\\w-]+)*\\}' },
      matcher: { description: 'A value to be equal to, an object whose keys must all hold, or operators.' },
      matchers: { type: 'object', description: 'Keys that must all hold, each equal to a value or by operators.' },
    },
  };
}

const capabilities = Object.keys({
  issues: true,
  restart: true,
  rotation: true,
  tenants: true,
} satisfies Record<keyof Capabilities, true>) as (keyof Capabilities)[];

function fileSchema(moreProviders: readonly string[]) {
  const ids = [...new Set([...profiles.map(({ id }) => id), ...moreProviders])];
  const words = pipe(string(), regex(/\S/, 'some words'));
  return strictObject({
    $schema: optional(string()),
    id: optional(pipe(string(), regex(/^[\w.-]+$/, 'a name of letters, digits, ".", "-" and "_"'))),
    title: words,
    providers: optional(pipe(array(picklist(ids, 'unknown-provider')), minLength(1))),
    needs: optional(array(picklist(capabilities))),
    onchain: optional(
      union([
        strictObject({ polls: pipe(number(), integer(), minValue(0)) }),
        strictObject({ after: durationText() }),
        literal('never'),
      ]),
    ),
    skip: optional(pipe(string(), regex(/\S/, 'the reason in words'))),
    steps: pipe(array(any() as unknown as Schema<ScenarioStep>), minLength(1)),
  });
}

const endings = ['.yaml', '.yml', '.json', '.ts', '.mts'];

async function filesAt(path: string): Promise<readonly string[]> {
  let found: Stats;
  try {
    found = await stat(path);
  } catch (cause) {
    const expected = 'a file or folder that exists';
    throw new DoubleactError('bad-scenario', { where: path, expected, got: 'nothing there', cause });
  }
  if (!found.isDirectory()) {
    if (endings.includes(extname(path))) return [path];
    const got = extname(path) === '' ? 'no ending' : extname(path);
    throw new DoubleactError('bad-scenario', {
      where: path,
      expected: `a file that ends in ${endings.join(', ')}`,
      got,
    });
  }
  const names = await readdir(path, { recursive: true });
  const files = names.filter((name) => isScenarioFile(name)).sort();
  if (files.length > 0) return files.map((name) => join(path, name));
  throw new DoubleactError('bad-scenario', {
    where: path,
    expected: 'a folder with scenario files',
    got: 'none in it',
  });
}

/** In a folder, what is plainly something else is left alone. */
function isScenarioFile(name: string): boolean {
  const other = /(?:^|[\\/])(?:node_modules|\.[^\\/]*)[\\/]|\.schema\.json$|\.d\.m?ts$|\.(?:test|spec)\.m?ts$/;
  return endings.includes(extname(name)) && !other.test(name);
}

async function loadFile(file: string, options: LoadOptions): Promise<Scenario> {
  if (extname(file) === '.ts' || extname(file) === '.mts') {
    return fromSource(toSource(file, await importDefault(file)), options);
  }
  const text = await readFile(file, 'utf8');
  const scenario = fromKnown(file, text, options);
  if (scenario !== null) return scenario;
  const { parseSource } = await import('./place.ts');
  return fromSource(parseSource(file, text), options);
}

/** null also for a text that is wrong by now: whoever reads it in earnest says where. */
function fromKnown(file: string, text: string, options: LoadOptions): Scenario | null {
  const known = findKnown(file, text, options.known ?? {});
  try {
    return known === null ? null : toScenario(known, options);
  } catch (fault) {
    if (fault instanceof DoubleactError) return null;
    throw fault;
  }
}

function fromSource(source: Source, options: LoadOptions): Scenario {
  try {
    return toScenario(source, options);
  } catch (fault) {
    throw fault instanceof DoubleactError ? source.complain(fault) : fault;
  }
}

function toScenario({ file, value, placeOf }: Placed, { provider }: LoadOptions): Scenario {
  const schema = fileSchema(provider === undefined ? [] : [provider]);
  const { $schema: _schema, ...written }: Read<typeof schema> = read(schema, value, 'scenario');
  for (const [index, step] of written.steps.entries()) readStepAt(step, index);
  checkNames(written.steps, kinds);
  const { id = basename(file, extname(file)), skip, providers } = written;
  const foreign = provider !== undefined && providers !== undefined && !providers.includes(provider);
  const reason = skip ?? (foreign ? `it is for ${providers.join(' and ')} only` : undefined);
  return {
    ...written,
    id,
    ...(reason !== undefined && { skip: reason }),
    file,
    places: written.steps.map((_step, index) => placeOf(['steps', String(index)])),
  } as Scenario;
}

function readStepAt(step: unknown, index: number): void {
  try {
    readStep(kinds, step, `step ${index + 1}`);
  } catch (fault) {
    if (!(fault instanceof DoubleactError)) throw fault;
    const path = ['steps', String(index), ...(fault.complaint.path ?? [])];
    throw new DoubleactError(fault.code, { ...fault.complaint, path });
  }
}

async function importDefault(file: string): Promise<unknown> {
  let loaded: { default?: unknown };
  try {
    const { importTypeScript } = await import('./tsx.ts');
    loaded = await importTypeScript(resolve(file));
  } catch (cause) {
    const expected = 'a module that can be loaded';
    throw new DoubleactError('bad-scenario', {
      where: file,
      expected,
      got: String(cause).split('\n')[0] as string,
      cause,
    });
  }
  // A CommonJS folder gives the module's exports as the default of the default.
  const scenario = (loaded.default as { default?: unknown } | undefined)?.default ?? loaded.default;
  if (scenario !== undefined) return scenario;
  throw new DoubleactError('bad-scenario', { where: file, expected: 'a scenario as the default export', got: 'none' });
}
