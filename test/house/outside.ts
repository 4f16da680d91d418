// The rules of what files may be called, say and touch: the outside world has one door for each of its parts.
import type { Source, Tree } from './source.ts';

export interface Part {
  readonly what: string;
  /** Names in code, and built-in modules, that reach it. */
  readonly names: readonly string[];
  /** Where they may stand. */
  readonly doors: readonly string[];
}

export function outsideAtDoors(sources: readonly Source[], parts: readonly Part[]): string[] {
  return sources.flatMap(({ path, names, imports }) =>
    parts.flatMap(({ what, names: reaching, doors }) => {
      const met = reaching.filter((name) => names.has(name) || imports.includes(name));
      const where = doors.length === 0 ? 'nowhere' : `only in ${doors.join(', ')}`;
      return met.length === 0 || doors.includes(path) ? [] : [`${path}: uses ${met.join(', ')}; ${what} is ${where}`];
    }),
  );
}

const vague = /^(?:utils?|helpers?|common|shared|core|lib)$/i;

export function namedAfterIdeas(tree: Tree): string[] {
  return Object.keys(tree)
    .filter((path) => path.split('/').some((part) => vague.test(part.replace(/\..*$/, ''))))
    .map((path) => `${path}: a name that says nothing of what is inside`);
}

const longest = 400;

export function shortEnough(tree: Tree): string[] {
  return Object.entries(tree)
    .filter(([path]) => /\.tsx?$/.test(path))
    .map(([path, text]) => [path, text.split('\n').length - 1] as const)
    .filter(([, lines]) => lines > longest)
    .map(([path, lines]) => `${path}: ${lines} lines, and more than ${longest} hold a second idea`);
}

// In pieces, so that this file does not name them either.
const unspeakable = [
  ['', 'work', ''].join('/'),
  ['registry', 'npmjs', 'org'].join('.'),
  ['registry', 'yarnpkg', 'com'].join('.'),
  ['npm', 'pkg', 'github', 'com'].join('.'),
  ['pypi', 'org'].join('.'),
];

export function namesNoPlaceOfOurs(tree: Tree): string[] {
  return Object.entries(tree).flatMap(([path, text]) =>
    unspeakable.filter((name) => text.includes(name)).map((name) => `${path}: names ${name}`),
  );
}
