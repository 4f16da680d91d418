// test: examines a receiver. stdout carries the result, stderr the progress, the exit code the verdict.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { examine } from '../../harness/examine.ts';
import type { RunResult } from '../../harness/result.ts';
import { exitCodes } from '../../harness/verdict.ts';
import { DoubleactError } from '../../mocks/errors.ts';
import { type Command, interruptedCode, type Terminal } from '../command.ts';
import { loadSettings } from '../config.ts';
import { toExamination } from '../examination.ts';
import { type Flags, operandsKey, toPairs } from '../flags.ts';
import { createProgress } from '../progress.ts';
import type { Report } from '../report.ts';
import { reportNamed, reports } from '../reports/index.ts';
import type { Settings } from '../settings.ts';

export const test: Command = {
  name: 'test',
  tells: 'Examines a receiver: runs the scenarios against it, judges what it did, and explains every failure.',
  operands: '[files or ids]',
  flags: [
    { name: 'provider', value: 'ID', kind: 'text', tells: 'Whose webhooks (kyve); see doubleact list providers.' },
    {
      name: 'exec',
      value: 'CMD',
      kind: 'text',
      tells: 'Starts the receiver and stops it; PORT and all else in its environment.',
    },
    { name: 'ready', value: 'URL', kind: 'text', tells: 'What answers once it is ready: a URL, or a path of it.' },
    {
      name: 'receiver',
      value: 'URL',
      kind: 'text',
      tells: 'A receiver that runs already; a bare origin gets the usual path.',
    },
    {
      name: 'path',
      value: 'PATH',
      kind: 'text',
      tells: 'Where its webhooks go, if not to the usual path of the provider.',
    },
    {
      name: 'secret',
      value: 'TEXT',
      kind: 'text',
      tells: 'The webhook secret that it knows; otherwise drawn from the seed.',
    },
    {
      name: 'port',
      value: 'N',
      kind: 'whole',
      tells: 'Provider and issuer take the next two ports, as with serve; 0: free ones.',
    },
    { name: 'only', value: 'CHECK', kind: 'list', tells: 'Judges only this check; may be given several times.' },
    {
      name: 'skip',
      value: 'CHECK=REASON',
      kind: 'list',
      tells: 'Leaves a check out, for a reason that every report shows.',
    },
    { name: 'seed', value: 'N', kind: 'whole', tells: 'Draws the same ids, people and secrets again.' },
    {
      name: 'baseline',
      value: 'FILE',
      kind: 'text',
      tells: 'Failures that are expected: { check, reason, owner, expires } each.',
    },
    {
      name: 'report',
      value: 'KIND=PATH',
      kind: 'list',
      tells: `Also writes a report: ${reports.map(({ kind }) => kind).join(', ')}.`,
    },
    { name: 'json', value: null, kind: 'yes', tells: 'Prints the result as JSON instead of for people.' },
    {
      name: 'assume',
      value: 'ID=READING',
      kind: 'list',
      tells: 'Another reading of an assumption; may be given several times.',
    },
    {
      name: 'timeout',
      value: 'SPAN',
      kind: 'text',
      tells: 'How long to wait for an answer, if not as long as the provider does.',
    },
    {
      name: 'parallel',
      value: 'N',
      kind: 'whole',
      tells: 'How many scenarios run side by side, exactly (8, and more for a receiver that sets to work at once).',
    },
    {
      name: 'intercept',
      value: null,
      kind: 'yes',
      tells: "For Node: sends calls to the issuer's real hosts to the sandbox instead.",
    },
    { name: 'allow-host', value: 'HOST', kind: 'list', tells: 'Also send to this host, not only to this machine.' },
    {
      name: 'config',
      value: 'FILE',
      kind: 'text',
      tells: 'Settings from a .ts, .json or .yaml file; otherwise doubleact.config.* if there is one.',
    },
  ],
  examples: [
    'doubleact test --provider kyve --exec "node app.js"',
    'doubleact test --provider kycert --receiver http://127.0.0.1:3000/hook --report junit=out.xml --report html=out.html',
    'doubleact test my-scenarios/ --exec "python3 app.py" --only dedupes-sequential-duplicates',
  ],
  async run(flags, terminal) {
    const writes = toWrites(flags);
    const { settings } = await loadSettings(toSettings(flags), flags.config as string | undefined);
    const examination = await toExamination(oneReceiver(settings, flags), {
      scenarios: (flags[operandsKey] as readonly string[] | undefined) ?? [],
      only: flags.only as readonly string[] | undefined,
      config: flags.config as string | undefined,
    });
    const { suite } = examination;
    const say = (line: string) => terminal.err(`doubleact: ${line}\n`);
    say(`${suite.scenarios.length} scenarios against ${examination.receiver}, seed ${suite.seed}`);
    const result = await Promise.race([
      terminal.interrupted,
      examine({
        ...examination,
        suite: {
          ...suite,
          onTold: 'url' in suite.target ? (told) => say(toldText(told)) : undefined,
          onEntry: createProgress(say, suite.scenarios.length),
        },
      }),
    ]);
    if (result === undefined) return interruptedCode;
    for (const { report, path } of writes) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, report.render(result));
      say(`wrote ${path}`);
    }
    print(result, flags.json === true, terminal);
    return exitCodes[result.verdict];
  },
};

function print(result: RunResult, asJson: boolean, terminal: Terminal): void {
  terminal.out(reportNamed(asJson ? 'json' : 'terminal', '--json').render(result, { colour: terminal.colour }));
}

/** A receiver of the command line stands in place of whichever the file or the environment names. */
function oneReceiver(settings: Settings, flags: Flags): Settings {
  if (flags.exec !== undefined && flags.receiver !== undefined) {
    throw new DoubleactError('bad-value', { where: 'doubleact test', expected: '--exec or --receiver', got: 'both' });
  }
  const { exec, receiver, ...rest } = settings;
  if (flags.receiver !== undefined && receiver !== undefined) return { ...rest, receiver };
  return exec === undefined ? settings : { ...rest, exec };
}

function toldText(told: Readonly<Record<string, string>>): string {
  const shown = Object.entries(told).filter(([name, value]) => name !== 'PORT' && !value.includes('\n'));
  return ['the receiver must have been told:', ...shown.map(([name, value]) => `  ${name}=${value}`)].join('\n');
}

function toWrites(flags: Flags): readonly { readonly report: Report; readonly path: string }[] {
  const given = (flags.report as readonly string[] | undefined) ?? [];
  return given.flatMap((pair) =>
    Object.entries(toPairs([pair], '--report', 'KIND=PATH')).map(([kind, path]) => ({
      report: reportNamed(kind, '--report'),
      path,
    })),
  );
}

function toSettings(flags: Flags): Settings {
  const settings: Record<string, unknown> = {};
  const same = [
    'provider',
    'exec',
    'ready',
    'receiver',
    'path',
    'secret',
    'port',
    'seed',
    'baseline',
    'timeout',
    'parallel',
    'intercept',
  ];
  for (const key of same) if (flags[key] !== undefined) settings[key] = flags[key];
  if (flags['allow-host'] !== undefined) settings.allowHosts = flags['allow-host'];
  if (flags.assume !== undefined)
    settings.assume = toPairs(flags.assume as readonly string[], '--assume', 'ID=READING');
  if (flags.skip !== undefined) settings.skip = toPairs(flags.skip as readonly string[], '--skip', 'CHECK=REASON');
  return settings;
}
