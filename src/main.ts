// argv → command → exit code. Nothing but the command asked for is loaded, and the process itself is not touched.
import { type DoubleactError, errorCodes, toDoubleactError, unknownName } from '../mocks/errors.ts';
import type { Command, Terminal } from './command.ts';
import { commands } from './commands/index.ts';
import { readFlags } from './flags.ts';
import { version } from './version.ts';

const globalFlags = [
  { name: 'help', value: null, kind: 'yes', tells: 'Shows this.' },
  { name: 'debug', value: null, kind: 'yes', tells: 'Shows the stack of an error.' },
] as const;

/** What it ends with. `prepareKey` is told to begin when a key will be wanted, before the command is loaded. */
export async function main(
  argv: readonly string[],
  terminal: Terminal,
  prepareKey?: () => Promise<void>,
): Promise<number> {
  const debug = argv.includes('--debug');
  try {
    const [name, ...rest] = argv;
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      const help = await helpFor(rest[0]);
      // Nothing was asked for, so the overview is a complaint and no result.
      if (name === undefined) terminal.err(help);
      else terminal.out(help);
      return name === undefined ? 2 : 0;
    }
    if (name === '--version' || name === '-v') {
      terminal.out(`${version}\n`);
      return 0;
    }
    const entry = commands.find((each) => each.name === name);
    if (entry === undefined) {
      if (name.startsWith('-')) throw unknownName('unknown-flag', 'before a command', name, ['--help', '--version']);
      throw unknownCommand(name);
    }
    if (rest.includes('--help') || rest.includes('-h')) {
      terminal.out(await helpFor(name));
      return 0;
    }
    if (entry.makesKey) await prepareKey?.();
    const command = await entry.load();
    const flags = readFlags([...command.flags, ...globalFlags], rest, name, command.operands !== undefined);
    return await command.run(flags, terminal);
  } catch (thrown) {
    const error = toDoubleactError(thrown, 'doubleact');
    terminal.err(`doubleact: ${error.sentence}\n`);
    if (debug) terminal.err(`${(error.cause as Error | undefined)?.stack ?? error.stack ?? ''}\n`);
    return errorCodes[error.code].exit;
  }
}

async function helpFor(name: string | undefined): Promise<string> {
  const entry = commands.find((each) => each.name === name);
  if (name !== undefined && entry === undefined) throw unknownCommand(name);
  if (entry === undefined) return overview();
  return detail(await entry.load());
}

function unknownCommand(name: string): DoubleactError {
  return unknownName(
    'unknown-command',
    'command',
    name,
    commands.map((each) => each.name),
  );
}

function overview(): string {
  return [
    `doubleact ${version}: both counterparties of "a person passed KYC, so a credential is issued", on this machine`,
    '',
    'Usage: doubleact <command> [flags]',
    '',
    ...commands.map((each) => `  ${each.name.padEnd(10)} ${each.tells}`),
    '',
    '  --help       Shows this; after a command, its flags.',
    '  --version    Shows the version.',
    '',
  ].join('\n');
}

function detail(command: Command): string {
  const rows = [...command.flags, ...globalFlags].map(
    ({ name, value, tells }) => [`--${name}${value === null ? '' : ` ${value}`}`, tells] as const,
  );
  const width = Math.max(...rows.map(([flag]) => flag.length));
  return [
    `Usage: doubleact ${command.name}${command.operands === undefined ? '' : ` ${command.operands}`} [flags]`,
    '',
    command.tells,
    '',
    ...rows.map(([flag, tells]) => `  ${flag.padEnd(width)}  ${tells}`),
    '',
    'Examples:',
    ...command.examples.map((example) => `  ${example}`),
    '',
  ].join('\n');
}
