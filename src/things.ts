// Everything that has an id, told from the registries, for `list` and `explain`.
import type { Check } from '../harness/check.ts';
import { checks } from '../harness/checks/index.ts';
import type { Matrix } from '../harness/diagnosis.ts';
import { exclusions } from '../harness/exclusions.ts';
import { faults } from '../harness/reference/faults.ts';
import { sourceOf } from '../harness/sources.ts';
import { steps } from '../harness/steps/index.ts';
import type { Assumption } from '../mocks/assumption.ts';
import { issuerAssumes } from '../mocks/issuer/assumes.ts';
import { moodKinds } from '../mocks/issuer/moods.ts';
import { flaws } from '../mocks/provider/flaws/index.ts';
import type { Profile } from '../mocks/provider/profile.ts';
import { profiles } from '../mocks/provider/profiles/index.ts';
import { sheetOf } from './providers/sheet.ts';
import { scenariosAt } from './scenarios-at.ts';
import { readMatrix, scenariosFolder } from './shipped.ts';

export interface Thing {
  readonly id: string;
  readonly tells: string;
  /** What else is known, as pairs of a word and what there is to say. */
  readonly more: readonly (readonly [string, string])[];
}

/** Kinds in the order in which they are listed; `own` are the user's providers. */
export const kinds: Readonly<Record<string, (own: readonly Profile[]) => Promise<readonly Thing[]>>> = {
  checks: async (own) => {
    const matrix = await readMatrix();
    return checks.map((check) => ({
      id: check.id,
      tells: check.rule,
      more: [
        ['group', check.group],
        ['level', check.level],
        ...clausesOf(check, [...profiles, ...own]),
        ['mend', check.fix],
        ['catches', check.catches.join(', ')],
        ['broken by', breakers(matrix, check.id).join(', ')],
        ['rests on', (check.restsOn ?? []).join(', ')],
      ],
    }));
  },
  scenarios: async () =>
    (await scenariosAt([scenariosFolder])).map(({ id, title, providers, needs, skip, file, steps: taken }) => ({
      id,
      tells: title,
      more: [
        ['providers', (providers ?? ['all']).join(', ')],
        ['needs', (needs ?? []).join(', ')],
        ['skipped', skip ?? ''],
        ['file', file ?? ''],
        ...taken.map((step) => ['step', JSON.stringify(step)] as const),
      ],
    })),
  steps: async () =>
    steps.map(({ verb, tells, examples }) => ({
      id: verb,
      tells,
      more: examples.map((example) => ['example', JSON.stringify({ [verb]: example })] as const),
    })),
  providers: async (own) => [...profiles, ...own].map(provider),
  flaws: async () =>
    flaws.map(({ id, tells, takes, needs }) => ({
      id,
      tells,
      more: [
        [
          'takes',
          {
            accept: 'a correct receiver accepts it',
            refuse: 'a correct receiver refuses it',
            ignore: 'a correct receiver lets it have no effect, whatever it answers',
            either: 'a correct receiver may do either',
          }[takes],
        ],
        ['needs', needs ?? ''],
      ],
    })),
  moods: async () =>
    Object.entries(moodKinds).map(([id, { tells, on, takes = {} }]) => ({
      id,
      tells,
      more: [['calls', on.join(', ')], ...Object.entries(takes).map(([key, each]) => [key, each.tells] as const)],
    })),
  faults: async () => {
    const matrix = await readMatrix();
    return faults.map(({ id, tells, breaks }) => ({
      id,
      tells,
      more: [
        ['breaks', breaks.join(', ')],
        ...Object.entries(matrix).map(
          ([name, rows]) =>
            [
              name,
              Object.keys(rows[id] ?? {})
                .filter((check) => rows[id]?.[check] === 'broken')
                .join(', '),
            ] as const,
        ),
      ],
    }));
  },
  assumptions: async (own) => [
    ...[...profiles, ...own].flatMap(({ id, assumes }) => assumes.map((each) => assumption(each.id, each, `of ${id}`))),
    ...issuerAssumes.map((each) => assumption(`issuer.${each.id}`, each, 'of the issuer')),
  ],
  exclusions: async () => exclusions.map(({ what, reason }) => ({ id: what, tells: reason, more: [] })),
};

/** One line where all providers have the same. */
function clausesOf(check: Check, providers: readonly Profile[]): readonly (readonly [string, string])[] {
  const tell = (clauses: Profile['clauses']) => {
    const { clause, provenance } = sourceOf(check, clauses);
    return `${clause} (${provenance})`;
  };
  if (typeof check.clause === 'string') return [['clause', tell(undefined)]];
  return providers.map(({ id, clauses }) => ['clause', `${id}: ${tell(clauses)}`] as const);
}

function breakers(matrix: Matrix, check: string): readonly string[] {
  const rows = Object.values(matrix).flatMap((each) => Object.entries(each));
  return [...new Set(rows.filter(([, row]) => row[check] === 'broken').map(([fault]) => fault))];
}

function provider(profile: Profile): Thing {
  const { pairs, headers, events, assumptions } = sheetOf(profile);
  return {
    id: profile.id,
    tells: `${profile.title}, ${profile.revision}`,
    more: [
      ...pairs.slice(0, 2),
      ...headers.map((header) => ['header', header] as const),
      ...pairs.slice(2),
      ...events.map(([type, tells]) => ['event', `${type}  ${tells}`] as const),
      ...assumptions.map(([id, tells]) => ['assumes', `${id}: ${tells}`] as const),
      ...profile.docs.map(({ title, url }) => ['document', `${title} ${url}`] as const),
    ],
  };
}

function assumption(id: string, { about, readings, chosen, why }: Assumption, whose: string): Thing {
  return {
    id,
    tells: about,
    more: [
      ['whose', whose],
      ...Object.entries(readings).map(
        ([reading, does]) => ['reading', `${reading}${reading === chosen ? ' (default)' : ''}: ${does}`] as const,
      ),
      ['why', why],
    ],
  };
}
