// What is written holds: the reference is up to date, and the README names what there is.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { killMatrix } from '../docs/kill-matrix.ts';
import { providersPage } from '../docs/providers.ts';
import { reference } from '../docs/reference.ts';
import { steps } from '../harness/steps/index.ts';
import { profiles } from '../mocks/provider/profiles/index.ts';
import { commands } from '../src/commands/index.ts';
import { readMatrix } from '../src/shipped.ts';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const readme = read('README.md');
const manifest = JSON.parse(read('package.json')) as {
  dependencies: Record<string, string>;
  scripts: Record<string, string>;
  engines: { node: string };
};

describe('the docs', () => {
  it('have a reference that the registries would write again (else: npm run docs)', () => {
    expect(read('docs/reference.md')).toBe(reference());
  });

  it('have a page of providers that the registry would write again (else: npm run docs)', () => {
    expect(read('docs/providers.md')).toBe(providersPage());
  });

  it('tell the kill matrix as it is committed (else: npm run docs)', async () => {
    expect(read('docs/kill-matrix.md')).toBe(killMatrix(await readMatrix()));
  });

  it('name every package that the program stands on, and no other', () => {
    const section = readme.split('## What it stands on')[1]?.split('\nNode ')[0] ?? '';
    const named = [...section.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell]) => (cell as string).trim().split(', '));
    expect(named.filter((name) => name !== 'package' && name !== '---').sort()).toEqual(
      Object.keys(manifest.dependencies).sort(),
    );
  });

  it('show commands that exist', () => {
    const shown = [...readme.matchAll(/doubleact (\w+)/g)].map(([, name]) => name);
    const known = commands.map(({ name }) => name);
    expect(shown.filter((name) => known.includes(name as string)).length).toBeGreaterThan(0);
    for (const [, script] of readme.matchAll(/npm (?:run )?(start|test|docs|build|format)\b/g)) {
      expect(Object.keys(manifest.scripts)).toContain(script);
    }
  });

  it('show steps that the registry reads', async () => {
    const { readStep } = await import('../harness/step.ts');
    const shown = [...readme.matchAll(/curl -d '(\{.*?\})'\s+\S*\/steps/g)].map(([, json]) =>
      JSON.parse(json as string),
    );
    expect(shown.length).toBeGreaterThan(5);
    for (const step of shown) expect(() => readStep(steps, step, 'README')).not.toThrow();
  });

  it('name every provider and the range of Node', () => {
    for (const { id } of profiles) expect(readme).toContain(`**${id}**`);
    for (const part of manifest.engines.node.split(' || ')) expect(readme).toContain(part);
  });
});
