// Plays one scenario in its sandbox: its steps in order, each a trouble where it fails. No verdict is drawn here.
import { DoubleactError } from '../mocks/errors.ts';
import type { EntryOf } from '../mocks/journal.ts';
import { isJsonObject, type JsonObject } from '../mocks/json.ts';
import type { Sandbox } from '../mocks/sandbox.ts';
import type { Capabilities, Trouble } from './history.ts';
import type { Watch } from './pollers.ts';
import { remembered } from './remembered.ts';
import type { Scenario } from './scenario.ts';
import { Disappointment, readStep, type Step, type StepWorld } from './step.ts';
import { steps } from './steps/index.ts';
import type { OpenTarget } from './targets/open-target.ts';

export type Played = { readonly troubles: readonly Trouble[] } | { readonly skipped: string };

export async function play(
  { id, steps: given, places = [] }: Pick<Scenario, 'id' | 'steps' | 'places'>,
  sandbox: Sandbox,
  target: OpenTarget,
  { review, rest }: Watch,
  capabilities: Pick<Capabilities, 'issues'>,
): Promise<Played> {
  const world: StepWorld = { sandbox, target };
  const before = readBefore(given);
  const death = watchFor(target);
  try {
    for (const [at, each] of given.entries()) {
      const where = places[at] ?? `${id}, step ${at + 1}`;
      const read = () => {
        before[at] ??= readStep(steps, each, where);
        return before[at];
      };
      const trouble = await Promise.race([take(each, read, world, capabilities), death.met]).catch((fault: unknown) =>
        toTrouble(fault, where),
      );
      review();
      if ('skipped' in trouble) return trouble;
      // What comes later in a scenario builds on what came before.
      if ('kind' in trouble) return { troubles: [trouble] };
    }
    rest();
    await Promise.race([sandbox.settle(), death.met]);
    await mournIfGone(sandbox, target);
    return { troubles: [] };
  } catch (fault) {
    const trouble = toTrouble(fault, `${id}, after its last step`);
    return 'skipped' in trouble ? trouble : { troubles: [trouble] };
  } finally {
    rest();
    death.forget();
  }
}

/** The steps of a scenario, each once it has been read: a scenario is often played again. */
const readBefore = remembered((_steps: readonly unknown[]): Step[] => []);

type Taken = Record<never, never>;

async function take(
  given: unknown,
  read: () => Step,
  world: StepWorld,
  { issues }: Pick<Capabilities, 'issues'>,
): Promise<Taken> {
  const before = world.target?.died() ?? null;
  const step = read();
  if (before !== null && step.verb !== 'restart') throw new Gone(before);
  if (!issues && looksForCredential(given)) leaveOut(given as JsonObject, step, world);
  else await step.take(world);
  return {};
}

/** Of a receiver that is declared to issue elsewhere such a step would be disappointed, and show nothing. */
function looksForCredential(given: unknown): boolean {
  const { await: awaited, expect: expected } = given as Readonly<Record<string, unknown>>;
  const wanted = awaited ?? expected;
  if (!isJsonObject(wanted)) return false;
  return 'credential' in wanted || (typeof wanted.kind === 'string' && wanted.kind.startsWith('credential.'));
}

function leaveOut(step: JsonObject, { tell }: Step, { sandbox }: StepWorld): void {
  sandbox.journal.append({ kind: 'step.taken', step, tells: `${tell}: left out, as the receiver issues elsewhere` });
}

/** A process that ends breaks its connections first, and the news of its end may come when all is over. */
async function mournIfGone({ journal }: Sandbox, target: OpenTarget): Promise<void> {
  const silences = journal.entries({ kind: 'attempt.unanswered' }) as readonly EntryOf<'attempt.unanswered'>[];
  if (!silences.some(({ silence }) => silence === 'connection' || silence === 'reset')) return;
  await target.look();
  const why = target.died();
  if (why !== null) throw new Gone(why);
}

function toTrouble(fault: unknown, where: string): Trouble | { readonly skipped: string } {
  if (fault instanceof Disappointment) return { kind: 'expectation', where, tells: fault.message };
  if (fault instanceof DoubleactError) {
    if (fault.code === 'not-applicable') return { skipped: fault.sentence };
    return { kind: 'unable', where, tells: fault.sentence };
  }
  return { kind: 'unable', where, tells: fault instanceof Error ? fault.message : String(fault) };
}

class Gone extends Error {
  constructor(why: string) {
    super(`The receiver is gone: ${why}.`);
  }
}

/** Rejects as soon as the receiver is gone, so that nobody waits for what cannot come. */
function watchFor(target: OpenTarget): { readonly met: Promise<never>; forget(): void } {
  let forget: () => void = () => {};
  const met = new Promise<never>((_resolve, reject) => {
    forget = target.onDeath((why) => reject(new Gone(why)));
  });
  met.catch(() => {});
  return { met, forget: () => forget() };
}
