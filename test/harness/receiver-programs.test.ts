// The reference receiver as a program of its own, over real HTTP.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Door, listen } from '../../mocks/http/fastify.ts';
import { kycProgram } from '../../mocks/issuer/program.ts';
import { createSandbox, type Sandbox } from '../../mocks/sandbox.ts';
import { eventSaying } from './reference-stand.ts';

const folder = mkdtempSync(join(tmpdir(), 'doubleact-test-'));
const file = join(folder, 'reference.mjs');
const command = ['node', file] as const;

// One file, made once: to load the sources each time takes a second of a processor.
beforeAll(async () => {
  const bundled = await rolldown({ input: 'test/receivers/reference.ts', platform: 'node' });
  await bundled.write({ file, codeSplitting: false });
  await bundled.close();
});

const closers: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closers) await close();
  // After the programs, which write to it until they are ended.
  rmSync(folder, { recursive: true, force: true });
});

describe.concurrent('reference.ts', () => {
  it.each(['kyve', 'kycert'])(
    'brings a person of %s one credential, refuses a forgery, and dedupes',
    async (provider) => {
      const { sandbox, url } = await start(provider, [...command, 'queue']);
      const approval = sandbox.provider.behaviour.approval;
      const credentialOnchain = heard(sandbox, 'ana@example.com');
      sandbox.emit(approval, {
        applicant: { key: 'ana', email: 'ana@example.com', level: 'plus' },
        flaw: 'concurrent-duplicates',
      });
      sandbox.emit(approval, { applicant: { key: 'eve', email: 'eve@example.com' }, flaw: 'wrong-secret' });
      sandbox.emit(approval, { applicant: { key: 'old', email: 'old@example.com' }, flaw: 'stale-timestamp' });
      const rejected = eventSaying(sandbox, 'rejected') ?? '';
      sandbox.emit(rejected, { applicant: { key: 'ben', email: 'ben@example.com' }, outcome: 'rejected' });
      await sandbox.advance(60_000);
      await credentialOnchain;

      const statuses = sandbox.journal
        .entries({ kind: 'attempt.answered' })
        .map(({ applicant, status }) => `${applicant.split('@')[0]} ${status}`);
      expect(statuses.sort()).toEqual(['ana 200', 'ana 200', 'ana 200', 'ben 200', 'eve 401', 'old 401']);
      expect(sandbox.journal.entries({ kind: 'token.refused' })).toEqual([]);
      expect(sandbox.issuer.credentials()).toEqual([
        expect.objectContaining({
          applicant: 'ana@example.com',
          state: 'ONCHAIN',
          subject: expect.objectContaining({ kycVerified: true, kycLevel: 'plus' }),
        }),
      ]);
      expect((await fetch(url)).status).toBe(405);
    },
    30_000,
  );
});

describe.concurrent('reference.ts, killed and started again', () => {
  it('keeps in a file what it owes', async () => {
    const { sandbox, stop, again } = await start('kyve', [...command, 'inline', '', join(folder, 'memory')]);
    sandbox.issuer.setMood({ mood: 'unavailable-503' });
    sandbox.emit('verification.completed', { applicant: { key: 'ana', email: 'ana@example.com' } });
    await sandbox.clock.settle();
    await stop();
    sandbox.issuer.clearMoods();
    const credentialOnchain = heard(sandbox, 'ana@example.com');
    await again();
    await credentialOnchain;
    expect(sandbox.issuer.credentials()).toHaveLength(1);
  }, 30_000);
});

async function start(provider: string, command: readonly [string, ...string[]]) {
  const sandbox = createSandbox({
    provider,
    seed: 7,
    issuer: { programs: [{ ...kycProgram, onchain: { polls: 1 } }] },
  });
  const door: Door = await listen(sandbox.issuer.service, 0, sandbox.issuer.call);
  const { partner, program } = sandbox.issuer;
  const key = await partner.privateKey();
  const secret = 'whsec_a-secret-for-this-test';
  const told = {
    DOUBLEACT_PROVIDER: provider,
    DOUBLEACT_WEBHOOK_SECRET: secret,
    DOUBLEACT_ISSUER_URL: `${door.url}/v1`,
    PARTNER_ID: partner.partnerId,
    KEY_ID: key?.kid ?? '',
    ISSUER_DID: partner.issuerDid,
    CREDENTIAL_ID: program.id,
    PARTNER_PRIVATE_KEY: key?.pem ?? '',
    PORT: '0',
  };
  let child: ChildProcess;
  async function run(): Promise<string> {
    const [file, ...flags] = command;
    child = spawn(file, flags, { env: { ...process.env, ...told }, stdio: ['ignore', 'pipe', 'inherit'] });
    return new Promise((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it listened`)));
      child.stdout?.on('data', (text) => {
        const [, url] = /listening on (\S+)/.exec(String(text)) ?? [];
        if (url !== undefined) resolve(url);
      });
    });
  }
  const stop = () =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    });
  const url = await run();
  sandbox.provider.endpoints.add({ url, secret });
  closers.push(
    stop,
    () => door.close(),
    () => sandbox.close(),
  );
  return { sandbox, url, stop, again: run };
}

/** Resolves when a credential of this person is on chain. */
function heard({ journal }: Sandbox, applicant: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = journal.listen((entry) => {
      if (entry.kind !== 'credential.moved' || entry.applicant !== applicant || entry.to !== 'ONCHAIN') return;
      stop();
      resolve();
    });
  });
}
