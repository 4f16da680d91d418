// A step: one verb of the whole product. Scenario files, the control API and its pages all take the same ones.
import { DoubleactError, unknownName } from '../mocks/errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../mocks/json.ts';
import type { Sandbox } from '../mocks/sandbox.ts';
import { fillIn, findIn, isName, memoryOf, referencesIn } from './captures.ts';
import { withSamples } from './sample.ts';
import { read, type Schema } from './schema.ts';
import type { Target } from './target.ts';

export interface StepKind<Input = unknown> {
  readonly verb: string;
  /** What the verb does, as a sentence. */
  readonly tells: string;
  readonly schema: Schema<Input>;
  readonly examples: readonly unknown[];
  /** What this very step does, in a few words. */
  readonly tell: (input: Input) => string;
  readonly run: (input: Input, world: StepWorld) => JsonObject | Promise<JsonObject>;
  /** What is wrong with an input that its schema cannot see, as an error, before anything happens. */
  readonly check?: (input: Input) => void;
  /** The keys of its result, where they are always the same: `as: name` makes them `${name.key}`. */
  readonly gives?: readonly string[];
  /**
   * What it does with the people it names. *makes*: something happens to them. *prepares*: something will, once another
   * step makes it. *looks*: nothing; they must have been named before.
   */
  readonly people?: 'makes' | 'prepares' | 'looks';
}

/** The receiver did otherwise than a step expected. A result, never a fault of ours: the run goes on to record it. */
export class Disappointment extends Error {
  override readonly name = 'Disappointment';
}

/** What a step may touch. */
export interface StepWorld {
  readonly sandbox: Sandbox;
  /** The receiver under test; null on the control API, which only knows its URL. */
  readonly target: Target | null;
}

/** Identity, for the types. */
export function defineStep<Input>(kind: StepKind<Input>): StepKind<Input> {
  return kind;
}

/** A step that has been read and can be taken. */
export interface Step {
  readonly verb: string;
  readonly tell: string;
  take(world: StepWorld): Promise<JsonObject>;
}

/** Reads `{ verb: input }`, or `{ verb: input, as: name }`, strictly, before anything happens. */
export function readStep(kinds: readonly StepKind[], given: unknown, where: string): Step {
  const verbs = kinds.map(({ verb }) => verb);
  const { as, ...rest } = isJsonObject(given) ? given : {};
  if (!isJsonObject(given) || Object.keys(rest).length !== 1) {
    throw new DoubleactError('bad-value', {
      where,
      expected: `an object with one verb (${verbs.join(', ')})`,
      got: isJsonObject(given) ? `one with ${Object.keys(rest).length} keys` : JSON.stringify(given),
      hint: 'For example {"advance": "5m"}.',
    });
  }
  const verb = Object.keys(rest)[0] as string;
  const kind = kinds.find((each) => each.verb === verb);
  if (kind === undefined) throw unknownVerb(where, verb, verbs);
  if (as !== undefined && !isName(as)) {
    const expected = 'a name of letters, digits, - and _';
    throw new DoubleactError('bad-value', { where: `${where}.as`, expected, got: JSON.stringify(as), path: ['as'] });
  }
  const place = `${where}.${verb}`;
  const raw = rest[verb] as Json;
  const [refers, first] = beneath(verb, () => {
    const some = referencesIn(raw, place).length > 0;
    return [some, checked(kind, some ? withSamples(kind.schema, raw) : raw, place)] as const;
  });
  return {
    verb,
    tell: kind.tell(first),
    async take(world) {
      const { sandbox } = world;
      const input = refers ? checked(kind, fillIn(raw, findIn(sandbox, place), place), place) : first;
      const done = await kind.run(input, world);
      if (as !== undefined) memoryOf(sandbox).set(as, done);
      sandbox.journal.append({ kind: 'step.taken', step: given, tells: kind.tell(input) });
      return done;
    },
  };
}

function unknownVerb(where: string, verb: string, verbs: readonly string[]): DoubleactError {
  return new DoubleactError('unknown-step', {
    ...unknownName('unknown-step', where, verb, verbs).complaint,
    path: [verb],
  });
}

function checked<Input>(kind: StepKind<Input>, value: unknown, where: string): Input {
  const input = read(kind.schema, value, where);
  kind.check?.(input);
  return input;
}

/** Complaints about what stands under a key know the way from above it. */
function beneath<Value>(key: string, read: () => Value): Value {
  try {
    return read();
  } catch (fault) {
    if (!(fault instanceof DoubleactError)) throw fault;
    throw new DoubleactError(fault.code, { ...fault.complaint, path: [key, ...(fault.complaint.path ?? [])] });
  }
}
