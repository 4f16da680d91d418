// `test` and `demo` as a user runs them: a receiver that is started, and the exit code; where streams and folders matter, the
// built program.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../../harness/result.ts';
import { openReceiver } from '../../receivers.ts';
import { examined } from '../examined.ts';
import { inProcess } from '../in-process.ts';
import { folderWith, run } from '../program.ts';

// Verifies nothing, issues and polls.
const plain = `${process.execPath} ${resolve('test/receivers/plain.mjs')}`;
const tampered = `title: A body changed after signing
steps:
  - emit: { outcome: approved, applicant: before }
  - emit: { outcome: approved, applicant: probe, flaw: tampered-body }
  - emit: { outcome: approved, applicant: after }
  - settle: {}
`;
const approved = `title: Somebody passes
steps:
  - emit: { outcome: approved, applicant: ana }
  - settle: {}
`;

describe.concurrent('doubleact test', () => {
  it('judges a program that it starts, and writes the reports asked for', async () => {
    const folder = folderWith({ 'tampered.yaml': tampered });
    const reports = ['junit=out/a.xml', 'html=out/a.html', 'markdown=out/a.md'].flatMap((each) => ['--report', each]);
    const argv = ['test', 'tampered.yaml', '--provider', 'kyve', '--exec', plain, '--seed', '7', '--json', ...reports];
    const { out, err, exit } = await run(argv, { folder });
    const result = JSON.parse(out) as RunResult;
    expect({ exit, verdict: result.verdict, seed: result.seed }).toEqual({ exit: 1, verdict: 'fail', seed: 7 });
    const broken = result.checks.find(({ id }) => id === 'refuses-a-tampered-body');
    expect(broken).toMatchObject({ verdict: 'broken', level: 'must' });
    expect(broken?.repeat).toMatch(/^npx doubleact test tampered\.yaml .*--only refuses-a-tampered-body --seed 7$/);
    expect(err).toContain('1 scenarios against');
    expect(readFileSync(join(folder, 'out/a.xml'), 'utf8')).toContain('<testcase');
    expect(existsSync(join(folder, 'out/a.html')) && existsSync(join(folder, 'out/a.md'))).toBe(true);
  });

  it('has nothing but the result on stdout, for people too', async () => {
    const folder = folderWith({ 'approved.yaml': approved });
    const { out, exit } = await run(['test', 'approved.yaml', '--exec', plain, '--only', 'accepts-a-valid-delivery'], {
      folder,
    });
    expect(exit).toBe(0);
    expect(out).toMatch(/^\ndoubleact .* Checked against profile kyve@/);
    expect(out).not.toContain('\u001b');
  });

  it('excuses what the baseline lists, and is red where it is stale', async () => {
    const line = (check: string) => `- { check: ${check}, reason: soon, owner: ana, expires: "2099-01-01" }\n`;
    const folder = folderWith({
      'tampered.yaml': tampered,
      'known.yaml': line('refuses-a-tampered-body'),
      'stale.yaml': line('accepts-a-valid-delivery'),
    });
    const [tamperedFile, ...baselines] = ['tampered.yaml', 'known.yaml', 'stale.yaml'].map((name) =>
      join(folder, name),
    );
    const receiver = await openReceiver(200);
    const judged = (only: string, file = '') =>
      examined([tamperedFile ?? '', '--receiver', receiver.url, '--port', '0', '--only', only, '--baseline', file]);
    const [known, stale] = await Promise.all([
      judged('refuses-a-tampered-body', baselines[0]),
      judged('accepts-a-valid-delivery', baselines[1]),
    ]);
    await receiver.close();
    expect(known.exit).toBe(0);
    expect(stale.exit).toBe(1);
    expect(stale.result.stale).toHaveLength(1);
  });

  it('is incomplete when the receiver is never ready', async () => {
    const folder = folderWith({ 'approved.yaml': approved });
    const { exit, result } = await examined([join(folder, 'approved.yaml'), '--exec', 'exit 7']);
    expect(exit).toBe(3);
    expect(result).toMatchObject({ verdict: 'incomplete', died: expect.stringContaining('7') });
  });

  it.each([
    [['test'], 'doubleact test: expected a receiver: --exec COMMAND or --receiver URL, got neither.'],
    [['test', '--exec', 'x', '--receiver', 'http://127.0.0.1:1'], 'expected --exec or --receiver, got both.'],
    [['test', '--exec', 'x', '--only', 'refuses-a-tamperd-body'], 'Did you mean "refuses-a-tampered-body"?'],
    [['test', '--exec', 'x', '--report', 'junit'], '--report: expected KIND=PATH, got "junit".'],
    [['test', '--exec', 'x', '--report', 'junt=x'], 'Did you mean "junit"?'],
    [['test', '--exec', 'x', 'aproved'], 'Did you mean "approved"?'],
    [['test', '--exec', 'x', '--baseline', 'nope.yaml'], '--baseline: expected a file that exists'],
  ])('%j is bad usage', async (argv, sentence) => {
    const { out, err, exit } = await inProcess(argv);
    expect({ out, exit }).toEqual({ out: '', exit: 2 });
    expect(err).toContain(sentence);
  });
});

describe('doubleact demo', () => {
  it('finds what is wrong with the recipe, and nothing with the correct receiver', async () => {
    const { out, exit } = await run(['demo', '--json']);
    const { correct, recipe } = JSON.parse(out) as { correct: RunResult; recipe: RunResult };
    expect(exit).toBe(0);
    expect(correct.checks.filter(({ verdict }) => verdict === 'broken').map(({ id }) => id)).toEqual([]);
    const broken = recipe.checks.filter(({ verdict }) => verdict === 'broken').map(({ id }) => id);
    expect(broken).toEqual(
      expect.arrayContaining([
        'refuses-a-missing-signature',
        'refuses-a-tampered-body',
        'answers-within-the-time-out',
        'does-not-revoke-and-reissue-on-duplicates',
      ]),
    );
  });
});
