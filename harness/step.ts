// A step: one verb of the whole product. Scenario files, the control API and its pages all take the same ones.
import { DoubleactError, unknownName } from '../mocks/errors.ts';
import { isJsonObject, type JsonObject } from '../mocks/json.ts';
import type { Sandbox } from '../mocks/sandbox.ts';
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

/** Reads `{ verb: input }` strictly, before anything happens. */
export function readStep(kinds: readonly StepKind[], given: unknown, where: string): Step {
  const verbs = kinds.map(({ verb }) => verb);
  if (!isJsonObject(given) || Object.keys(given).length !== 1) {
    throw new DoubleactError('bad-value', {
      where,
      expected: `an object with one verb (${verbs.join(', ')})`,
      got: isJsonObject(given) ? `one with ${Object.keys(given).length} keys` : JSON.stringify(given),
      hint: 'For example {"advance": "5m"}.',
    });
  }
  const verb = Object.keys(given)[0] as string;
  const kind = kinds.find((each) => each.verb === verb);
  if (kind === undefined) throw unknownName('unknown-step', where, verb, verbs);
  const input = read(kind.schema, given[verb], `${where}.${verb}`);
  return {
    verb,
    tell: kind.tell(input),
    async take(world) {
      const done = await kind.run(input, world);
      world.sandbox.journal.append({ kind: 'step.taken', step: given, tells: kind.tell(input) });
      return done;
    },
  };
}
