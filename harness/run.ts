// Runs scenarios against a receiver and hands over what happened. Verdicts are drawn elsewhere, over finished histories.
import type { Readings } from '../mocks/assumption.ts';
import type { PartnerOptions } from '../mocks/issuer/partner.ts';
import type { Entry } from '../mocks/journal.ts';
import type { Profile } from '../mocks/provider/profile.ts';
import { profileNamed } from '../mocks/provider/profiles/index.ts';
import type { Sandbox } from '../mocks/sandbox.ts';
import { busy, type Wall } from '../mocks/wall.ts';
import { type Commons, createCommons, toSurroundings } from './commons.ts';
import { askForEffects, checkEffectsProbe, type EffectsProbe } from './effects-probe.ts';
import { whySkipped } from './eligible.ts';
import { type FrontDoor, openFrontDoor, type Ports } from './front-door.ts';
import type { Capabilities, History, RunHistory } from './history.ts';
import { createLanes, type Lanes } from './lanes.ts';
import { play } from './play.ts';
import { createPollers, type Pollers } from './pollers.ts';
import type { Timing } from './result.ts';
import { roundsOf } from './rounds.ts';
import type { Scenario } from './scenario.ts';
import { createStillness, type Stillness } from './stillness.ts';
import type { Surroundings } from './target.ts';
import { openTarget, type TargetSpec } from './targets/choose.ts';
import type { OpenTarget } from './targets/open-target.ts';
import { wall } from './targets/reach.ts';
import { createTempo, type Tempo } from './tempo.ts';

export interface SuiteOptions {
  readonly provider: string | Profile;
  readonly target: TargetSpec;
  readonly scenarios: readonly Scenario[];
  readonly seed: number;
  readonly capabilities: Capabilities;
  /** Where it is asked what it did, if it issues nothing with the issuer played here. */
  readonly effects?: EffectsProbe | undefined;
  readonly assume?: Readings | undefined;
  /** Real ms to wait for an answer to a delivery, if not as long as the provider does. */
  readonly timeout?: number | undefined;
  /** So many real ms without anything happening end the run, if not as many as this receiver's own tempo asks for. */
  readonly quiet?: number | undefined;
  /** How many scenarios run side by side, if not as many as the receiver shows to be good for. */
  readonly parallel?: number | undefined;
  /** Where webhooks go, if not where the provider's receivers usually listen. */
  readonly path?: string | undefined;
  /** For a receiver that was told its secrets before: the webhook secret, the partner, the ports it calls. */
  readonly secret?: string | undefined;
  readonly partner?: PartnerOptions | undefined;
  readonly ports?: Ports | undefined;
  readonly allowHosts?: readonly string[] | undefined;
  /** Whose real time all of it lives in, if not the machine's: for a receiver in this process all of whose waits it gives. */
  readonly wall?: Wall | undefined;
  /** Sandbox time at the beginning; the present for a receiver with a clock of its own. */
  readonly start?: number | undefined;
  /** Hears what the receiver is told, before it is started. */
  readonly onTold?: ((told: Surroundings) => void) | undefined;
  readonly onEntry?: ((scenario: string, entry: Entry) => void) | undefined;
  /**
   * Hears what has happened so far when nothing more is to come but late effects: while these are waited for, there is time.
   * If none come, the history in the end is this very one.
   */
  readonly onLull?: ((history: RunHistory) => void) | undefined;
}

export interface Suite {
  readonly history: RunHistory;
  readonly seed: number;
  readonly timing: Timing;
  readonly output: string | null;
  readonly skipped: readonly { readonly scenario: string; readonly reason: string }[];
}

/** The name under which `onEntry` hears of what belongs to no scenario. */
export const straysName = 'strays';

/** For a receiver whose tempo is not known. */
const usualQuiet = 700;
const leastQuiet = 300;
const longestQuiet = 10_000;

export async function runSuite(options: SuiteOptions): Promise<Suite> {
  if (options.effects !== undefined) checkEffectsProbe(options.effects, options.capabilities, options.allowHosts);
  const profile =
    typeof options.provider === 'object' ? options.provider : profileNamed(options.provider, '--provider');
  const commons = createCommons({ profile, ...options, sandbox: toSandboxOptions(options) });
  const undo: (() => unknown)[] = [() => commons.strays.close()];
  try {
    const { clock } = commons.strays;
    const began = clock.wall();
    const before = busy();
    const door = await openFrontDoor(commons.strays, options.ports);
    undo.push(door.close);
    const { told, forget } = await toSurroundings(commons, door, options.capabilities);
    undo.push(forget);
    options.onTold?.(told);
    const path = options.path ?? commons.behaviour.path;
    const opening = clock.wall();
    // While the receiver starts. One in this process is reached without.
    const warming = 'receiver' in options.target ? null : commons.strays.warm();
    const target = await openTarget(options.target, told, path, { fetch: door.fetch, call: door.call });
    undo.push(target.stop);
    const starting = clock.wall() - opening;
    await warming;

    const run = createRun(options, profile, { commons, door, target });
    undo.unshift(run.close);
    await run.playAll();
    return run.finish({ total: clock.wall() - began, starting, working: Math.round(busy() - before) });
  } finally {
    // The receiver goes first, so that nothing it still does finds its doors closed.
    for (const each of undo.reverse()) await each();
  }
}

interface Parts {
  readonly commons: Commons;
  readonly door: FrontDoor;
  readonly target: OpenTarget;
}

type Ended = { readonly history: History } | { readonly skipped: string };

function createRun(options: SuiteOptions, profile: Profile, { commons, door, target }: Parts) {
  const { strays } = commons;
  const { scenarios, capabilities, effects, onEntry, onLull } = options;
  const pollers: Pollers = createPollers();
  const tempo: Tempo = createTempo();
  const stillness: Stillness = createStillness(strays.clock);
  const lanes: Lanes = createLanes(strays.clock, options.parallel);
  const opened: Sandbox[] = [];
  const ends = new Map<Scenario, { sandbox: Sandbox; troubles: History['troubles'] } | { skipped: string }>();
  let waiting = 0;
  let happened = 0;
  let told: { readonly after: string; readonly history: RunHistory } | null = null;
  stillness.watch(strays);
  hear(straysName, strays);

  function hear(name: string, { journal }: Sandbox): void {
    journal.listen((entry) => {
      happened += 1;
      onEntry?.(name, entry);
    });
  }

  async function playOne(scenario: Scenario): Promise<void> {
    const sandbox = commons.open(scenario, target.receiver ?? target.url, target.url);
    opened.push(sandbox);
    hear(scenario.id, sandbox);
    stillness.watch(sandbox);
    tempo.watch(sandbox);
    lanes.watch(sandbox);
    door.add(sandbox);
    const played = await play(scenario, sandbox, target, pollers.watch(sandbox), capabilities);
    ends.set(scenario, 'skipped' in played ? played : { sandbox, troubles: played.troubles });
  }

  async function settle(): Promise<void> {
    waiting += await stillness.settle(quiet, pollers.areWaiting);
    await target.look();
  }

  /** Longer than this receiver has ever kept still before it went on. */
  function quiet(): number {
    const start = tempo.slowestStart();
    const least = options.quiet ?? (start === null ? usualQuiet : Math.max(leastQuiet, 3 * start));
    return Math.min(longestQuiet, Math.max(least, 1.2 * pollers.longestGap()));
  }

  function endOf(scenario: Scenario): Ended {
    const end = ends.get(scenario);
    if (end === undefined) return { skipped: 'it was not reached' };
    if ('skipped' in end) return end;
    const { sandbox, troubles } = end;
    return { history: { scenario: scenario.id, entries: sandbox.journal.entries(), troubles } };
  }

  /** The same object as long as nothing more has happened. */
  function soFar(): RunHistory {
    const after = `${happened} ${ends.size} ${target.died()}`;
    if (told?.after !== after) told = { after, history: toHistory() };
    return told.history;
  }

  function toHistory(): RunHistory {
    return {
      provider: {
        id: profile.id,
        revision: profile.revision,
        clauses: profile.clauses,
        behaviour: commons.behaviour,
        assumed: strays.assumed,
      },
      histories: scenarios.map(endOf).flatMap((end) => ('history' in end ? [end.history] : [])),
      strays: strays.journal.entries({ after: commons.strayedAfter }),
      capabilities,
      effects: effects?.url,
      died: target.died(),
    };
  }

  return {
    async playAll(): Promise<void> {
      for (const scenario of scenarios) {
        const reason = whySkipped(scenario, { id: profile.id, behaviour: commons.behaviour }, capabilities);
        if (reason !== null) ends.set(scenario, { skipped: reason });
      }
      const runnable = scenarios.filter((scenario) => !ends.has(scenario));
      for (const round of roundsOf(runnable)) {
        if (round.wantsRest) await settle();
        await lanes.play(round.scenarios, playOne);
      }
      onLull?.(soFar());
      if (runnable.length > 0) await settle();
      if (effects !== undefined) await askForEffects(effects, target, opened);
    },
    finish(timing: Omit<Timing, 'waiting'>): Suite {
      return {
        history: soFar(),
        seed: options.seed,
        timing: { ...timing, waiting },
        output: target.output(),
        skipped: scenarios.flatMap((scenario) => {
          const end = endOf(scenario);
          return 'skipped' in end ? [{ scenario: scenario.id, reason: end.skipped }] : [];
        }),
      };
    },
    async close(): Promise<void> {
      await Promise.all(opened.map((sandbox) => sandbox.close()));
    },
  };
}

function toSandboxOptions({ assume, timeout, start, allowHosts, wall: given, target }: SuiteOptions) {
  // A function in this process may live in a time that is the same in every run; others live in the present.
  const own = 'receiver' in target ? {} : { start: wall() };
  return { assume, timeout, allowHosts, wall: given, ...own, ...(start !== undefined && { start }) };
}
