// The worked example of docs/providers.md as a user runs it: a provider in a config file, found by the built program or named
// to the one in this process.
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../harness/result.ts';
import { examined } from './examined.ts';
import { inProcess, serveInProcess } from './in-process.ts';
import { folderWith, run } from './program.ts';

const config = readFileSync('docs/acme.config.ts', 'utf8');
const folder = folderWith({ 'doubleact.config.ts': config, 'package.json': '{ "type": "module" }' });
const file = join(folder, 'doubleact.config.ts');
mkdirSync(join(folder, 'node_modules'));
symlinkSync(resolve('.'), join(folder, 'node_modules', 'doubleact'));
const exec = `${process.execPath} ${resolve('test/receivers/acme.mjs')}`;

async function test(scenarios: readonly string[]) {
  const flags = ['--exec', exec, '--seed', '1', '--json', '--report', 'junit=out.xml'];
  const { out, err, exit } = await run(['test', ...scenarios, ...flags], { folder });
  expect(out, err).toMatch(/^\{/);
  return { result: JSON.parse(out) as RunResult, exit };
}

describe.concurrent('a provider of one’s own', () => {
  it('is tested like the others, and its documents are cited', async () => {
    const scenarios = [
      'approved',
      'duplicates',
      'signature-forged',
      'livemode',
      'unknown-event',
      'decision-not-approved',
    ];
    const { result, exit } = await test(scenarios);
    const broken = result.checks.filter(({ verdict, level }) => verdict === 'broken' && level === 'must');
    expect(broken.map(({ id, reason }) => [id, reason])).toEqual([]);
    expect([exit, result.verdict]).toEqual([0, 'pass']);
    expect(result.provider).toBe('acme-kyc');
    const verdicts = new Map(result.checks.map(({ id, verdict, clause }) => [id, { verdict, clause }]));
    expect(verdicts.get('answers-within-the-time-out')).toEqual({
      verdict: 'met',
      clause: 'Acme webhooks: answer 2xx within 8 seconds',
    });
    for (const id of [
      'refuses-a-wrong-secret',
      'issues-nothing-for-the-other-mode',
      'issues-the-right-level',
    ] as const) {
      expect([id, verdicts.get(id)?.verdict]).toEqual([id, 'met']);
    }
    expect(readFileSync(join(folder, 'out.xml'), 'utf8')).toContain('acme-kyc@2026-11');
  });

  it('finds out the receiver that believes everything', async () => {
    const { result, exit } = await examined([
      'signature-forged',
      '--config',
      file,
      '--exec',
      `WAY=believes ${exec}`,
      '--seed',
      '1',
    ]);
    expect(exit).toBe(1);
    const broken = result.checks.filter(({ verdict }) => verdict === 'broken').map(({ id }) => id);
    expect(broken).toEqual(expect.arrayContaining(['refuses-a-tampered-body', 'refuses-a-wrong-secret']));
  });

  it('is listed, explained and compared', async () => {
    const [listed, explained, compared] = await Promise.all(
      [
        ['list', 'providers'],
        ['explain', 'acme-kyc'],
        ['providers', 'diff', 'kyve', 'acme-kyc'],
      ].map((argv) => inProcess([...argv, '--config', file])),
    );
    expect(listed?.out).toContain('acme-kyc           Acme KYC, acme-kyc@2026-11');
    expect(explained?.out).toMatch(/webhook-signature: v1,\S+\n[\s\S]* 6 {2}\+1d7h11m/);
    expect(explained?.out).toMatch(
      /level-in-body: The page shows .*\n +sent \(default\): person\.level is sent\n +left-out: it is not/,
    );
    expect(compared?.out).toContain('Read the signature from webhook-signature.');
  });

  it('is served, and read as its user wishes', async () => {
    const argv = ['--config', file, '--assume', 'level-in-body=left-out'];
    const { served, step, get, end } = await serveInProcess(argv);
    expect(served.profile).toBe('acme-kyc');
    await step({ endpoint: { url: 'http://127.0.0.1:9/hook' } });
    await step({ emit: { outcome: 'approved', applicant: { email: 'ana@example.com' } } });
    await step({ settle: {} });
    const { body } = await get('/deliveries/dlv_1');
    expect(JSON.stringify(body)).toContain(JSON.stringify('"email":"ana@example.com"}}').slice(1, -1));
    expect((await end()).exit).toBe(0);
  });
});
