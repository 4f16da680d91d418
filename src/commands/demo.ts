// demo: the correct receiver, then one written after the published recipe, both in this process, and what matters explained.
import { recipeStyle } from '../../harness/diagnosis.ts';
import { examine } from '../../harness/examine.ts';
import { createPlayedWall } from '../../harness/played-wall.ts';
import { createRestartable } from '../../harness/reference/receiver.ts';
import { createRecipeReceiver } from '../../harness/reference/recipe.ts';
import type { RunResult } from '../../harness/result.ts';
import type { Scenario } from '../../harness/scenario.ts';
import type { FunctionSpec } from '../../harness/targets/choose.ts';
import { generateKeys } from '../../mocks/issuer/keys.ts';
import { createRandom } from '../../mocks/random.ts';
import type { Wall } from '../../mocks/wall.ts';
import { coloursFor } from '../colours.ts';
import { type Command, interruptedCode, type Terminal } from '../command.ts';
import { failures, wording } from '../reports/telling/facts.ts';
import { failure } from '../reports/terminal.ts';
import { scenariosAt } from '../scenarios-at.ts';
import { readRows, scenarioFile } from '../shipped.ts';
import { version } from '../version.ts';

export const demo: Command = {
  name: 'demo',
  tells: 'Examines two receivers in this process: a correct one, and one written after the published recipe.',
  flags: [
    { name: 'seed', value: 'N', kind: 'whole', tells: 'Draws the same ids, people and secrets again (1).' },
    { name: 'json', value: null, kind: 'yes', tells: 'Prints both results as JSON.' },
  ],
  examples: ['doubleact demo'],
  async run(flags, terminal) {
    const both = await Promise.race([terminal.interrupted, examineBoth((flags.seed as number | undefined) ?? 1)]);
    if (both === undefined) return interruptedCode;
    terminal.out(flags.json === true ? `${JSON.stringify(both, null, 2)}\n` : text(both, terminal));
    return 0;
  },
};

interface Both {
  readonly correct: RunResult;
  readonly recipe: RunResult;
}

/** The failures of the recipe's receiver that cost most, the worst first. */
const thatMatter: readonly string[] = [
  'refuses-a-missing-signature',
  'refuses-a-tampered-body',
  'answers-within-the-time-out',
  'does-not-revoke-and-reissue-on-duplicates',
];
/** Enough for these, and quick. */
const shownScenarios: readonly string[] = ['approved', 'duplicates', 'signature-missing', 'signature-forged'];
/** The recipe's receiver dozes longer than a demo may take: this chain is slow only until the provider has given up. */
const slowChain: Scenario = {
  id: 'demo-slow-chain',
  title: 'The chain is slow; the answer to the webhook should not be',
  steps: [
    { issuer: { credential: 'hold', applicant: 'ana' } },
    { emit: { outcome: 'approved', applicant: 'ana' } },
    { settle: {} },
    { issuer: { credential: 'let-go', applicant: 'ana' } },
  ],
};
async function examineBoth(seed: number): Promise<Both> {
  const [scenarios, rows] = await Promise.all([
    scenariosAt(
      shownScenarios.flatMap((id) => scenarioFile(id) ?? []),
      'recipe',
    ),
    readRows('recipe'),
  ]);
  const shown = [slowChain, ...scenarios];
  const keys = generateKeys(createRandom(seed));
  /** In played time: the demo shows what receivers do, and waits for none of their dozing. */
  const one = async (receiver: string, make: (wall: Wall) => FunctionSpec['receiver']) => {
    const wall = createPlayedWall();
    const result = await examine({
      suite: {
        provider: 'recipe',
        target: { receiver: make(wall) },
        scenarios: shown,
        seed,
        capabilities: { issues: true, restart: false, rotation: false, tenants: false },
        partner: { jwks: keys },
        wall,
      },
      rows,
      version,
      receiver,
      repeat: () => `npx doubleact demo --seed ${seed}`,
    });
    wall.close();
    return result;
  };
  const [correct, recipe] = await Promise.all([
    one('the correct receiver', (wall) => createRestartable({ ...wall })),
    one(
      'a receiver written after the recipe',
      ({ now, sleep }) =>
        (told, ways) =>
          createRecipeReceiver(told, { now, sleep, fetch: ways.fetch }),
    ),
  ]);
  return { correct, recipe };
}

function text({ correct, recipe }: Both, { colour }: Terminal): string {
  const colours = coloursFor(colour);
  const { bold, dim, green, red } = colours;
  const line = (result: RunResult) => {
    const { met, broken, idle, unknown, mustsBroken } = result.summary;
    const paint = mustsBroken === 0 ? green : red;
    return `  ${paint(mustsBroken === 0 ? '✔' : '✗')} ${bold(result.receiver)}  ${met} met, ${paint(`${broken} broken`)} ${dim(`(${mustsBroken} musts), ${idle} idle, ${unknown} unknown`)}`;
  };
  const broken = failures(recipe);
  const rank = (id: string) => (thatMatter.includes(id) ? thatMatter.indexOf(id) : thatMatter.length);
  const first = [...broken].sort((a, b) => rank(a.id) - rank(b.id)).slice(0, thatMatter.length);
  const rest = broken.filter((check) => !first.includes(check));
  return [
    '',
    `${bold(`doubleact ${version}`)} ${dim('·')} ${wording(recipe)} ${dim(`· seed ${recipe.seed}`)}`,
    '',
    line(correct),
    line(recipe),
    `      ${dim(recipeStyle.tells)}`,
    '',
    ...first.flatMap((check) => failure(recipe, check, colours)),
    ...(rest.length > 0
      ? [`  ${dim('and also broken:')}`, ...rest.map(({ id, level }) => `    ${red('✗')} ${id} ${dim(level)}`), '']
      : []),
    `  Now yours:  ${bold('npx doubleact test --provider kyve --exec "node app.js"')}`,
    '',
    '',
  ].join('\n');
}
