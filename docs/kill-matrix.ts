// Writes docs/kill-matrix.md: what each known fault breaks, from the committed kill matrix, for people to read.
// `npm run docs` writes it; a test fails when it is out of date.
import { writeFileSync } from 'node:fs';
import { checks } from '../harness/checks/index.ts';
import { type Matrix, recipeStyle } from '../harness/diagnosis.ts';
import { deliveryFaults } from '../harness/reference/faults/delivery.ts';
import { issuerFaults } from '../harness/reference/faults/issuer.ts';
import { signatureFaults } from '../harness/reference/faults/signature.ts';
import { faults } from '../harness/reference/faults.ts';
import { unbroken } from '../harness/reference/unbroken.ts';
import { readMatrix } from '../src/shipped.ts';

interface Subject {
  readonly id: string;
  readonly tells: string;
}

const kinds: readonly (readonly [string, readonly Subject[]])[] = [
  ['Telling deliveries from forgeries', signatureFaults],
  ['Taking deliveries, and what they mean', deliveryFaults],
  ['Dealing with the issuer', issuerFaults],
  ['After the published recipe', [recipeStyle]],
];

export function killMatrix(matrix: Matrix): string {
  return [
    '# Kill matrix',
    '',
    'Written by `npm run docs` from `harness/reference/kill-matrix.json`, which `doubleact self-test --write` writes. Do not edit.',
    '',
    `The reference receiver breaks no check of any provider. With each of ${faults.length} faults, one at a time, it breaks these;`,
    '`doubleact self-test` runs all of them again and is red wherever one check more or one less is broken; with `--seeds N` under',
    'each of the seeds 1 to N.',
    '',
    ...kinds.flatMap(([title, subjects]) => [
      `## ${title}`,
      '',
      ...subjects.flatMap(({ id, tells }) => [
        `### \`${id}\``,
        '',
        `It ${tells.replace(/^It /, '')}.`.replace('..', '.'),
        '',
        ...broken(matrix, id),
        '',
      ]),
    ]),
    '## By check',
    '',
    '| check | broken by |',
    '| --- | --- |',
    ...checks.map(({ id }) => `| ${link(id)} | ${breakers(matrix, id)} |`),
    '',
  ].join('\n');
}

/** What breaks for every provider that has the fault first, then what only some have. */
function broken(matrix: Matrix, fault: string): readonly string[] {
  const rows = Object.entries(matrix).flatMap(([provider, { [fault]: row }]) => {
    if (row === undefined) return [];
    return [{ provider, ids: checks.flatMap(({ id }) => (row[id] === 'broken' ? [id] : [])) }];
  });
  const everywhere = rows[0]?.ids.filter((id) => rows.every(({ ids }) => ids.includes(id))) ?? [];
  const line = (who: string, ids: readonly string[]) =>
    ids.length === 0 ? [] : [`- **${who}**: ${ids.map(link).join(' · ')}`];
  const silent = rows.filter(({ ids }) => ids.length === 0).map(({ provider }) => provider);
  return [
    ...line(rows.map(({ provider }) => provider).join(', '), everywhere),
    ...rows.flatMap(({ provider, ids }) =>
      line(
        everywhere.length === 0 ? provider : `${provider}, besides`,
        ids.filter((id) => !everywhere.includes(id)),
      ),
    ),
    ...(silent.length === 0 ? [] : [`- nothing for ${silent.join(' and ')}, which gives it no occasion`]),
  ];
}

function breakers(matrix: Matrix, check: string): string {
  const rows = Object.values(matrix).flatMap((each) => Object.entries(each));
  const ids = [...new Set(rows.filter(([, row]) => row[check] === 'broken').map(([fault]) => fault))];
  if (ids.length === 0) return `nothing here: ${unbroken[check] ?? 'not yet'}`;
  return ids.map((id) => `[\`${id}\`](#${id})`).join(', ');
}

function link(check: string): string {
  return `[\`${check}\`](../harness/checks/${check}.ts)`;
}

if (process.argv[1]?.endsWith('kill-matrix.ts')) {
  writeFileSync(new URL('./kill-matrix.md', import.meta.url), killMatrix(await readMatrix()));
}
