import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { flaws } from '../mocks/provider/flaws/index.ts';
import {
  noCircles,
  oneDoor,
  pointsDown,
  profilesAlone,
  registryComplete,
  sidesApart,
  stepsAlone,
} from './house/imports.ts';
import { namedAfterIdeas, namesNoPlaceOfOurs, outsideAtDoors, type Part, shortEnough } from './house/outside.ts';
import { readSources, type Tree } from './house/source.ts';

/** One more dependency, one more line. */
const doors = {
  '@faker-js/faker': 'mocks/random.ts',
  'fastest-levenshtein': 'mocks/closest.ts',
  fastify: 'mocks/http/fastify.ts',
  'find-my-way': 'mocks/http/route.ts',
  jose: 'mocks/issuer/signature.ts',
  msw: 'mocks/http/msw.ts',
  pactum: 'harness/pactum.ts',
  picocolors: 'src/colours.ts',
  tsx: 'harness/tsx.ts',
  undici: 'mocks/provider/send.ts',
  valibot: 'harness/schema.ts',
  vitest: 'src/vitest.ts',
  yaml: 'harness/yaml.ts',
};

/** Bundled into the page: what is installed has them inside. */
const bundled = {
  preact: 'src/page/ui.ts',
  '@preact/signals': 'src/page/ui.ts',
};

const timers = ['setTimeout', 'setInterval', 'setImmediate', 'node:timers', 'node:timers/promises'];
const outside: readonly Part[] = [
  {
    what: 'the wall clock',
    names: [...timers, 'Date.now', 'new Date()', 'Date()', 'performance.now', 'process.hrtime', 'node:perf_hooks'],
    doors: ['mocks/wall.ts', 'mocks/clock.ts', 'src/page/browser.ts'],
  },
  {
    what: 'chance',
    names: ['Math.random', 'randomUUID', 'crypto.randomUUID', 'randomBytes', 'crypto.randomBytes', 'randomInt'],
    doors: ['mocks/random.ts'],
  },
  // Keys cannot be drawn from a seed: nothing in a history depends on them.
  {
    what: 'the making of keys',
    names: [
      'generateKeyPair',
      'generateKeyPairSync',
      'generatePrime',
      'subtle.generateKey',
      'crypto.subtle.generateKey',
    ],
    doors: ['mocks/issuer/keys.ts', 'mocks/issuer/primes.ts'],
  },
  { what: 'the environment', names: ['process.env', 'node:process'], doors: ['src/config.ts'] },
  { what: 'the console', names: ['console', 'node:console'], doors: [] },
];

const registries = ['mocks/provider/profiles', 'harness/steps', 'src/reports', 'src/commands'];

describe('the house as it stands', () => {
  const files = readTree();
  const sources = readSources(only(files, ['mocks', 'harness', 'src']));
  const { dependencies, devDependencies, peerDependencies } = JSON.parse(files['package.json'] ?? '{}') as Record<
    string,
    object
  >;
  const inPage = Object.keys(devDependencies ?? {}).filter((name) => name in bundled);
  const installed = [...Object.keys({ ...dependencies, ...peerDependencies }), ...inPage];

  it.each([
    ['imports point down', () => pointsDown(sources)],
    ['no imports go in a circle', () => noCircles(sources)],
    ['provider and issuer meet only in the sandbox', () => sidesApart(sources)],
    ['a profile stands alone', () => profilesAlone(sources)],
    ['a step stands alone', () => stepsAlone(sources)],
    ['each package has one door', () => oneDoor(sources, { ...doors, ...bundled }, installed)],
    ['the outside world comes in at its doors', () => outsideAtDoors(sources, outside)],
    ['registries are complete', () => registries.flatMap((folder) => registryComplete(sources, folder))],
    ['files are named after ideas', () => namedAfterIdeas(files)],
    ['files are short', () => shortEnough(files)],
    ['no file names a place of ours', () => namesNoPlaceOfOurs(files)],
  ])('%s', (_name, complaints) => {
    expect(sources.length).toBeGreaterThan(50);
    expect(complaints()).toEqual([]);
  });

  it('flaws have ids of their own, in words', () => {
    const ids = flaws.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+\d*(?:-[a-z]+\d*)*$/);
  });

  it('no package is locked to a registry of ours', () => {
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
    const hosts = new Set(Object.values(lock.packages).flatMap(({ resolved = null }) => resolved?.split('/')[2] ?? []));
    hosts.delete(['registry', 'npmjs', 'org'].join('.'));
    expect([...hosts]).toEqual([]);
  });
});

describe('the house test complains of', () => {
  const of = (tree: Tree) => readSources(tree);

  it.each([
    ['an import', { 'mocks/a.ts': "import { b } from '../harness/b.ts'" }, 'mocks/a.ts imports harness/b.ts'],
    ['a type', { 'harness/a.ts': "import type { B } from '../src/b.ts'" }, 'harness/a.ts imports src/b.ts'],
    ['a re-export', { 'mocks/a.ts': "export * from '../src/b.ts'" }, 'mocks/a.ts imports src/b.ts'],
    ['a late import', { 'mocks/a.ts': "const b = () => import('../src/b.ts')" }, 'mocks/a.ts imports src/b.ts'],
    ['a type in place', { 'mocks/a.ts': "type B = import('../src/b.ts').B" }, 'mocks/a.ts imports src/b.ts'],
    ['a required file', { 'mocks/a.ts': "createRequire(x)('../src/b.ts')" }, 'mocks/a.ts imports src/b.ts'],
    ['anything of test', { 'src/a.ts': "import '../test/b.ts'" }, 'src/a.ts imports test/b.ts'],
  ])('%s that points up', (_name, tree, complaint) => {
    expect(pointsDown(of(tree))).toEqual([expect.stringContaining(`${complaint}: `)]);
  });

  it('imports that go in a circle, also of types', () => {
    const tree = {
      'mocks/a.ts': "import { b } from './b.ts'; import { d } from './d.ts'",
      'mocks/b.ts': "import type { C } from './http/c.ts'",
      'mocks/http/c.ts': "export type { A } from '../a.ts'",
      'mocks/d.ts': '',
    };
    expect(noCircles(of(tree))).toEqual([
      'mocks/a.ts → mocks/b.ts → mocks/http/c.ts → mocks/a.ts: a circle of imports',
    ]);
  });

  it('sides that know each other', () => {
    const tree = {
      'mocks/issuer/a.ts': "import type { B } from '../provider/b.ts'",
      'mocks/both.ts': "import './issuer/a.ts'; import './provider/b.ts'",
      'mocks/sandbox.ts': "import './issuer/a.ts'; import './provider/b.ts'",
    };
    expect(sidesApart(of(tree))).toEqual([
      'mocks/issuer/a.ts imports mocks/provider/b.ts: provider and issuer never import each other',
      'mocks/both.ts: provider and issuer meet only in mocks/sandbox.ts',
    ]);
  });

  it('a profile that knows more than what a profile is', () => {
    const tree = {
      'mocks/provider/profiles/index.ts': "import '../../errors.ts'; import './a.ts'",
      'mocks/provider/profiles/a.ts': "import '../profile.ts'; import './a/b.ts'; import './c.ts'",
      'mocks/provider/profiles/a/b.ts': "import '../../signing.ts'; import '../../../clock.ts'; import './d.ts'",
    };
    expect(profilesAlone(of(tree)).map((complaint) => complaint.split(':')[0])).toEqual([
      'mocks/provider/profiles/a.ts imports mocks/provider/profiles/c.ts',
      'mocks/provider/profiles/a/b.ts imports mocks/clock.ts',
    ]);
  });

  it('a step that knows another, or the harness', () => {
    const tree = {
      'harness/steps/index.ts': "import './emit.ts'; import './settle.ts'",
      'harness/steps/emit.ts': "import '../step.ts'; import '../../mocks/json.ts'; import './fields.ts'",
      'harness/steps/settle.ts': "import './emit.ts'; import '../run.ts'",
      'harness/steps/fields.ts': "import '../schema.ts'",
    };
    expect(stepsAlone(of(tree)).map((complaint) => complaint.split(':')[0])).toEqual([
      'harness/steps/settle.ts imports harness/steps/emit.ts',
      'harness/steps/settle.ts imports harness/run.ts',
    ]);
  });

  it('a package with two doors, none, or one that is not used', () => {
    const tree = {
      'mocks/a.ts': "import type { A } from '@scope/a/deep'; import { createHash } from 'node:crypto'",
      'mocks/b.ts': "import a from '@scope/a'; const c = () => import('c/deep')",
    };
    const table = { '@scope/a': 'mocks/a.ts', d: 'mocks/b.ts' };
    expect(oneDoor(of(tree), table, ['@scope/a', 'c'])).toEqual([
      'mocks/b.ts imports @scope/a: the door to @scope/a is mocks/a.ts',
      'mocks/b.ts imports c/deep: the door to c is not in the table',
      'c: has no door in the table',
      'mocks/b.ts: does not import d, whose door it is in the table',
      'd: has a door but is no dependency',
    ]);
  });

  it.each([
    'Date.now()',
    'const now = Date.now',
    'new Date()',
    'Date()',
    'globalThis.setTimeout(f, 1)',
    'setInterval(f, 1)',
    "globalThis['performance'].now()",
    'const { now } = performance',
    "import { setTimeout as sleep } from 'node:timers/promises'",
    'Math.random()',
    "import { randomBytes } from 'node:crypto'",
    'crypto.randomUUID()',
    'process.env.HOME',
    'const { env } = process',
    'console.log(1)',
    'const key = await crypto.subtle.generateKey(a)',
  ])('%s behind no door', (text) => {
    expect(outsideAtDoors(of({ 'mocks/a.ts': text }), outside)).toHaveLength(1);
  });

  it('nothing where the outside world is only spoken of', () => {
    const tree = {
      'mocks/a.ts':
        "// Date.now()\nconst text = 'new Date() console'; new Date(5); timer.setTimeout(1); ({ console: 1 })",
      'mocks/clock.ts': 'Date.now(); setTimeout(f, 1)',
    };
    expect(outsideAtDoors(of(tree), outside)).toEqual([]);
  });

  it('a registry with a file forgotten', () => {
    const tree = {
      'harness/steps/index.ts': "import './emit.ts'",
      'harness/steps/emit.ts': "import './fields.ts'",
      'harness/steps/fields.ts': '',
      'harness/steps/forgotten.ts': '',
    };
    expect(registryComplete(of(tree), 'harness/steps')).toEqual([
      'harness/steps/forgotten.ts: has no line in harness/steps/index.ts',
    ]);
    expect(registryComplete(of(tree), 'harness/checks')).toEqual(['harness/checks/index.ts: is missing']);
  });

  it('files and folders with names that say nothing', () => {
    const tree = { 'mocks/lib/a.ts': '', 'src/utils.ts': '', 'src/string-utils.ts': '', 'src/library.ts': '' };
    expect(namedAfterIdeas(tree).map((complaint) => complaint.split(':')[0])).toEqual([
      'mocks/lib/a.ts',
      'src/utils.ts',
    ]);
  });

  it('files that are long, and files that name a place of ours', () => {
    expect(
      shortEnough({ 'src/a.ts': '\n'.repeat(401), 'src/b.ts': '\n'.repeat(400), 'c.md': '\n'.repeat(999) }),
    ).toEqual(['src/a.ts: 401 lines, and more than 400 hold a second idea']);
    const place = `${['', 'work', ''].join('/')}main`;
    expect(namesNoPlaceOfOurs({ 'docs/a.md': `see ${place}`, 'docs/b.md': 'see network/main' })).toHaveLength(1);
  });
});

interface Locked {
  readonly resolved?: string;
}

/** Every file of ours that is text, by its path. */
function readTree(): Tree {
  const folders = ['mocks', 'harness', 'src', 'test', 'scenarios', 'docs'];
  const below = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => `${entry.parentPath}/${entry.name}`),
    );
  const paths = [...below, ...readdirSync('.').filter((name) => name !== 'package-lock.json')].filter((path) =>
    /\.(?:[cm]?[jt]sx?|json|css|md|ya?ml)$/.test(path),
  );
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path, 'utf8')]));
}

function only(tree: Tree, rooms: readonly string[]): Tree {
  return Object.fromEntries(Object.entries(tree).filter(([path]) => rooms.includes(path.split('/')[0] ?? '')));
}
