// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what a scenario file writes, not what a template does
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadScenarios } from '../../harness/load.ts';
import { steps } from '../../harness/steps/index.ts';
import type { DoubleactError } from '../../mocks/errors.ts';
import { flaws } from '../../mocks/provider/flaws/index.ts';
import { profiles } from '../../mocks/provider/profiles/index.ts';
import { kyve } from '../../mocks/provider/profiles/kyve.ts';

/** Files by name, in a folder of their own. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'scenarios-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

async function load(name: string, text: string) {
  const [scenario] = await loadScenarios([join(folderWith({ [name]: text }), name)]);
  return scenario;
}

/** What a person is told, with the folder left out. */
async function refusal(name: string, text: string): Promise<string> {
  const folder = folderWith({ [name]: text });
  const fault = await loadScenarios([join(folder, name)]).then(
    () => null,
    (thrown: DoubleactError) => thrown,
  );
  return fault === null ? 'it was loaded' : fault.sentence.replaceAll(`${folder}/`, '');
}

const withSteps = (...lines: string[]) => ['title: x', 'steps:', ...lines, ''].join('\n');
const verbs = steps.map(({ verb }) => verb).join(', ');
const units = 'Units are ms, s, m, h and d.';
const span = 'a duration with its unit, such as "5m", "1h30m" or "250ms"';
const listed = flaws.map(({ id }) => id);
const flawList = `${listed.slice(0, 24).join(', ')} … (${listed.length} in all)`;

const rows: readonly (readonly [what: string, text: string, ...said: string[]])[] = [
  [
    'an unknown verb',
    withSteps('  - emitt: approved'),
    `x.yaml:3:5: expected one of ${verbs}, got "emitt". Did you mean "emit"?`,
    '  3 |   - emitt: approved',
    '    |     ^^^^^',
  ],
  [
    'an unknown key of the file',
    'title: x\nstep: []\n',
    'x.yaml:2:1: expected only the keys $schema, id, title, providers, needs, onchain, skip, steps, got "step". Did you mean "steps"?',
    '  2 | step: []',
    '    | ^^^^',
  ],
  [
    'a file without steps',
    'title: x\n',
    'x.yaml:1:1: expected the key "steps", got none.',
    '  1 | title: x',
    '    | ^^^^^^^^',
  ],
  [
    'an unknown key beside all others',
    `skipp: later\n${withSteps('  - settle: {}')}`,
    'x.yaml:1:1: expected only the keys $schema, id, title, providers, needs, onchain, skip, steps, got "skipp". Did you mean "skip"?',
    '  1 | skipp: later',
    '    | ^^^^^',
  ],
  [
    'an unknown key of a step',
    withSteps('  - redeliver:', '      evnt: x'),
    'x.yaml:4:7: expected only the keys event, delivery, after, times, got "evnt". Did you mean "event"?',
    '  4 |       evnt: x',
    '    |       ^^^^',
  ],
  [
    'a span without a unit',
    withSteps(
      '  - emit: { outcome: approved, applicant: ana }',
      '  - await: { credential: ana, state: ONCHAIN, within: 10 }',
    ),
    `x.yaml:4:55: expected ${span}, got 10. ${units}`,
    '  4 |   - await: { credential: ana, state: ONCHAIN, within: 10 }',
    '    |                                                       ^^',
  ],
  [
    'a span of a mood without a unit',
    withSteps('  - issuer: { mood: slow, delay: 5 }'),
    `x.yaml:3:34: expected ${span}, got 5. ${units}`,
    '  3 |   - issuer: { mood: slow, delay: 5 }',
    '    |                                  ^',
  ],
  [
    'a value of the wrong type',
    withSteps('  - redeliver: { times: often }'),
    'x.yaml:3:25: expected number, got "often".',
    '  3 |   - redeliver: { times: often }',
    '    |                         ^^^^^',
  ],
  [
    'a flaw that is none',
    withSteps('  - emit: { outcome: approved, flaw: tampered-bdy }'),
    `x.yaml:3:38: expected one of ${flawList}, got "tampered-bdy". Did you mean "tampered-body"?`,
    '  3 |   - emit: { outcome: approved, flaw: tampered-bdy }',
    '    |                                      ^^^^^^^^^^^^',
  ],
  [
    'a reference to nothing',
    withSteps(
      '  - emit: { outcome: approved, applicant: ana }',
      '    as: first',
      '  - redeliver: { event: "${frist.event}" }',
    ),
    'x.yaml:5:25: expected a result or a person of an earlier step, of first, ana, got "${frist.event}". Did you mean "first"?',
    '  5 |   - redeliver: { event: "${frist.event}" }',
    '    |                         ^^^^^^^^^^^^^^^^',
  ],
  [
    'a reference to a key that the result does not have',
    withSteps(
      '  - emit: { outcome: approved, applicant: ana }',
      '    as: first',
      '  - redeliver: { event: "${first.evnt}" }',
    ),
    'x.yaml:5:25: expected one of ${first.event}, ${first.type}, ${first.applicant}, ${first.subject}, ${first.deliveries}, got "${first.evnt}". Did you mean "event"?',
    '  5 |   - redeliver: { event: "${first.evnt}" }',
    '    |                         ^^^^^^^^^^^^^^^',
  ],
  [
    'an expression',
    withSteps('  - emit: { outcome: approved, id: "${1 + 1}" }'),
    'x.yaml:3:36: expected a reference such as ${first.event} or ${ana.email}, got "${1 + 1}". There are no expressions; write $${ for a plain ${.',
    '  3 |   - emit: { outcome: approved, id: "${1 + 1}" }',
    '    |                                    ^^^^^^^^^^',
  ],
  [
    'a result that is asked for before it is there',
    withSteps(
      '  - redeliver: { event: "${first.event}" }',
      '  - emit: { outcome: approved, applicant: ana }',
      '    as: first',
    ),
    'x.yaml:3:25: expected a result or a person of an earlier step, and there is none, got "${first.event}".',
    '  3 |   - redeliver: { event: "${first.event}" }',
    '    |                         ^^^^^^^^^^^^^^^^',
  ],
  [
    'a person nobody has named',
    withSteps('  - emit: { outcome: approved, applicant: ana }', '  - expect: { credential: anna }'),
    'x.yaml:4:27: expected a person whom an earlier step names, got "anna". Did you mean "ana"?',
    '  4 |   - expect: { credential: anna }',
    '    |                           ^^^^',
  ],
  [
    'a mood towards somebody who never appears',
    withSteps('  - issuer: { mood: slow, applicant: anna }', '  - emit: { outcome: approved, applicant: ana }'),
    'x.yaml:3:38: expected a person whom some step emits or decides about, got "anna". Did you mean "ana"?',
    '  3 |   - issuer: { mood: slow, applicant: anna }',
    '    |                                      ^^^^',
  ],
  [
    'a name that is taken',
    withSteps('  - emit: { outcome: approved, applicant: ana }', '    as: ana'),
    'x.yaml:4:9: expected a name that no other result and no person has, got "ana".',
    '  4 |     as: ana',
    '    |         ^^^',
  ],
  [
    'a matcher that cannot be read',
    withSteps('  - expect: { kind: attempt.answered, with: { status: { atLeast: many } } }'),
    'x.yaml:3:66: expected a number, or a duration with its unit such as "10s", got "many".',
    '  3 |   - expect: { kind: attempt.answered, with: { status: { atLeast: many } } }',
    '    |                                                                  ^^^^',
  ],
  [
    'a skip without a reason',
    `skip: " "\n${withSteps('  - settle: {}')}`,
    'x.yaml:1:7: expected the reason in words, got " ".',
    '  1 | skip: " "',
    '    |       ^^^',
  ],
  [
    'a provider that is none',
    `providers: [kyve, kycrt]\n${withSteps('  - settle: {}')}`,
    `x.yaml:1:19: expected one of ${profiles.map(({ id }) => id).join(', ')}, got "kycrt". Did you mean "kycert"?`,
    '  1 | providers: [kyve, kycrt]',
    '    |                   ^^^^^',
  ],
  [
    'no step at all',
    'title: x\nsteps: []\n',
    'x.yaml:2:8: expected at least 1, got [].',
    '  2 | steps: []',
    '    |        ^^',
  ],
  [
    'text that is no YAML',
    'title: x\nsteps: [\n',
    'x.yaml:2:9: expected YAML or JSON, got Flow sequence in block collection must be sufficiently indented and end with a ].',
    '  2 | steps: [',
    '    |         ^',
  ],
];

describe('loading scenarios', () => {
  it.each(rows)('%s is refused with its place', async (_what, text, ...said) => {
    expect(await refusal('x.yaml', text)).toBe(said.join('\n'));
  });

  it('shows the place in JSON as well, and puts the caret right behind tabs', async () => {
    const text = '{\n\t"title": "x",\n\t"steps": [{ "advance": 5 }]\n}\n';
    expect(await refusal('x.json', text)).toBe(
      [
        `x.json:3:25: expected ${span}, got 5. ${units}`,
        '  3 | \t"steps": [{ "advance": 5 }]',
        '    | \t                       ^',
      ].join('\n'),
    );
  });

  it('has the excerpt in the message of the error too', async () => {
    const file = join(folderWith({ 'x.yaml': withSteps('  - advance: 5') }), 'x.yaml');
    await expect(loadScenarios([file])).rejects.toThrow(/x\.yaml:3:14: .*\n {2}3 \| {3}- advance: 5\n {4}\| {14}\^$/);
  });

  it('reads YAML, JSON and TypeScript alike', async () => {
    const steps = [{ emit: { outcome: 'approved', applicant: 'ana' } }, { advance: '1m' }];
    const type = join(import.meta.dirname, '../../harness/scenario.ts');
    const loaded = [
      await load('x.yaml', 'title: A\nsteps:\n  - emit: { outcome: approved, applicant: ana }\n  - advance: 1m\n'),
      await load('x.json', JSON.stringify({ $schema: 'scenario.schema.json', title: 'A', steps })),
      await load(
        'x.ts',
        `import type { Scenario } from ${JSON.stringify(type)};\n` +
          `export default { id: 'x', title: 'A', steps: ${JSON.stringify(steps)} } satisfies Scenario;\n`,
      ),
    ];
    for (const each of loaded) expect(each).toMatchObject({ id: 'x', title: 'A', steps });
  });

  it('names the file where TypeScript is wrong', async () => {
    expect(await refusal('x.ts', 'export default { title: "x", steps: [{ advance: 5 }] };\n')).toBe(
      `x.ts: step 1.advance: expected ${span}, got 5. ${units}`,
    );
    expect(await refusal('x.ts', 'export const nothing = 1;\n')).toMatch(/^x\.ts: /);
  });

  it('knows where each step stands', async () => {
    const scenario = await load('x.yaml', withSteps('  - settle: {}', '  - advance: 5m'));
    expect(scenario?.places?.map((place) => place.replace(/^.*\//, ''))).toEqual(['x.yaml:3:5', 'x.yaml:4:5']);
  });

  it('reads a folder with what is in it, in the order of the names', async () => {
    const text = withSteps('  - settle: {}');
    const folder = folderWith({
      'b.yaml': text,
      'a.yml': text,
      'deep/c.json': JSON.stringify({ title: 'c', steps: [{ settle: {} }] }),
      'scenario.schema.json': '{}',
      'README.md': '#',
    });
    expect((await loadScenarios([folder])).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    await expect(loadScenarios([join(folder, 'd.yaml')])).rejects.toThrow('a file or folder that exists');
    await expect(loadScenarios([join(folder, 'README.md')])).rejects.toThrow('a file that ends in .yaml');
    await expect(loadScenarios([folderWith({ 'notes.txt': '' })])).rejects.toThrow('a folder with scenario files');
  });

  it('refuses two scenarios of one id', async () => {
    const text = `id: same\n${withSteps('  - settle: {}')}`;
    await expect(loadScenarios([folderWith({ 'a.yaml': text, 'b.yaml': text })])).rejects.toThrow('an id of its own');
  });

  it('keeps a scenario for another provider, with that as its reason', async () => {
    const folder = folderWith({ 'x.yaml': `providers: [kycert]\n${withSteps('  - settle: {}')}` });
    expect(await loadScenarios([folder], { provider: kyve.id })).toMatchObject([{ skip: 'it is for kycert only' }]);
    expect((await loadScenarios([folder], { provider: 'kycert' }))[0]?.skip).toBeUndefined();
  });

  it('takes a reference where another type belongs, and checks it when it is known', async () => {
    const lines = [
      '  - emit: { outcome: approved, applicant: ana }',
      '    as: first',
      '  - redeliver: { times: "${first.deliveries}" }',
    ];
    expect((await load('x.yaml', withSteps(...lines)))?.steps).toHaveLength(2);
  });
});
