// Flags, environment and file become one set of settings, the nearer winning. The only reader of process.env.
import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { DoubleactError } from '../mocks/errors.ts';
import { toNumber } from './flags.ts';
import type { Places, Settings } from './settings.ts';

const fileNames = ['doubleact.config.ts', 'doubleact.config.json', 'doubleact.config.yaml', 'doubleact.config.yml'];

/** What the environment may say, by variable. */
const variables = {
  DOUBLEACT_PROVIDER: 'provider',
  DOUBLEACT_RECEIVER: 'receiver',
  DOUBLEACT_WEBHOOK_SECRET: 'secret',
  DOUBLEACT_PORT: 'port',
  DOUBLEACT_SEED: 'seed',
} as const satisfies Record<string, keyof Settings>;

/** Settings, and where each of them was said. */
export interface Told {
  readonly settings: Settings;
  readonly placeOf: Places;
}

export async function loadSettings(flags: Settings, file: string | undefined): Promise<Told> {
  const { flagOf, lastPort, toSettings } = await import('./settings.ts');
  const name = file ?? fileNames.find((each) => existsSync(each));
  const written = name === undefined ? {} : toSettings(await contentOf(name), name);
  const spoken = fromEnvironment(process.env, lastPort);
  return {
    settings: { ...written, ...spoken, ...flags, assume: { ...written.assume, ...flags.assume } },
    placeOf(key) {
      if (key in flags) return flagOf(key);
      if (key in spoken) return placeIn(key);
      return key in written ? `${name}.${key}` : flagOf(key);
    },
  };
}

/** Does the terminal want colours? NO_COLOR and FORCE_COLOR decide before the terminal does. */
export function wantsColour(stream: { isTTY?: boolean }, environment: NodeJS.ProcessEnv = process.env): boolean {
  const { NO_COLOR = '', FORCE_COLOR = '' } = environment;
  if (NO_COLOR !== '') return false;
  if (FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return stream.isTTY === true;
}

function fromEnvironment(environment: NodeJS.ProcessEnv, lastPort: number): Settings {
  const found: Record<string, unknown> = {};
  for (const [name, key] of Object.entries(variables)) {
    const value = environment[name];
    if (value === undefined || value === '') continue;
    if (key === 'port') found[key] = toNumber(value, placeIn(key), { kind: 'whole', most: lastPort });
    else if (key === 'seed') found[key] = toNumber(value, placeIn(key), { kind: 'whole' });
    else found[key] = value;
  }
  return found;
}

/** The variable that says it. */
function placeIn(key: keyof Settings): string {
  const [name] = Object.entries(variables).find(([, each]) => each === key) ?? [];
  return `environment ${name}`;
}

/** What a .ts, .json or .yaml file says. */
export async function contentOf(path: string, where = '--config'): Promise<unknown> {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) {
    throw new DoubleactError('bad-config', { where, expected: 'a file that exists', got: JSON.stringify(path) });
  }
  const kind = extname(path);
  if (kind === '.ts' || kind === '.mts') return moduleAt(path);
  if (kind === '.json' || kind === '.yaml' || kind === '.yml') return parseAt(path);
  throw new DoubleactError('bad-config', {
    where: path,
    expected: 'a .ts, .json, .yaml or .yml file',
    got: kind === '' ? 'no ending' : kind,
  });
}

async function moduleAt(path: string): Promise<unknown> {
  let loaded: { default?: unknown };
  try {
    const { importTypeScript } = await import('../harness/tsx.ts');
    loaded = await importTypeScript(path);
  } catch (cause) {
    throw unreadable(path, 'a module that can be loaded', cause);
  }
  // A CommonJS folder gives the module's exports as the default of the default.
  const inner = (loaded.default as { default?: unknown } | undefined)?.default ?? loaded.default;
  if (inner !== undefined) return inner;
  throw new DoubleactError('bad-config', { where: path, expected: 'settings as the default export', got: 'none' });
}

async function parseAt(path: string): Promise<unknown> {
  const { parseDocument } = await import('../harness/yaml.ts');
  // JSON is YAML, and this parser knows line and column of what is wrong in both.
  const document = parseDocument(await readFile(path, 'utf8'), { prettyErrors: true });
  const fault = document.errors[0];
  if (fault === undefined) {
    try {
      return document.toJS();
    } catch (cause) {
      throw unreadable(path, 'YAML or JSON', cause);
    }
  }
  const [start] = fault.linePos ?? [];
  const place = start === undefined ? path : `${path}:${start.line}:${start.col}`;
  throw unreadable(place, 'YAML or JSON', fault.message.replace(/ at line \d+, column \d+:[\s\S]*$/, ''));
}

/** One sentence has room for one line of a parser's complaint; --debug shows the rest. */
function unreadable(where: string, expected: string, cause: unknown): DoubleactError {
  // A line that ends in a colon only announces the next.
  const [got = ''] = String(cause)
    .replace(/:\n\s*/, ': ')
    .trimEnd()
    .split('\n');
  return new DoubleactError('bad-config', { where, expected, got: got.replace(/\.$/, ''), cause });
}
