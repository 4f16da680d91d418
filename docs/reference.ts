// Writes docs/reference.md from the registries, so that it cannot tell anything else than the program does.
// `npm run docs` writes it; a test fails when it is out of date.
import { writeFileSync } from 'node:fs';
import { steps } from '../harness/steps/index.ts';
import { errorCodes } from '../mocks/errors.ts';
import { issuerAssumes } from '../mocks/issuer/assumes.ts';
import { moodKinds } from '../mocks/issuer/moods.ts';
import { flaws } from '../mocks/provider/flaws/index.ts';
import { assumptions, table } from './tables.ts';

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
    'Providers have a page of their own: [providers.md](providers.md).',
    '',
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
        { accept: 'accepts it', refuse: 'refuses it', ignore: 'lets it have no effect', either: 'may do either' }[
          takes
        ],
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

if (process.argv[1]?.endsWith('reference.ts')) writeFileSync(new URL('./reference.md', import.meta.url), reference());
