// Writes docs/providers.md from the registry and from the worked example, so that neither can say what does not run.
// `npm run docs` writes it; a test fails when it is out of date.
import { readFileSync, writeFileSync } from 'node:fs';
import { chooseReadings } from '../mocks/assumption.ts';
import { formatDuration } from '../mocks/duration.ts';
import type { Profile } from '../mocks/provider/profile.ts';
import { profiles } from '../mocks/provider/profiles/index.ts';
import { sheetOf } from '../src/providers/sheet.ts';
import { assumptions, table } from './tables.ts';

const example = readFileSync(new URL('./acme.config.ts', import.meta.url), 'utf8');

export function providersPage(): string {
  return [
    '# Providers',
    '',
    'Written by `npm run docs` from the registry of profiles. Do not edit.',
    '',
    '```sh',
    'npx doubleact list providers',
    'npx doubleact explain persona                     # headers, signed string, ladder, answers, events, assumptions, documents',
    'npx doubleact providers diff kyve stripe-identity # what a receiver must change',
    'npx doubleact test --provider persona --exec "node app.js"',
    '```',
    '',
    'What the documents of a provider do not say, or say twice in different ways, is an assumption with a name: the readings are',
    'offered, one is chosen for a reason, `--assume ID=READING` takes another, and reports name those that a verdict rests on.',
    'Where a scheme lacks something (a signed time, an event id, a mode), the checks that need it are idle and say so.',
    '',
    table(
      ['provider', 'signature', 'time signed', 'event id', 'e-mail', 'time-out', 'attempts'],
      profiles.map(inShort),
    ),
    '',
    '## A provider of your own',
    '',
    'Define it in `doubleact.config.ts`; no fork is needed. `list`, `explain`, `providers diff`, `serve`, `test` and every report',
    'then know it like the others. `defineProvider()` fills in what you leave out and tells at once what is missing.',
    '',
    '```ts',
    example.trimEnd(),
    '```',
    '',
    'A body that says nothing of the person leaves `email` and `level` out of `places`: the judge then goes by what the sandbox knows,',
    'and your receiver by what `more.api`, the provider’s own API, answers.',
    '',
    ...profiles.flatMap(section),
  ].join('\n');
}

function inShort(profile: Profile): readonly string[] {
  const { signing, places, delivery } = profile.under(chooseReadings(profile.assumes, {}, profile.id));
  const { id } = places;
  return [
    `[${profile.id}](#${profile.id})`,
    signing === null ? 'none' : `\`${signing.header}\``,
    signing?.tolerance == null ? 'no' : `yes, ${signing.tolerance} s`,
    id === null ? 'none' : 'body' in id ? `\`${id.body}\`` : `header \`${id.header}\``,
    places.email === null ? 'by its API' : 'in the body',
    formatDuration(delivery.timeout),
    String(1 + delivery.retries.length),
  ];
}

function section(profile: Profile): readonly string[] {
  const { id, title, revision, docs, assumes, clauses = {} } = profile;
  const { pairs, headers, events } = sheetOf(profile);
  const ladder = pairs.find(([name]) => name === 'ladder')?.[1] ?? '';
  return [
    `## ${id}`,
    '',
    `${title}, ${revision}. Documents: ${docs.map((doc) => `[${doc.title}](${doc.url})`).join(' · ')}`,
    '',
    '```http',
    ...headers,
    '```',
    '',
    table(
      ['', ''],
      pairs.filter(([name]) => name !== 'ladder').map(([name, says]) => [name, code(name, says)]),
    ),
    '',
    '```',
    ladder,
    '```',
    '',
    table(
      ['event', 'what it says'],
      events.map(([type, tells]) => [`\`${type}\``, tells]),
    ),
    '',
    table(
      ['topic', 'what its documents say'],
      Object.entries(clauses).map(([topic, clause]) => [
        topic,
        typeof clause === 'string' ? clause : `${clause.says} (${clause.provenance})`,
      ]),
    ),
    '',
    assumptions(assumes),
    '',
  ];
}

/** Paths and strings that a receiver needs to the letter. */
function code(name: string, says: string): string {
  return /^(?:path|signed string|approval)$/.test(name) || /^[\w-]+(?:\.[\w-]+)+$/.test(says) ? `\`${says}\`` : says;
}

if (process.argv[1]?.endsWith('providers.ts'))
  writeFileSync(new URL('./providers.md', import.meta.url), providersPage());
