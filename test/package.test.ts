import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { version } from '../src/version.ts';
import { folderWith, ownEnvironment, run, serve } from './src/program.ts';

const call = promisify(execFile);
const here = { cwd: resolve('.') };
const tsc = resolve('node_modules/typescript/bin/tsc');
const typeRoots = [resolve('node_modules/@types')];

const files = {
  // The worked example of docs/providers.md.
  'acme.config.ts': readFileSync('docs/acme.config.ts', 'utf8'),
  'package.json': '{ "private": true, "type": "module" }',
  'world.ts': `
    import { createSandbox, DoubleactError, type Entry, type Sandbox } from 'doubleact';
    import { issuerSandboxOrigin, toHandlers } from 'doubleact/msw';

    const sandbox: Sandbox = createSandbox({ provider: 'kycert', seed: 1, receiver: () => new Response(null, { status: 204 }) });
    const handlers = toHandlers(sandbox, { provider: 'https://api.kycert.example' });
    sandbox.emit('run.completed', { applicant: 'ana' });
    await sandbox.settle();
    await sandbox.advance(60_000);
    const closed: readonly Entry[] = sandbox.journal.entries({ kind: 'delivery.closed' });
    await sandbox.close();
    let code = '';
    try {
      createSandbox({ provider: 'kyvee' });
    } catch (fault) {
      if (fault instanceof DoubleactError) code = fault.code;
    }
    // @ts-expect-error: a seed is a number
    const wrong = () => createSandbox({ seed: 'one' });
    console.log(JSON.stringify({ handlers: handlers.length, closed: closed.length, code, issuerSandboxOrigin, wrong: typeof wrong }));
  `,
  'world.test.js': `
    import { createSandbox } from 'doubleact';
    import { extendExpect } from 'doubleact/vitest';
    import { expect, it } from 'vitest';

    extendExpect();
    it('sees what a sandbox of the same program did', async () => {
      const sandbox = createSandbox({ provider: 'kyve', seed: 1, receiver: () => new Response(null) });
      sandbox.emit('verification.completed', { applicant: 'ana' });
      await sandbox.settle();
      expect(sandbox.journal).toHaveHappened('event.created', {}, 1);
    });
  `,
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      ...{ module: 'nodenext', moduleResolution: 'nodenext', target: 'es2023', lib: ['es2023'], strict: true },
      ...{ exactOptionalPropertyTypes: true, types: ['node'], typeRoots, outDir: 'out', rootDir: '.' },
    },
    files: ['world.ts', 'acme.config.ts'],
  }),
};

// As a user gets it: it finds what it declares to depend on, and nothing else. Packed without scripts, since the build would
// exchange dist/ under the other tests' feet. What it depends on is linked from here: to unpack it all once more takes npm
// longer than all these tests, and CI does so once, with npm from end to end.
describe('the package, installed into an empty folder', () => {
  const folder = folderWith(files);
  const installed = join(folder, 'node_modules', 'doubleact');
  const program = [join(folder, 'node_modules/.bin/doubleact')] as const;
  function linkFromHere(name: string): void {
    const path = join('node_modules', name);
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(resolve(path), join(folder, path));
  }

  beforeAll(async () => {
    mkdirSync(join(folder, 'packed'));
    await call('npm', ['pack', '--ignore-scripts', '--pack-destination', join(folder, 'packed')], {
      ...here,
      env: ownEnvironment(),
    });
    const [tarball = ''] = readdirSync(join(folder, 'packed'));
    mkdirSync(installed, { recursive: true });
    await call('tar', ['-xzf', join(folder, 'packed', tarball), '-C', installed, '--strip-components', '1']);
    const { bin, dependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
      bin: { doubleact: string };
      dependencies: object;
    };
    for (const name of Object.keys(dependencies)) linkFromHere(name);
    // What npm makes of a program that a package brings: a link that may be run.
    mkdirSync(dirname(program[0]));
    symlinkSync(join(installed, bin.doubleact), program[0]);
    chmodSync(program[0], 0o755);
  }, 120_000);

  it('holds the program with its types and maps, what a reader needs, and no tests', () => {
    const packed = readdirSync(installed, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(installed, join(entry.parentPath, entry.name)));
    expect(packed.filter((path) => !/^(?:dist|scenarios)\//.test(path)).sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'harness/reference/kill-matrix.json',
      'package.json',
    ]);
    expect(packed).toContain('scenarios/approved.yaml');
    const inDist = packed.filter((path) => path.startsWith('dist/'));
    const known =
      /^dist\/(?:licenses\.txt|scenarios\.json|page\/page\.(?:css|js)|src\/[\w-]+\.js(?:\.map)?|(?:mocks|harness|src)\/.*\.d\.ts)$/;
    expect(inDist.filter((path) => !known.test(path))).toEqual([]);
    const page = ['dist/page/page.css', 'dist/page/page.js'];
    expect(inDist.filter((path) => path.startsWith('dist/page/')).sort()).toEqual(page);
    const scripts = inDist.filter((path) => path.endsWith('.js') && !page.includes(path));
    const mapped = scripts.filter((path) => inDist.includes(`${path}.map`));
    // Small, and none of ours: what passes on the names of other parts, and the bundler's own few lines.
    const bare = scripts.filter((path) => !mapped.includes(path));
    expect(mapped.length).toBeGreaterThan(20);
    expect(bare.filter((path) => statSync(join(installed, path)).size > 3000)).toEqual([]);
    for (const entrance of ['index', 'msw', 'vitest']) expect(inDist).toContain(`dist/src/${entrance}.d.ts`);
  });

  it('has maps that bring their sources along', () => {
    const map = JSON.parse(readFileSync(join(installed, 'dist/src/cli.js.map'), 'utf8')) as Record<string, string[]>;
    const { sources = [], sourcesContent = [] } = map;
    expect(sourcesContent[sources.findIndex((path) => path.endsWith('/src/cli.ts'))]).toBe(
      readFileSync('src/cli.ts', 'utf8'),
    );
  });

  it('names the license of every package that is bundled', () => {
    const licenses = readFileSync(join(installed, 'dist/licenses.txt'), 'utf8');
    for (const name of ['fastify', 'undici', 'jose', 'valibot', 'yaml', 'preact'])
      expect(licenses).toContain(`==== ${name} `);
  });

  it('doubleact --version', async () => {
    expect(await run(['--version'], { folder, program })).toEqual({ out: `${version}\n`, err: '', exit: 0 });
  });

  it('doubleact serve answers', async () => {
    const { get, end } = await serve([], { folder, program });
    expect((await get('/ready')).body).toMatchObject({ ready: true, doubleact: version });
    expect((await end()).exit).toBe(0);
  });

  it('both entrances type-check and run in a TypeScript program', async () => {
    const checked = await call(process.execPath, [tsc, '-p', '.'], { cwd: folder }).catch((fault) => fault);
    // Libraries of others are theirs to mend: msw's types want a browser's.
    const ours = /^(?:world|acme|node_modules\/doubleact)/;
    expect(checked.stdout.split('\n').filter((line: string) => ours.test(line))).toEqual([]);
    const ran = await run(['out/world.js'], { folder, program: [process.execPath] });
    expect(ran.exit, ran.err).toBe(0);
    expect(JSON.parse(ran.out)).toEqual({
      handlers: 2,
      closed: 1,
      code: 'unknown-provider',
      issuerSandboxOrigin: 'https://api.sandbox.mocachain.org',
      wrong: 'function',
    });
  }, 30_000);

  it('doubleact/vitest runs, and shares its parts with doubleact', async () => {
    linkFromHere('vitest');
    const vitest = ['run', '--root', folder, '--pool', 'threads'];
    const ran = await run(vitest, { folder, program: [process.execPath, resolve('node_modules/vitest/vitest.mjs')] });
    expect(ran.exit, ran.out + ran.err).toBe(0);
  }, 30_000);
});
