// The rules of direction: who may import whom. Each takes sources and gives its complaints.
import { packageOf, type Source } from './source.ts';

type Rule = (sources: readonly Source[]) => string[];

/** `src → harness → mocks`: which rooms a room may import. */
const below: Readonly<Record<string, readonly string[]>> = {
  mocks: ['mocks'],
  harness: ['harness', 'mocks'],
  src: ['src', 'harness', 'mocks'],
};

export const pointsDown: Rule = (sources) =>
  eachImport(sources, (from, to) => {
    const rooms = below[room(from)];
    if (rooms === undefined || !to.includes('/') || packageOf(to) !== null || to.startsWith('node:')) return null;
    return rooms.includes(room(to)) ? null : `${room(from)} may import only ${rooms.join(', ')}`;
  });

/** Types included: whoever reads one file of a circle must read them all. */
export const noCircles: Rule = (sources) => {
  const next = new Map(sources.map(({ path, imports }) => [path, imports]));
  const done = new Set<string>();
  const circles: string[] = [];
  function visit(path: string, way: readonly string[]): void {
    const start = way.indexOf(path);
    if (start >= 0) circles.push(`${[...way.slice(start), path].join(' → ')}: a circle of imports`);
    if (start >= 0 || done.has(path)) return;
    for (const to of next.get(path) ?? []) visit(to, [...way, path]);
    done.add(path);
  }
  for (const { path } of sources) visit(path, []);
  return circles;
};

const meetingPlace = 'mocks/sandbox.ts';

export const sidesApart: Rule = (sources) => {
  const crossing = eachImport(sources, (from, to) => {
    const [side, other] = [sideOf(from), sideOf(to)];
    return side !== null && other !== null && side !== other ? 'provider and issuer never import each other' : null;
  });
  const meeting = sources
    .filter(({ path }) => room(path) === 'mocks' && path !== meetingPlace && sideOf(path) === null)
    .filter(({ imports }) => new Set(imports.map(sideOf).filter((side) => side !== null)).size > 1)
    .map(({ path }) => `${path}: provider and issuer meet only in ${meetingPlace}`);
  return [...crossing, ...meeting];
};

const profiles = 'mocks/provider/profiles/';

export const profilesAlone: Rule = (sources) =>
  eachImport(sources, (from, to) => {
    if (!from.startsWith(profiles) || from === `${profiles}index.ts` || to.startsWith('node:')) return null;
    if (to === 'mocks/provider/profile.ts' || to === 'mocks/provider/signing.ts') return null;
    const same = to.startsWith(profiles) && profileOf(to) === profileOf(from);
    return same ? null : 'a profile imports only profile.ts, signing.ts and files of its own';
  });

const steps = 'harness/steps/';
const stepTools = ['step', 'schema', 'match', 'target', 'pactum', 'ask-receiver'].map((name) => `harness/${name}.ts`);

/** What is registered is a step; other files of the folder help several steps. */
export const stepsAlone: Rule = (sources) => {
  const registered = new Set(sources.find(({ path }) => path === `${steps}index.ts`)?.imports);
  return eachImport(sources, (from, to) => {
    if (!from.startsWith(steps) || from === `${steps}index.ts` || room(to) === 'mocks') return null;
    if (stepTools.includes(to)) return null;
    if (to.startsWith(steps) && !registered.has(to) && to !== `${steps}index.ts`) return null;
    return 'a step imports only its tools, mocks and what helps several steps';
  });
};

/** One door for each package: `doors` names it. */
export function oneDoor(
  sources: readonly Source[],
  doors: Readonly<Record<string, string>>,
  dependencies: readonly string[],
): string[] {
  const used = new Set<string>();
  const wrong = eachImport(sources, (from, to) => {
    const name = packageOf(to);
    if (name === null) return null;
    if (doors[name] === from) used.add(name);
    return doors[name] === from ? null : `the door to ${name} is ${doors[name] ?? 'not in the table'}`;
  });
  const without = dependencies.filter((name) => !(name in doors)).map((name) => `${name}: has no door in the table`);
  const idle = Object.entries(doors).filter(([name]) => !used.has(name));
  const strange = Object.keys(doors).filter((name) => !dependencies.includes(name));
  return [
    ...wrong,
    ...without,
    ...idle.map(([name, door]) => `${door}: does not import ${name}, whose door it is in the table`),
    ...strange.map((name) => `${name}: has a door but is no dependency`),
  ];
}

/** Everything in `folder` stands in its index, or is imported by a neighbour: what nobody imports was forgotten. */
export function registryComplete(sources: readonly Source[], folder: string): string[] {
  const files = sources.filter(
    ({ path }) => path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes('/'),
  );
  const index = `${folder}/index.ts`;
  if (!files.some(({ path }) => path === index)) return [`${index}: is missing`];
  const known = new Set(files.flatMap(({ imports }) => imports));
  return files
    .filter(({ path }) => path !== index && !known.has(path))
    .map(({ path }) => `${path}: has no line in ${index}`);
}

function eachImport(sources: readonly Source[], complain: (from: string, to: string) => string | null): string[] {
  return sources.flatMap(({ path, imports }) =>
    imports.flatMap((to) => {
      const complaint = complain(path, to);
      return complaint === null ? [] : [`${path} imports ${to}: ${complaint}`];
    }),
  );
}

function room(path: string): string {
  return path.split('/')[0] ?? '';
}

function sideOf(path: string): string | null {
  return /^mocks\/(provider|issuer)\//.exec(path)?.[1] ?? null;
}

function profileOf(path: string): string | undefined {
  return path.slice(profiles.length).split(/[/.]/)[0];
}
