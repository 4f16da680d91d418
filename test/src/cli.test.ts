import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { profiles } from '../../mocks/provider/profiles/index.ts';
import { commands } from '../../src/commands/index.ts';
import { version } from '../../src/version.ts';
import { inProcess } from './in-process.ts';
import { folderWith, run } from './program.ts';

describe.concurrent('the program', () => {
  it('tells its version', async () => {
    expect(await run(['--version'])).toEqual({ out: `${version}\n`, err: '', exit: 0 });
  });

  it('without a command shows what there is, as a complaint', async () => {
    const { out, err, exit } = await run([]);
    expect({ out, exit }).toEqual({ out: '', exit: 2 });
    expect(err).toContain('Usage: doubleact <command> [flags]');
  });

  it('shows the same when it is asked, as a result', async () => {
    const { err: overview } = await inProcess([]);
    expect(await run(['--help'])).toEqual({ out: overview, err: '', exit: 0 });
  });

  it.each([[['serve', '--help']], [['help', 'serve']], [['serve', '--port', 'x', '-h']]])(
    '%j shows the flags',
    async (argv) => {
      const { out, err, exit } = await inProcess(argv);
      expect({ err, exit }).toEqual({ err: '', exit: 0 });
      expect(out).toContain('--receiver-time MODE');
      expect(out).toContain('--debug');
    },
  );
});

const commandNames = commands.map(({ name }) => name).join(', ');
const ids = profiles.map(({ id }) => id).join(', ');
const flags =
  '--provider, --receiver, --path, --secret, --port, --seed, --start, --speed, --receiver-time, --timeout, --assume, ' +
  '--allow-host, --config, --json, --help, --debug';
const keys =
  'provider, providers, receiver, path, secret, port, seed, start, speed, receiverTime, timeout, allowHosts, assume, endpoints, issuer, ' +
  'exec, ready, names, capabilities, effects, scenarios, skip, baseline, parallel, intercept';
const webUrl = 'expected an http or https URL such as http://127.0.0.1:3000/webhooks';
const span = 'expected a duration with its unit, such as "5m", "1h30m" or "250ms"';
const time = 'expected a time such as 2026-01-01T00:00:00Z';
const units = 'Units are ms, s, m, h and d.';

describe.concurrent('bad input is one sentence and exit code 2', () => {
  it.each([
    ['srve', `command: expected one of ${commandNames}, got "srve". Did you mean "serve"?`],
    ['help srve', `command: expected one of ${commandNames}, got "srve". Did you mean "serve"?`],
    ['--verson', 'before a command: expected one of --help, --version, got "--verson". Did you mean "--version"?'],
    ['serve --provder kyve', `serve: expected one of ${flags}, got "--provder". Did you mean "--provider"?`],
    ['serve kyve', `serve: expected flags (${flags}), got "kyve".`],
    ['serve --provider', '--provider: expected a value (--provider ID), got none.'],
    ['serve --provider --json', '--provider: expected a value (--provider ID), got none.'],
    ['serve --secret=', '--secret: expected a value (--secret TEXT), got an empty one.'],
    ['serve --json=1', '--json: expected no value, got "1".'],
    ['serve --provider kyvee', `--provider: expected one of ${ids}, got "kyvee". Did you mean "kyve"?`],
    ['serve --port x', '--port: expected a whole number from 0 to 65533, got "x".'],
    ['serve --port 70000', '--port: expected a whole number from 0 to 65533, got "70000".'],
    ['serve --port 0x10', '--port: expected a whole number from 0 to 65533, got "0x10".'],
    ['serve --seed -1', '--seed: expected a whole number of 0 or more, got "-1".'],
    ['serve --seed 1.5', '--seed: expected a whole number of 0 or more, got "1.5".'],
    ['serve --speed fast', '--speed: expected a number of 0 or more, got "fast".'],
    ['serve --timeout 5', `--timeout: ${span}, got "5". ${units}`],
    ['serve --receiver ftp://x', `--receiver: ${webUrl}, got "ftp://x".`],
    ['serve --receiver localhost:3000', `--receiver: ${webUrl}, got "localhost:3000".`],
    [
      'serve --receiver http://example.com/',
      '--receiver: expected a receiver on this machine (127.0.0.1, localhost or [::1]), got example.com. ' +
        'If that host is yours, allow it with --allow-host example.com.',
    ],
    ['serve --receiver-time skew:2', `--receiver-time: ${span}, got "2". ${units}`],
    [
      'serve --receiver-time moon',
      '--receiver-time: expected wall, sandbox, skew:-2h or fixed:2026-01-01T00:00:00Z, got "moon".',
    ],
    ['serve --start yesterday', `--start: ${time}, got "yesterday".`],
    ['serve --start 2026-01-01T00:00', `--start: ${time}, got "2026-01-01T00:00".`],
    ['serve --assume ladder', '--assume: expected ID=READING, got "ladder".'],
    [
      'serve --provider kycert --assume retry-table=nope',
      'assumptions of kycert.retry-table: expected one of seven-retries, seven-posts-after-delay, ' +
        'seven-posts-first-six-rows, seven-posts-last-six-rows, got "nope".',
    ],
    ['serve --config nope.yaml', '--config: expected a file that exists, got "nope.yaml".'],
  ])('%s', async (line, sentence) => {
    expect(await inProcess(line.split(' '))).toEqual({ out: '', err: `doubleact: ${sentence}\n`, exit: 2 });
  });

  it('an assumption that the provider does not make is met with those it does', async () => {
    const { err, exit } = await inProcess(['serve', '--assume', 'nope=1']);
    expect({ err, exit }).toEqual({
      err: expect.stringMatching(/^doubleact: assumptions of kyve: expected one of ladder, .*, got "nope"\.\n$/),
      exit: 2,
    });
  });

  it.each([
    ['DOUBLEACT_PORT', 'x', 'expected a whole number from 0 to 65533, got "x".'],
    ['DOUBLEACT_PORT', '70000', 'expected a whole number from 0 to 65533, got "70000".'],
    ['DOUBLEACT_SEED', '-1', 'expected a whole number of 0 or more, got "-1".'],
    ['DOUBLEACT_RECEIVER', 'ftp://x', `${webUrl}, got "ftp://x".`],
  ])('%s=%s', async (name, value, sentence) => {
    const ended = await run(['serve'], { env: { [name]: value } });
    expect(ended).toEqual({ out: '', err: `doubleact: environment ${name}: ${sentence}\n`, exit: 2 });
  });

  it.each([
    [
      'a.yaml',
      'provider: kycert\n  receiver: x\n',
      'a.yaml:1:11: expected YAML or JSON, got Nested mappings are not allowed in compact mappings.',
    ],
    ['a.json', '{\n  "port": 0,,\n}', 'a.json:2:13: expected YAML or JSON, got Unexpected , in flow map.'],
    ['a.yaml', 'port: 1\nport: 2\n', 'a.yaml:2:1: expected YAML or JSON, got Map keys must be unique.'],
    ['a.yaml', '- kycert\n', 'a.yaml: expected settings by name, such as provider: kycert, got a list.'],
    [
      'a.yaml',
      'recevier: http://127.0.0.1:3000\n',
      `a.yaml: expected only the keys ${keys}, got "recevier". Did you mean "receiver"?`,
    ],
    [
      'a.yaml',
      'endpoints: [{ url: http://127.0.0.1:3000, evnts: all }]\n',
      'a.yaml.endpoints.0: expected only the keys url, id, secret, events, livemode, enabled, headers, got "evnts". ' +
        'Did you mean "events"?',
    ],
    ['a.json', '{ "port": "4400" }', 'a.json.port: expected number, got "4400".'],
    ['a.json', '{ "port": 4400.5 }', 'a.json.port: expected a whole number, got 4400.5.'],
    ['a.yaml', 'port: 70000\n', 'a.yaml.port: expected at most 65533, got 70000.'],
    ['a.yaml', 'provider: kyvee\n', `a.yaml.provider: expected one of ${ids}, got "kyvee". Did you mean "kyve"?`],
    ['a.yaml', 'start: tomorrow\n', `a.yaml.start: ${time}, got "tomorrow".`],
    ['a.yaml', 'timeout: "5"\n', `a.yaml.timeout: ${span}, got "5". ${units}`],
    ['a.yaml', 'receiver: /hook\n', `a.yaml.receiver: ${webUrl}, got "/hook".`],
    [
      'a.yaml',
      'issuer: { partner: { partnerID: x } }\n',
      'a.yaml.issuer.partner: expected only the keys partnerId, keyId, issuerDid, algorithm, jwks, got "partnerID". ' +
        'Did you mean "partnerId"?',
    ],
    ['a.toml', '', 'a.toml: expected a .ts, .json, .yaml or .yml file, got .toml.'],
  ])('%s with %j', async (name, text, sentence) => {
    const path = join(folderWith({ [name]: text }), name);
    const { err, ...ended } = await inProcess(['serve', '--config', path]);
    expect(ended).toEqual({ out: '', exit: 2 });
    expect(err.replaceAll(path, name)).toBe(`doubleact: ${sentence}\n`);
  });

  it('of a configuration that is a module', async () => {
    const path = join(folderWith({ 'a.ts': "throw new Error('my own');" }), 'a.ts');
    const sentence = `${path}: expected a module that can be loaded, got Error: my own.`;
    const ended = await inProcess(['serve', '--config', path]);
    expect(ended).toEqual({ out: '', err: `doubleact: ${sentence}\n`, exit: 2 });
  });

  it('a stack is shown only with --debug', async () => {
    const folder = folderWith({ 'a.ts': "throw new Error('my own');" });
    const { err, exit } = await run(['serve', '--config', 'a.ts', '--debug'], { folder });
    expect(exit).toBe(2);
    expect(err).toMatch(/^doubleact: a\.ts: .* got Error: my own\.\nError: my own\n {4}at /);
  });
});
