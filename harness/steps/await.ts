// await: this must come to be so within a span of real time, the receiver's own: it polls with real sleeps.
import type { Sandbox } from '../../mocks/sandbox.ts';
import { tellMatcher } from '../match.ts';
import { duration, optional, type Read, strictObject, union } from '../schema.ts';
import { Disappointment, defineStep, type StepWorld } from '../step.ts';
import { call, tellCall } from './call.ts';
import { type Look, look, type Observation, observation, observations, tellObservation } from './observation.ts';
import { probe } from './probe.ts';
import { type Seen, tellStory, tellTime } from './story.ts';

const terms = { within: duration(), every: optional(duration()), unless: optional(observation) };

const schema = union([
  strictObject({ ...observations.entries, ...terms }),
  strictObject({ ...observations.credential, ...terms }),
  strictObject({ ...observations.delivery, ...terms }),
  strictObject({ ...observations.answer, ...terms }),
  strictObject({ request: call, ...terms }),
]);
type Input = Read<typeof schema>;

/** How often it looks when nothing happens that would make it look. */
const usually = 250;

// The name of the verb is a word of the language.
export const awaitStep = defineStep({
  verb: 'await',
  tells:
    'It must come to be so within a span of real time; "unless" fails it at once, and so does what no waiting can mend.',
  schema,
  examples: [
    { credential: 'ana', state: 'ONCHAIN', within: '10s' },
    {
      kind: 'credential.issued',
      applicant: 'ana',
      count: 1,
      within: '5s',
      unless: { answer: 'ana', status: { atLeast: 400 } },
    },
    { request: { path: '/health', expect: { status: 200 } }, within: '5s', every: '200ms' },
  ],
  people: 'looks',
  tell: (input) => `wait up to ${tellTime(input.within)} for ${aim(input)}`,
  async run(input, world) {
    const { clock } = world.sandbox;
    const began = clock.wall();
    const seen: Seen[] = [];
    const since = () => clock.wall() - began;
    const watch = openWatch(world.sandbox, input.within);
    try {
      for (;;) {
        // Asked before the look, so that there is always a look after the last moment.
        const late = watch.isOver();
        const found = await lookOnce(input, world);
        seen.push({ at: since(), saw: found.saw });
        if (found.holds) return found.value;
        const broke = input.unless === undefined ? null : look(input.unless, world.sandbox);
        if (broke?.holds === true) {
          throw lost(
            input,
            seen,
            `${tellObservation(input.unless as Observation)} came instead at ${tellTime(since())}`,
          );
        }
        if (found.ended !== null) throw lost(input, seen, `gave up at ${tellTime(since())}, as ${found.ended}`);
        if (late) throw lost(input, seen, `gave up at ${tellTime(input.within)}; ${found.tells}`);
        await watch.change(input.every ?? usually, !('request' in input));
      }
    } finally {
      watch.close();
    }
  },
});

async function lookOnce(input: Input, world: StepWorld): Promise<Look> {
  if ('request' in input) return probe(input.request, world);
  const { within: _within, every: _every, unless: _unless, ...wanted } = input;
  return look(wanted as Observation, world.sandbox);
}

function lost(input: Input, seen: readonly Seen[], end: string): Disappointment {
  return new Disappointment(`waited for ${aim(input)}: ${tellStory(seen, `never ${goal(input)}`, end)}`);
}

function aim(input: Input): string {
  return 'request' in input
    ? `${tellCall(input.request)} to answer as expected`
    : tellObservation(input as Observation);
}

/** The end of the story that did not come, as short as its stations. */
function goal(input: Input): string {
  if ('kind' in input)
    return `${input.count === undefined ? '' : `${tellMatcher(input.count as never)} `}${input.kind}`;
  if ('request' in input) return 'as expected';
  const short = 'answer' in input ? input.status : input.state;
  if (typeof short === 'string' || typeof short === 'number') return String(short);
  return short === undefined ? 'as expected' : tellMatcher(short);
}

interface Watch {
  isOver(): boolean;
  /** Resolves at the next journal entry, if that counts, or after `ms`, or at the end. */
  change(ms: number, entries: boolean): Promise<void>;
  close(): void;
}

function openWatch({ clock, journal }: Sandbox, within: number): Watch {
  let over = false;
  let news = false;
  let wake: (() => void) | null = null;
  const end = clock.alarm(within, () => {
    over = true;
    wake?.();
  });
  let listening = false;
  const stop = journal.listen(() => {
    news = true;
    if (listening) wake?.();
  });
  return {
    isOver: () => over,
    async change(ms, entries) {
      if (over || (entries && news)) {
        news = false;
        return;
      }
      listening = entries;
      await new Promise<void>((resolve) => {
        const pause = clock.alarm(ms, resolve);
        wake = () => {
          pause.cancel();
          resolve();
        };
      });
      wake = null;
      news = false;
    },
    close() {
      end.cancel();
      stop();
    },
  };
}
