import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { of } from '../../harness/evidence.ts';
import type { Capabilities } from '../../harness/history.ts';
import { runSuite, type SuiteOptions } from '../../harness/run.ts';
import type { Scenario, ScenarioStep } from '../../harness/scenario.ts';
import { openTarget } from '../../harness/targets/choose.ts';
import { pause } from '../../harness/targets/reach.ts';
import { partnerKeys } from '../partner-keys.ts';

const capabilities: Capabilities = { issues: true, restart: true, rotation: false, tenants: false };
const scenario = (id: string, ...steps: ScenarioStep[]): Scenario => ({ id, title: id, steps });
const approve = (applicant: string): ScenarioStep => ({ emit: { outcome: 'approved', applicant } });
const program = 'node test/receivers/plain.mjs';
const told = { PORT: '0', SECRET: 'it\'s\n$HOME $(id) `id` "quoted"' };

const run = (way: string, scenarios: Scenario[], options: Partial<SuiteOptions> = {}) =>
  runSuite({
    provider: 'kyve',
    seed: 7,
    capabilities,
    quiet: 100,
    scenarios,
    target: { command: program, env: { WAY: way } },
    partner: { jwks: partnerKeys },
    ...options,
  });

/** A program whose `source` is JavaScript. */
const node = (source: string) => `node -e '${source}'`;
const listens = 'require("node:http").createServer((_, r) => r.end()).listen(process.env.PORT);';

/** Whoever has ended but was not buried yet is not alive. */
const isAlive = (pid: number): boolean => {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return /^[^ZX\s]/.test(stdout.trim());
};

describe.concurrent('a command', { timeout: 20_000 }, () => {
  it('is started, told everything, judged with its output kept, and stopped without trace', async () => {
    const folders: string[] = [];
    const onchain: ScenarioStep = { await: { credential: 'ana', state: 'ONCHAIN', within: '10s' } };
    const { history, output } = await run('well', [scenario('one', approve('ana'), onchain, { advance: '1h' })], {
      onTold: (all) => folders.push(all.PARTNER_PRIVATE_KEY_PATH as string),
    });
    expect(history.died).toBeNull();
    expect(history.histories[0]?.troubles).toEqual([]);
    expect(of(history.histories[0]?.entries ?? [], 'credential.moved')).toMatchObject([{ to: 'ONCHAIN' }]);
    expect(output).toMatch(/^listening on \d+, well\n$/);
    expect(folders.map((path) => existsSync(path))).toEqual([false]);
  });

  it('is given its surroundings to the letter, under other names if wanted', async () => {
    const command = node(`process.stdout.write(JSON.stringify([process.env.OTHER, process.env.MORE])); ${listens}`);
    const target = await openTarget({ command, names: { SECRET: 'OTHER' }, env: { MORE: 'x' } }, told, '/hook');
    await target.stop();
    expect(JSON.parse(target.output() as string)).toEqual([told.SECRET, 'x']);
    expect(target.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/hook$/);
  });

  it('may listen on the other loopback address', async () => {
    const command = node(listens.replace('process.env.PORT', 'process.env.PORT, "::1"'));
    const target = await openTarget({ command }, told, '/hook');
    await target.stop();
    expect(target.url).toContain('http://[::1]:');
  });

  it('may print much while nobody reads: the end of it is kept', async () => {
    const { history, output } = await run('loud', [scenario('one', approve('ana'))]);
    expect(of(history.histories[0]?.entries ?? [], 'attempt.answered')).toHaveLength(1);
    expect(output?.length).toBe(64 * 1024);
    expect(output).toMatch(/line 19999 of much\n$/);
  });

  it('that ends before it is ready is told of at once, with what it printed', async () => {
    // It is not waited for until the time is over: this test would be.
    const target = { command: program, env: { WAY: 'dies-at-birth' }, within: 60_000 };
    await expect(run('dies-at-birth', [], { target })).rejects.toMatchObject({
      code: 'receiver-gone',
      message: `--exec: expected a receiver that keeps running (${program}), got it ended with exit code 7`,
      hint: expect.stringMatching(/The end of what it printed:\nlistening on \d+, dies-at-birth\nno such table/),
    });
  });

  it('that never becomes ready is given up', async () => {
    const target = { command: program, env: { WAY: 'deaf' }, within: 700 };
    await expect(run('deaf', [], { target })).rejects.toMatchObject({
      code: 'receiver-gone',
      message: expect.stringContaining('to be open within 700 ms'),
    });
  });

  it('may be asked at a path whether it is ready', async () => {
    const target = await openTarget({ command: program, ready: '/health' }, told, '/hook');
    await target.stop();
    const never = openTarget({ command: node(listens.replace('r.end()', '0')), ready: '/', within: 300 }, told, '/');
    await expect(never).rejects.toThrow('expected an answer from / within 300 ms');
  });

  it('that dies is recorded as that, and nobody waits for it', async () => {
    const scenarios = [scenario('one', approve('ana'), { advance: '25h' }), scenario('two', approve('ana'))];
    const { history, output } = await run('dies', scenarios, { parallel: 1 });
    expect(history.died).toBe(`${program}: it ended with exit code 3`);
    expect(output).toMatch(/dies/);
    for (const { troubles } of history.histories) {
      expect(troubles).toMatchObject([{ kind: 'unable', tells: expect.stringContaining('The receiver is gone') }]);
    }
  });

  it('that hangs is a time-out in the history', async () => {
    const { history } = await run('hangs', [scenario('one', approve('ana'))], { timeout: 150 });
    expect(history.died).toBeNull();
    expect(of(history.histories[0]?.entries ?? [], 'attempt.unanswered')).toMatchObject([{ silence: 'timeout' }]);
  });

  it('can be restarted at the same place', async () => {
    const target = await openTarget({ command: program }, told, '/hook');
    await target.restart?.();
    expect(target.died()).toBeNull();
    expect((await fetch(target.url)).status).toBe(200);
    await target.stop();
    expect(target.output()?.match(/listening/g)).toHaveLength(2);
  });

  it('is ended together with what it started, even if it does not want to', async ({ expect }) => {
    const stubborn = 'process.on("SIGTERM", () => {}); console.log(process.pid); setInterval(() => {}, 1000);';
    const command = `${node(stubborn)} & ${node(`setTimeout(() => { ${listens} }, 300);`)}`;
    const target = await openTarget({ command }, told, '/hook');
    // On a busy machine the one that listens may be there first.
    await expect.poll(() => target.output()).toMatch(/^\d+\n/);
    const pid = Number(target.output());
    expect(isAlive(pid)).toBe(true);
    await target.stop();
    await pause(50);
    expect(isAlive(pid)).toBe(false);
  });

  it('is ended when we are interrupted', async () => {
    const source = `
      import { openTarget } from './harness/targets/choose.ts';
      const command = 'echo $$; exec node -e "require(\\'node:http\\').createServer().listen(process.env.PORT)"';
      const target = await openTarget({ command }, { PORT: '0' }, '/');
      console.log(target.output().trim());
      setInterval(() => {}, 1000);`;
    const us = spawn('node', ['--import', 'tsx', '--input-type=module', '-e', source]);
    const [printed] = (await once(us.stdout, 'data')) as [Buffer];
    const pid = Number(printed.toString());
    expect(isAlive(pid)).toBe(true);
    us.kill('SIGINT');
    const [, by] = await once(us, 'exit');
    expect(by).toBe('SIGINT');
    await pause(50);
    expect(isAlive(pid)).toBe(false);
  });
});

describe('a URL', { timeout: 20_000 }, () => {
  it('is where somebody listens already; a bare origin gets the usual path', async () => {
    const server = createServer((_request, response) => response.end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const target = await openTarget({ url: `http://127.0.0.1:${port}` }, told, '/webhooks/kyve');
    expect(target).toMatchObject({ url: `http://127.0.0.1:${port}/webhooks/kyve`, restart: null });
    expect((await openTarget({ url: `http://127.0.0.1:${port}/mine` }, told, '/x')).url).toMatch(/\/mine$/);
    server.close();
    await target.look();
    expect(target.died()).toBe(`nothing listens at http://127.0.0.1:${port} any more`);
  });

  it('where nobody listens is an error before anything happens', async () => {
    await expect(openTarget({ url: 'http://127.0.0.1:9' }, told, '/x')).rejects.toThrow(
      '--receiver: expected a receiver that listens at http://127.0.0.1:9, got nothing there',
    );
  });
});

describe('a function', { timeout: 20_000 }, () => {
  it('is made anew at a restart, and the old one is cut off', async () => {
    let lives = 0;
    const seen: string[] = [];
    const target = await openTarget(
      {
        receiver(_told, { fetch }) {
          const life = ++lives;
          return async () => {
            await fetch('http://other/').then(() => seen.push(`life ${life} got through`));
            return new Response();
          };
        },
      },
      told,
      '/hook',
      { fetch: () => pause(30).then(() => new Response()) },
    );
    const call = () => Promise.resolve(target.receiver?.(new Request(target.url)));
    const before = call();
    before?.catch(() => {});
    await target.restart?.();
    await expect(before).rejects.toThrow('the receiver was stopped');
    await call();
    expect(seen).toEqual(['life 2 got through']);
  });
});
