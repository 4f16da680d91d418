// `serve` as a user runs it: the built program, wherever its process is what matters (signals, streams, folder and environment);
// what it serves is asked of the program in this process.
import { existsSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wantsColour } from '../../src/config.ts';
import { isGenuine, openReceiver } from '../receivers.ts';
import { inProcess, serveInProcess } from './in-process.ts';
import { folderWith, greeting, type Serving, serve } from './program.ts';

const colour = String.fromCharCode(27);
// An RSA key takes longer to make than all else that is asked here: what is served in this process is served with another.
const quickKey = { 'quick.yaml': 'issuer: { partner: { algorithm: ES256 } }\n' };
const quick = ['--config', join(folderWith(quickKey), 'quick.yaml')];

describe.concurrent('serve --json', () => {
  it('prints one line with everything a receiver must be told, is ready, and ends by SIGTERM without trace', async () => {
    const serving = await serve(['--receiver', 'http://127.0.0.1:3000', '--seed', '7']);
    const { served, out, get } = serving;
    const pem = served.partner.privateKeyPath ?? '';
    expect(out().split('\n')).toEqual([JSON.stringify(served), '']);
    expect(served).toEqual({
      control: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      provider: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      issuer: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/v1$/),
      profile: 'kyve',
      receiver: 'http://127.0.0.1:3000/webhooks/kyve',
      secret: expect.any(String),
      partner: {
        id: expect.any(String),
        keyId: expect.any(String),
        issuerDid: expect.stringMatching(/^did:/),
        credentialId: expect.any(String),
        privateKeyPath: expect.stringMatching(/partner\.pem$/),
      },
      apiKeys: expect.arrayContaining([{ value: expect.any(String), livemode: false, scopes: expect.any(Array) }]),
      seed: 7,
      start: expect.stringMatching(/Z$/),
      assumed: [],
    });
    expect(await get('/ready')).toEqual({
      status: 200,
      body: { ready: true, doubleact: expect.any(String), provider: 'kyve', seed: 7, run: expect.any(String) },
    });
    expect(statSync(pem).mode & 0o777).toBe(0o600);
    await expectEndBy('SIGTERM', serving);
  });

  it('and so does SIGINT, which is Ctrl-C, also while somebody reads the journal', async () => {
    const serving = await serve();
    const reading = await fetch(`${serving.served.control}/journal/stream`);
    expect(reading.status).toBe(200);
    const broken = reading.text().catch(() => 'broken off');
    await expectEndBy('SIGINT', serving);
    expect(await broken).toMatch(/connected|broken off/);
  });

  it('the same seed and start give the same world; another seed another', async () => {
    const world = async (seed: string) => {
      const { served, step, end } = await serveInProcess([
        ...quick,
        '--seed',
        seed,
        '--start',
        '2026-01-01',
        '--speed',
        '0',
      ]);
      const { event, applicant } = await step({ emit: { event: 'verification.completed' } });
      await end();
      const { id, keyId, issuerDid, credentialId } = served.partner;
      return { event, applicant, id, keyId, issuerDid, credentialId, keys: served.apiKeys, start: served.start };
    };
    const [one, again, other] = await Promise.all([world('5'), world('5'), world('6')]);
    expect(one.event).toEqual(expect.any(String));
    expect(again).toEqual(one);
    expect(other.event).not.toEqual(one.event);
    expect(one.start).toBe('2026-01-01T00:00:00.000Z');
  });

  it('--speed 0 holds time still, another number says how fast it flows', async () => {
    const clocks = ['0', '60'].map(async (speed) => {
      const { get, end } = await serveInProcess([...quick, '--speed', speed]);
      const { body } = await get('/clock');
      await end();
      return body.pace;
    });
    expect(await Promise.all(clocks)).toEqual(['still', 60]);
  });
});

describe.concurrent('serve for people', () => {
  const shown = async (argv: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const { out, end } = await greeting(['serve', '--port', '0', ...argv], { env });
    await end();
    return out();
  };

  it('prints a table, without colour where nobody looks', async ({ expect }) => {
    const world = ['--provider', 'kycert', '--seed', '1', '--start', '2026-01-01'];
    const receiver = ['--receiver', 'http://127.0.0.1:3000/hook'];
    const table = await shown([...world, ...receiver, '--assume', 'retry-table=seven-posts-after-delay']);
    expect(table).not.toContain(colour);
    expect(
      table.replaceAll(/127\.0\.0\.1:\d+(?=\/v1|\/steps|\n| in)/g, '127.0.0.1:…').replace(/\/\S+partner/, '…/partner'),
    ).toMatchInlineSnapshot(`
      "
        control            http://127.0.0.1:…
        provider (kycert)  http://127.0.0.1:…
          API key          sk_test_Q2gRlRU4uMLrFiDec8oBnkCrT2phRddw
          delivers to      http://127.0.0.1:3000/hook
          webhook secret   whsec_GpBUWMl4eQdHRayeFX5jfk0xtoiIIZib
        issuer             http://127.0.0.1:…/v1
          partner id       b6aa4105-f865-491d-9ed2-dfa99312fe74
          key id           key-wlyvy4s7
          issuer DID       did:air:id:test:4P5fokUVvj7RgGJVUzD1ZpHakLQuEPbvM14YLDWSmn
          credential id    c2djkuk2kdszous4ooczgS
          private key      …/partner.pem
        seed               1  repeat with --seed 1 --start 2026-01-01T00:00:00.000Z
        assuming retry-table = seven-posts-after-delay

        ready  open http://127.0.0.1:… in a browser
               or POST http://127.0.0.1:…/steps {"emit": …}, {"advance": "5m"} … · Ctrl-C ends it

      "
    `);
  });

  it('colours it where the environment asks for that', async () => {
    expect(await shown([], { FORCE_COLOR: '1' })).toContain(colour);
  });

  it.each<[boolean, NodeJS.ProcessEnv, boolean]>([
    [true, {}, true],
    [false, {}, false],
    [false, { FORCE_COLOR: '1' }, true],
    [true, { FORCE_COLOR: '0' }, false],
    [true, { FORCE_COLOR: '' }, true],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  ])('at a terminal: %s, with %j, colours: %s', (isTTY, environment, coloured) => {
    expect(wantsColour({ isTTY }, environment)).toBe(coloured);
  });
});

describe.concurrent('a port that is in use', () => {
  it.each([
    ['control API', 0],
    ['provider', 1],
    ['issuer', 2],
  ])('of the %s is one sentence, and nothing is left listening', async (_name, which) => {
    const { first, held } = await holdOneOfThree(which);
    const { out, err, exit } = await inProcess(['serve', ...quick, '--port', String(first)]);
    held.close();
    expect({ out, exit }).toEqual({ out: '', exit: 2 });
    expect(err).toMatch(
      /^doubleact: port \d+: expected a free port for the .*, got one that another program listens on\./,
    );
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(err).toContain('Give another with --port, or --port 0 for any free ones.');
    for (const each of [0, 1, 2].filter((step) => step !== which)) {
      await expect(fetch(`http://127.0.0.1:${first + each}/`)).rejects.toThrow();
    }
  });
});

describe.concurrent('settings', () => {
  const files = {
    'doubleact.config.yaml':
      'provider: kycert\nseed: 11\nassume: { retry-table: seven-posts-after-delay }\nissuer: { partner: { algorithm: ES256 } }\n',
    'mine.json': JSON.stringify({
      provider: 'kycert',
      seed: 12,
      endpoints: [{ url: 'http://127.0.0.1:9/a', secret: 'whsec_mine' }],
      issuer: { partner: { algorithm: 'ES256' } },
    }),
    'mine.ts':
      "const seed: number = 13;\nexport default { provider: 'recipe', seed, receiver: 'http://127.0.0.1:9' };\n",
    'package.json': '{ "type": "module" }',
  };
  const folder = folderWith(files);
  const told = async (serving: Promise<Serving>) => {
    const { served, end } = await serving;
    await end();
    const { profile, seed, receiver, secret, assumed } = served;
    return { profile, seed, receiver, secret, assumed: assumed.map(({ id, reading }) => `${id}=${reading}`) };
  };
  const none = { receiver: null, secret: null, assumed: [] };

  it('come from doubleact.config.* in the folder', async () => {
    expect(await told(serve([], { folder }))).toEqual({
      ...none,
      profile: 'kycert',
      seed: 11,
      assumed: ['retry-table=seven-posts-after-delay'],
    });
  });

  it('or from a named JSON file', async () => {
    const endpoint = { receiver: 'http://127.0.0.1:9/a', secret: 'whsec_mine' };
    const serving = serveInProcess(['--config', join(folder, 'mine.json')]);
    expect(await told(serving)).toEqual({ ...none, ...endpoint, profile: 'kycert', seed: 12 });
  });

  it('or from TypeScript, in a folder of modules or not', async () => {
    const elsewhere = folderWith({
      'seed.ts': 'export enum Seed {\n  Mine = 13,\n}\n',
      'mine.ts': "import { Seed } from './seed';\n\nexport default { provider: 'recipe', seed: Seed.Mine };\n",
    });
    const [inModules, inNone] = await Promise.all([
      told(serveInProcess(['--config', join(folder, 'mine.ts')])),
      told(serve(['--config', 'mine.ts'], { folder: elsewhere })),
    ]);
    expect(inModules).toMatchObject({
      profile: 'recipe',
      seed: 13,
      receiver: 'http://127.0.0.1:9/webhooks/kyc-complete',
    });
    expect(inNone).toMatchObject({ profile: 'recipe', seed: 13 });
  });

  it('the environment wins over the file, and flags over both', async () => {
    const env = { DOUBLEACT_PROVIDER: 'recipe', DOUBLEACT_SEED: '21', DOUBLEACT_RECEIVER: 'http://127.0.0.1:9/env' };
    const argv = ['--config', 'mine.json', '--seed', '31', '--secret', 'flag'];
    const serving = serve(argv, { folder, env: { ...env, DOUBLEACT_WEBHOOK_SECRET: 'env' } });
    expect(await told(serving)).toEqual({
      ...none,
      profile: 'recipe',
      seed: 31,
      receiver: 'http://127.0.0.1:9/env',
      secret: 'flag',
    });
  });

  it('readings are put together: a flag changes its own, and leaves the others of the file', async () => {
    const file = join(folder, 'doubleact.config.yaml');
    const { assumed } = await told(serveInProcess(['--config', file, '--assume', 'key-form=after-prefix']));
    expect(assumed).toEqual(expect.arrayContaining(['retry-table=seven-posts-after-delay', 'key-form=after-prefix']));
  });
});

interface Told {
  readonly state: string;
  readonly last: number;
  readonly attempts: readonly { readonly attempt: number; readonly sinceFirst: number }[];
}

describe.concurrent('a day of retries', () => {
  const day = async (status: number) => {
    const receiver = await openReceiver(status);
    const { served, step, get, end } = await serveInProcess([
      ...quick,
      '--provider',
      'kycert',
      '--receiver',
      receiver.url,
    ]);
    const emitted = await step({ emit: 'run.completed' });
    expect(emitted.deliveries).toMatchObject([{ id: 'dlv_1' }]);
    await step({ advance: '24h' });
    const { body } = await get('/deliveries/dlv_1');
    await end();
    await receiver.close();
    const secrets = [served.secret ?? ''];
    const now = Math.floor(Date.now() / 1000);
    const genuine = receiver.got.map((got) => isGenuine(got, { header: 'kycert-signature', secrets, now }));
    return { delivery: body as unknown as Told, genuine };
  };

  it('of a receiver that answers 503 is eight attempts, each freshly signed, and then failure', async () => {
    const { delivery, genuine } = await day(503);
    const minutes = delivery.attempts.map(({ sinceFirst }) => Math.round(sinceFirst / 60_000));
    // 5 m, 15 m, 30 m, 1 h, 2 h, 6 h and 12 h, one after the other: the documented ladder.
    expect(minutes).toEqual([0, 5, 20, 50, 110, 230, 590, 1310]);
    expect(delivery).toMatchObject({ state: 'failed', last: 503 });
    expect(genuine).toEqual(Array(8).fill(true));
  });

  it('of one that answers 400 is one attempt: rejected', async () => {
    const { delivery, genuine } = await day(400);
    expect(delivery.attempts).toHaveLength(1);
    expect(delivery).toMatchObject({ state: 'rejected', last: 400 });
    expect(genuine).toEqual([true]);
  });
});

/** With exit code 0, nothing left listening, and the key file gone. */
async function expectEndBy(signal: NodeJS.Signals, { served, end }: Serving): Promise<void> {
  const pem = served.partner.privateKeyPath ?? '';
  expect(existsSync(pem)).toBe(true);
  expect(await end(signal)).toEqual({ out: `${JSON.stringify(served)}\n`, err: '', exit: 0 });
  expect(existsSync(pem)).toBe(false);
  await expect(fetch(`${served.control}/ready`)).rejects.toThrow();
}

/** Three free ports in a row, below those the system gives out by itself; one of them taken. */
async function holdOneOfThree(which: number): Promise<{ readonly first: number; readonly held: Server }> {
  for (let first = 10_000 + (process.pid % 20_000) + which * 3; ; first += 9) {
    const servers = await Promise.all([first, first + 1, first + 2].map(listening));
    const held = servers.every((server) => server !== null) ? servers[which] : undefined;
    for (const server of servers) if (server !== held) server?.close();
    if (held) return { first, held };
  }
}

function listening(port: number): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null)).listen(port, '127.0.0.1', () => resolve(server));
  });
}
