// Flags, environment and file become one set of settings, the nearer winning. The only reader of process.env.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DoubleactError } from '../mocks/errors.ts';
import type { Settings } from './settings.ts';

const fileNames = ['doubleact.config.ts', 'doubleact.config.json', 'doubleact.config.yaml', 'doubleact.config.yml'];

/** What the environment may say, by variable. */
const variables = {
  DOUBLEACT_PROVIDER: 'provider',
  DOUBLEACT_RECEIVER: 'receiver',
  DOUBLEACT_WEBHOOK_SECRET: 'secret',
  DOUBLEACT_PORT: 'port',
  DOUBLEACT_SEED: 'seed',
} as const satisfies Record<string, keyof Settings>;

export async function loadSettings(
  flags: Settings,
  file: string | undefined,
  folder = process.cwd(),
): Promise<Settings> {
  const named =
    file === undefined ? fileNames.map((name) => resolve(folder, name)).find(existsSync) : resolve(folder, file);
  const written = named === undefined ? {} : await readSettings(named);
  return { ...written, ...fromEnvironment(process.env), ...flags, assume: { ...written.assume, ...flags.assume } };
}

/** Does the terminal want colours? NO_COLOR and FORCE_COLOR decide before the terminal does. */
export function wantsColour(stream: { isTTY?: boolean }): boolean {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '0') return true;
  return stream.isTTY === true;
}

function fromEnvironment(environment: NodeJS.ProcessEnv): Settings {
  const found: Record<string, unknown> = {};
  for (const [name, key] of Object.entries(variables)) {
    const value = environment[name];
    if (value === undefined || value === '') continue;
    const isNumber = key === 'port' || key === 'seed';
    if (isNumber && !/^\d+$/.test(value)) {
      throw new DoubleactError('bad-value', {
        where: `environment ${name}`,
        expected: 'a whole number',
        got: JSON.stringify(value),
      });
    }
    found[key] = isNumber ? Number(value) : value;
  }
  return found as Settings;
}

async function readSettings(path: string): Promise<Settings> {
  const { toSettings } = await import('./settings.ts');
  return toSettings(await contentOf(path), path);
}

/** What a .ts, .json or .yaml file says. */
export async function contentOf(path: string, where = '--config'): Promise<unknown> {
  if (!existsSync(path)) {
    throw new DoubleactError('bad-config', { where, expected: 'a file that exists', got: path });
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
  try {
    const { tsImport } = await import('../harness/tsx.ts');
    const loaded = (await tsImport(pathToFileURL(path).href, import.meta.url)) as { default?: unknown };
    // A CommonJS folder gives the module's exports as the default of the default.
    const inner = loaded.default as { default?: unknown } | undefined;
    return inner?.default ?? inner;
  } catch (cause) {
    throw new DoubleactError('bad-config', {
      where: path,
      expected: 'a module that can be loaded',
      got: String(cause),
      cause,
    });
  }
}

async function parseAt(path: string): Promise<unknown> {
  const { parseDocument } = await import('../harness/yaml.ts');
  // JSON is YAML, and this parser knows line and column of what is wrong in both.
  const document = parseDocument(await readFile(path, 'utf8'), { prettyErrors: true });
  const fault = document.errors[0];
  if (fault === undefined) return document.toJS();
  const [start] = fault.linePos ?? [];
  throw new DoubleactError('bad-config', {
    where: start === undefined ? path : `${path}:${start.line}:${start.col}`,
    expected: 'YAML or JSON',
    got: (fault.message.split('\n')[0] as string).replace(/ at line .*$/, ''),
  });
}
