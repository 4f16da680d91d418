import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { version } from '../src/version.ts';
import { folderWith, ownEnvironment, run, serve } from './src/program.ts';

const call = promisify(execFile);
const here = { cwd: resolve('.') };
const tsc = resolve('node_modules/typescript/bin/tsc');
const typeRoots = [resolve('node_modules/@types')];

const files = {
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
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      ...{ module: 'nodenext', moduleResolution: 'nodenext', target: 'es2023', lib: ['es2023'], strict: true },
      ...{ exactOptionalPropertyTypes: true, types: ['node'], typeRoots, outDir: 'out', rootDir: '.' },
    },
    files: ['world.ts'],
  }),
};

// As a user gets it. Packed without scripts, since the build would exchange dist/ under the other tests' feet.
describe('the package, installed into an empty folder', () => {
  const folder = folderWith(files);
  const installed = join(folder, 'node_modules', 'doubleact');
  const program = ['npx', 'doubleact'] as const;

  beforeAll(async () => {
    mkdirSync(join(folder, 'packed'));
    await call('npm', ['pack', '--ignore-scripts', '--pack-destination', join(folder, 'packed')], {
      ...here,
      env: ownEnvironment(),
    });
    const [tarball = ''] = readdirSync(join(folder, 'packed'));
    const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
    await call('npm', ['install', join(folder, 'packed', tarball), ...quietly], { cwd: folder, env: ownEnvironment() });
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
    const page = ['dist/page/page.css', 'dist/page/page.js'];
    expect(inDist.filter((path) => path.startsWith('dist/page/')).sort()).toEqual(page);
    expect(
      inDist.filter(
        (path) => !page.includes(path) && !/^dist\/(?:mocks|harness|src)\/.*\.(?:js|js\.map|d\.ts)$/.test(path),
      ),
    ).toEqual([]);
    for (const path of inDist.filter((each) => each.endsWith('.js') && !page.includes(each))) {
      expect(inDist).toContain(`${path}.map`);
      expect(inDist).toContain(path.replace(/\.js$/, '.d.ts'));
    }
  });

  it('has maps that bring their sources along', () => {
    const map = JSON.parse(readFileSync(join(installed, 'dist/src/cli.js.map'), 'utf8')) as Record<string, string[]>;
    expect(map.sourcesContent).toEqual([readFileSync('src/cli.ts', 'utf8')]);
  });

  it('npx doubleact --version', async () => {
    expect(await run(['--version'], { folder, program })).toMatchObject({ out: `${version}\n`, exit: 0 });
  });

  it('doubleact serve answers', async () => {
    const { get, end } = await serve([], { folder, program: [join(folder, 'node_modules/.bin/doubleact')] });
    expect((await get('/ready')).body).toMatchObject({ ready: true, doubleact: version });
    expect((await end()).exit).toBe(0);
  });

  it('both entrances type-check and run in a TypeScript program', async () => {
    const checked = await call(process.execPath, [tsc, '-p', '.'], { cwd: folder }).catch((fault) => fault);
    // Libraries of others are theirs to mend: msw's types want a browser's.
    const ours = /^(?:world|node_modules\/doubleact)/;
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

  it('npx doubleact --version works in the checkout too', async () => {
    expect(await run(['--version'], { folder: here.cwd, program })).toMatchObject({
      out: `${version}\n`,
      exit: 0,
    });
  });
});
