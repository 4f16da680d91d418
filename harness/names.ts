// Every name in a scenario must mean something before anything is sent: a reference to an earlier step's result or person,
// and a person whom a step only looks at or prepares for.
import { closest } from '../mocks/closest.ts';
import { DoubleactError } from '../mocks/errors.ts';
import { isJsonObject, type Json } from '../mocks/json.ts';
import { personKeys, type Reference, referencesIn } from './captures.ts';
import type { ScenarioStep } from './scenario.ts';
import type { StepKind } from './step.ts';

type Path = readonly string[];
type Named = readonly [name: string, path: Path];

/** Throws the first name that means nothing, with the way to it. */
export function checkNames(steps: readonly ScenarioStep[], kinds: readonly StepKind[]): void {
  const captures = new Map<string, StepKind['gives']>();
  const people = new Set<string>();
  const ids = new Set<string>();
  const made = new Set<string>();
  const prepared: Named[] = [];

  for (const [index, step] of steps.entries()) {
    const verb = Object.keys(step).find((key) => key !== 'as') ?? '';
    const kind = kinds.find((each) => each.verb === verb);
    const input = step[verb] as Json;
    const path = ['steps', String(index), verb];
    for (const reference of referencesIn(input, verb, path)) checkReference(reference, captures, people);

    if (kind?.people === 'looks') {
      for (const [name, at] of lookedAt(input, path)) {
        if (!people.has(name) && !ids.has(name))
          throw noSuch('a person whom an earlier step names', name, [...people], at);
      }
    } else if (kind?.people !== undefined) {
      for (const [name, at] of spokenOf(input, path)) {
        if (captures.has(name)) throw taken(name, at);
        people.add(name);
        if (kind.people === 'makes') made.add(name);
        else prepared.push([name, at]);
      }
    }
    if (isJsonObject(input) && typeof input.id === 'string') ids.add(input.id);
    const { as } = step;
    if (typeof as !== 'string') continue;
    if (captures.has(as) || people.has(as)) throw taken(as, ['steps', String(index), 'as']);
    captures.set(as, kind?.gives);
  }
  for (const [name, at] of prepared) {
    if (!made.has(name)) throw noSuch('a person whom some step emits or decides about', name, [...made], at);
  }
}

function checkReference(
  { text, name, keys, path }: Reference,
  captures: ReadonlyMap<string, StepKind['gives']>,
  people: ReadonlySet<string>,
): void {
  const [key, deeper] = keys;
  if (captures.has(name)) {
    const gives = captures.get(name);
    if (key === undefined || gives === undefined || gives.includes(key)) return;
    throw noSuch(`one of ${gives.map((each) => `\${${name}.${each}}`).join(', ')}`, text, gives, path, key);
  }
  if (!people.has(name)) {
    const known = [...captures.keys(), ...people];
    const some = known.length === 0 ? 'and there is none' : `of ${known.join(', ')}`;
    throw noSuch(`a result or a person of an earlier step, ${some}`, text, known, path, name);
  }
  if (key !== undefined && deeper === undefined && (personKeys as readonly string[]).includes(key)) return;
  throw noSuch(`one of ${personKeys.map((each) => `\${${name}.${each}}`).join(', ')}`, text, personKeys, path, key);
}

/** People by their names; an e-mail or a reference needs no introduction. */
function spokenOf(input: Json, path: Path): readonly Named[] {
  if (!isJsonObject(input)) return [];
  return ['applicant', 'calm'].flatMap((key): readonly Named[] => {
    const who = input[key];
    if (isJsonObject(who)) return isPlain(who.key) ? [[who.key, [...path, key, 'key']]] : [];
    return isPlain(who) ? [[who, [...path, key]]] : [];
  });
}

function lookedAt(input: Json, path: Path): readonly Named[] {
  if (!isJsonObject(input)) return [];
  const here = ['applicant', 'credential', 'delivery', 'answer'].flatMap((key): readonly Named[] => {
    const who = input[key];
    return isPlain(who) ? [[who, [...path, key]]] : [];
  });
  return input.unless === undefined ? here : [...here, ...lookedAt(input.unless, [...path, 'unless'])];
}

function isPlain(who: unknown): who is string {
  return typeof who === 'string' && !who.includes('@') && !who.includes('${');
}

function noSuch(expected: string, got: string, known: readonly string[], path: Path, slip = got): DoubleactError {
  const near = closest(slip, known);
  return new DoubleactError('not-found', {
    where: path.slice(2).join('.'),
    expected,
    got: JSON.stringify(got),
    hint: near === null ? undefined : `Did you mean "${near}"?`,
    path,
  });
}

function taken(name: string, path: Path): DoubleactError {
  const expected = 'a name that no other result and no person has';
  return new DoubleactError('conflict', { where: path.slice(2).join('.'), expected, got: JSON.stringify(name), path });
}
