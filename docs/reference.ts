// Writes docs/reference.md from the registries, so that it cannot tell anything else than the program does.
// `npm run docs` writes it; a test fails when it is out of date.
import { writeFileSync } from 'node:fs';
import { steps } from '../harness/steps/index.ts';
import type { Assumption } from '../mocks/assumption.ts';
import { chooseReadings } from '../mocks/assumption.ts';
import { formatDuration } from '../mocks/duration.ts';
import { errorCodes } from '../mocks/errors.ts';
import { issuerAssumes } from '../mocks/issuer/assumes.ts';
import { moodKinds } from '../mocks/issuer/moods.ts';
import { ladderOf } from '../mocks/provider/delivery.ts';
import { flaws } from '../mocks/provider/flaws/index.ts';
import type { Profile } from '../mocks/provider/profile.ts';
import { profiles } from '../mocks/provider/profiles/index.ts';

export function reference(): string {
  return [
    '# Reference',
    '',
    'Written by `npm run docs` from the registries of the program. Do not edit.',
    '',
    '## Steps',
    '',
    'One verb each, as `POST /steps` takes them and a scenario file holds them.',
    '',
    ...steps.flatMap(({ verb, tells, examples }) => [
      `### \`${verb}\``,
      '',
      tells,
      '',
      '```json',
      ...examples.map((example) => JSON.stringify({ [verb]: example })),
      '```',
      '',
    ]),
    '## Providers',
    '',
    ...profiles.flatMap(provider),
    '## Issuer',
    '',
    '### Moods',
    '',
    table(
      ['mood', 'what happens', 'calls', 'parameters'],
      Object.entries(moodKinds).map(([name, kind]) => [
        `\`${name}\``,
        kind.tells,
        kind.on.join(', '),
        Object.entries(kind.takes ?? {})
          .map(([key, { tells }]) => `\`${key}\`: ${tells}`)
          .join('; '),
      ]),
    ),
    '',
    '### Assumptions of the issuer',
    '',
    'Switched with `--assume issuer.ID=READING`.',
    '',
    assumptions(issuerAssumes),
    '',
    '## Flaws',
    '',
    table(
      ['flaw', 'what is wrong', 'a correct receiver'],
      flaws.map(({ id, tells, takes }) => [
        `\`${id}\``,
        tells,
        { accept: 'accepts it', refuse: 'refuses it', either: 'may do either' }[takes],
      ]),
    ),
    '',
    '## Error codes',
    '',
    table(
      ['code', 'meaning', 'control API', 'exit'],
      Object.entries(errorCodes).map(([code, { tells, status, exit }]) => [
        `\`${code}\``,
        tells,
        String(status),
        String(exit),
      ]),
    ),
    '',
  ].join('\n');
}

function provider(profile: Profile): string[] {
  const behaviour = profile.under(chooseReadings(profile.assumes, {}, profile.id));
  const { signing, delivery } = behaviour;
  return [
    `### ${profile.title} (\`${profile.id}\`, ${profile.revision})`,
    '',
    table(
      ['', ''],
      [
        ['usual path', `\`${behaviour.path}\``],
        [
          'signature',
          signing === null
            ? 'none'
            : `\`${signing.header}\`, HMAC-${signing.algorithm.toUpperCase()}, ${signing.encoding}`,
        ],
        ['tolerance', signing?.tolerance == null ? 'none' : `${signing.tolerance} s`],
        ['time-out', formatDuration(delivery.timeout)],
        ['attempts after the first', ladderOf(delivery).slice(1).map(formatDuration).join(', ')],
        [
          'answers',
          `200 ${delivery.verdict(200)}, 302 ${delivery.verdict(302)}, 400 ${delivery.verdict(400)}, 503 ${delivery.verdict(503)}`,
        ],
      ],
    ),
    '',
    table(
      ['event', 'when', 'says', 'documented'],
      behaviour.events.map(({ type, tells, says, documented }) => [
        `\`${type}\``,
        tells,
        says.join(', '),
        documented ? 'yes' : 'no',
      ]),
    ),
    '',
    `Documents: ${profile.docs.map(({ title, url }) => `[${title}](${url})`).join(' · ')}`,
    '',
    `Assumptions, switched with \`--assume ID=READING\`:`,
    '',
    assumptions(profile.assumes),
    '',
  ];
}

function assumptions(list: readonly Assumption[]): string {
  return table(
    ['assumption', 'what the documents say', 'readings', 'why'],
    list.map(({ id, about, readings, chosen, why, free }) => [
      `\`${id}\``,
      about,
      [
        ...Object.entries(readings).map(
          ([reading, tells]) => `\`${reading}\`${reading === chosen ? ' (default)' : ''}: ${tells}`,
        ),
        ...(free === undefined ? [] : [`or any text that matches \`${free.source}\``]),
      ].join('<br>'),
      why,
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

if (process.argv[1]?.endsWith('reference.ts')) writeFileSync(new URL('./reference.md', import.meta.url), reference());
