// The scenario files that come with doubleact, and the JSON Schema that editors complete them from.
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schemaFile, schemaText } from '../../docs/schema.ts';
import { loadScenarios, scenarioSchema } from '../../harness/load.ts';
import { parseSource } from '../../harness/place.ts';
import type { Scenario } from '../../harness/scenario.ts';
import { toKnown } from '../../harness/source.ts';
import { readStep } from '../../harness/step.ts';
import { steps } from '../../harness/steps/index.ts';
import { isJsonObject, type JsonObject } from '../../mocks/json.ts';
import { flaws } from '../../mocks/provider/flaws/index.ts';
import { fits } from './json-schema.ts';

const folder = join(import.meta.dirname, '../../scenarios');
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const textOf = (name: string) => readFileSync(join(folder, name), 'utf8');
const scenarios = await loadScenarios([folder]);

/** The emits of a scenario in their order, each by itself. */
function emitsOf({ steps }: Scenario): readonly JsonObject[] {
  return steps.flatMap(({ emit }) => (isJsonObject(emit) ? [emit] : []));
}

describe('a text that was read before', () => {
  const known = Object.fromEntries(files.map((name) => toKnown(textOf(name), parseSource(name, textOf(name)))));

  it('says the same, with the same places', async () => {
    expect(await loadScenarios([folder], { known })).toEqual(scenarios);
  });

  it('is what the build puts beside the program', () => {
    const built = join(import.meta.dirname, '../../dist/scenarios.json');
    expect(JSON.parse(readFileSync(built, 'utf8'))).toEqual(known);
  });

  it('does not stand for one that was edited, nor for what is wrong in it', async () => {
    const edited = join(mkdtempSync(join(tmpdir(), 'edited-')), 'approved.yaml');
    const text = textOf('approved.yaml');
    writeFileSync(edited, `${text}  - advance: 5m\n`);
    const [digest, { value, steps: places }] = toKnown(text, parseSource('approved.yaml', text));
    const [more] = await loadScenarios([edited], { known });
    expect(more?.steps.length).toBe(places.length + 1);

    writeFileSync(edited, text);
    const wrong = { [digest]: { value: { ...(value as object), steps: [{ advanse: '5m' }] }, steps: ['1:1'] } };
    const [read] = await loadScenarios([edited], { known: wrong });
    expect(read?.steps.length).toBe(places.length);
  });
});

describe('the scenario files', () => {
  it('are all loaded, for every provider', async () => {
    expect(scenarios.map(({ file }) => file?.replace(/^.*\//, ''))).toEqual(files);
    for (const provider of ['kyve', 'kycert', 'recipe']) {
      expect(await loadScenarios([folder], { provider })).toHaveLength(files.length);
    }
  });

  it.each(files)('%s names the schema, has a title and leaves nothing out', (name) => {
    expect(textOf(name)).toMatch(/^# yaml-language-server: \$schema=scenario\.schema\.json\ntitle: \S/);
    expect(textOf(name)).not.toMatch(/^skip:/m);
  });

  it('have titles that tell them apart', () => {
    expect(new Set(scenarios.map(({ title }) => title)).size).toBe(scenarios.length);
  });

  it('show every flaw to the receiver', () => {
    const shown = scenarios.flatMap(emitsOf).flatMap(({ flaw }) => flaw ?? []);
    const all = flaws.map(({ id }) => id);
    expect(all.filter((id) => !shown.includes(id))).toEqual([]);
  });

  it('put every forgery between two valid deliveries about other people, and time between all three', () => {
    const forged = flaws.filter(({ takes }) => takes === 'refuse' || takes === 'ignore').map(({ id }) => id);
    const isProbe = (step: Scenario['steps'][number]) => {
      const { emit } = step;
      return isJsonObject(emit) && (forged.includes(String(emit.flaw)) || emit.endpoint === 'other-tenant');
    };
    const isValid = ({ emit }: Scenario['steps'][number]) =>
      isJsonObject(emit) && emit.outcome === 'approved' && emit.flaw === undefined && emit.endpoint === undefined;
    for (const scenario of scenarios) {
      for (const [at, step] of scenario.steps.entries()) {
        if (!isProbe(step)) continue;
        const before = scenario.steps.slice(0, at);
        const after = scenario.steps.slice(at + 1);
        const moved = (between: Scenario['steps']) => between.some((each) => 'advance' in each);
        expect([scenario.id, moved(before.slice(before.findIndex(isValid)))]).toEqual([scenario.id, true]);
        const next = after.findIndex(isValid);
        expect([scenario.id, next >= 0 && moved(after.slice(0, next))]).toEqual([scenario.id, true]);
      }
    }
  });
});

describe('the JSON Schema of a scenario file', () => {
  const schema = scenarioSchema();

  it('is the one in the folder (else: npm run docs)', () => {
    expect(readFileSync(schemaFile, 'utf8')).toBe(schemaText());
  });

  it.each(files)('takes %s', (name) => {
    expect(fits(schema, schema, parseSource(name, textOf(name)).value)).toBe(true);
  });

  it.each(steps.flatMap(({ verb, examples }) => examples.map((example) => ({ [verb]: example }))))(
    'takes the example %j',
    (step) => expect(fits(schema, schema, { title: 'x', steps: [step] })).toBe(true),
  );

  it.each<readonly [what: string, scenario: object]>([
    ['no title', { steps: [{ settle: {} }] }],
    ['an empty title', { title: ' ', steps: [{ settle: {} }] }],
    ['no step', { title: 'x', steps: [] }],
    ['an unknown key', { title: 'x', stepz: [], steps: [{ settle: {} }] }],
    ['an unknown verb', { title: 'x', steps: [{ emitt: 'x' }] }],
    ['two verbs', { title: 'x', steps: [{ settle: {}, restart: {} }] }],
    ['a span without a unit', { title: 'x', steps: [{ advance: '5' }] }],
    ['a number as a span', { title: 'x', steps: [{ advance: 5 }] }],
    ['an unknown flaw', { title: 'x', steps: [{ emit: { outcome: 'approved', flaw: 'tampered' } }] }],
    ['an unknown kind', { title: 'x', steps: [{ expect: { kind: 'credential.isued' } }] }],
    ['too small a number', { title: 'x', steps: [{ redeliver: { times: 0 } }] }],
    ['an unknown provider', { title: 'x', providers: ['kyv'], steps: [{ settle: {} }] }],
    ['an unknown need', { title: 'x', needs: ['restarts'], steps: [{ settle: {} }] }],
  ])('refuses %s', (_what, scenario) => {
    expect(fits(schema, schema, scenario)).toBe(false);
  });

  it('takes a reference in the place of a number', () => {
    const step = { redeliver: { times: `\${first.${'count'}}` } };
    expect(fits(schema, schema, { title: 'x', steps: [step] })).toBe(true);
  });
});

describe('the README of the scenarios', () => {
  const readme = textOf('README.md');

  it('shows steps that the registry reads', () => {
    const blocks = [...readme.matchAll(/```yaml\n(?<yaml>[\s\S]*?)```/g)].map(({ groups }) => groups?.yaml ?? '');
    const shown = blocks.flatMap((yaml) => {
      const { value } = parseSource('README.md', yaml);
      return (isJsonObject(value) ? value.steps : value) as unknown[];
    });
    expect(shown.length).toBeGreaterThan(20);
    for (const step of shown) expect(() => readStep(steps, step, 'step')).not.toThrow();
  });

  it('names every file', () => {
    const named = [...readme.matchAll(/`([a-z]+(?:-[a-z]+)*)(-?…)?`/g)];
    const covers = (id: string) =>
      named.some(([, name, open]) => (open === undefined ? id === name : id.startsWith(`${name}`)));
    expect(scenarios.map(({ id }) => id).filter((id) => !covers(id))).toEqual([]);
  });
});
