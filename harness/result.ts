// What a run comes to, as plain JSON. Every report is a pure function of it.
import type { Assumed } from '../mocks/assumption.ts';
import type { Entry } from '../mocks/journal.ts';
import type { Evidence, Group, Level, Provenance, Verdict } from './check.ts';
import type { Capabilities, Trouble } from './history.ts';

export type { Assumed } from '../mocks/assumption.ts';
export type { Entry, EntryOf } from '../mocks/journal.ts';
export type { Evidence, Group, Level, Provenance, Verdict } from './check.ts';
export type { Capabilities, Trouble } from './history.ts';

export interface RunResult {
  /** pass: every must met or idle for a declared reason. incomplete: something could not be judged. */
  readonly verdict: 'pass' | 'fail' | 'incomplete';
  /** What stands in the way of a pass, one sentence each; empty for a pass. */
  readonly because: readonly string[];
  /** The version that judged. */
  readonly doubleact: string;
  /** The revision, as `kycert@2026-06`. Reports say "checked against profile …", never "certified". */
  readonly profile: string;
  readonly provider: string;
  readonly receiver: string;
  readonly seed: number;
  /** Of checks, scenarios, levels and readings: the same hash, the same examination. */
  readonly plan: string;
  readonly summary: Summary;
  readonly checks: readonly CheckResult[];
  readonly scenarios: readonly ScenarioResult[];
  /** What belongs to no scenario's people. */
  readonly strays: readonly Entry[];
  readonly capabilities: Capabilities;
  /** Where the receiver itself was asked for its effects; null where only what the issuer saw counts. */
  readonly effects: string | null;
  /** Why the receiver is not there any more; null while it is. */
  readonly died: string | null;
  /** The fault whose row of the kill matrix is nearest to all that broke; null when nothing did. */
  readonly likely: Likely | null;
  /** Lines of the baseline that no longer tell the truth. */
  readonly stale: readonly Stale[];
  readonly assumptions: readonly Assumed[];
  readonly exclusions: readonly Exclusion[];
  readonly timing: Timing;
  /** The end of what the receiver printed; null if doubleact did not start it. */
  readonly output: string | null;
}

/** In real ms. */
export interface Timing {
  readonly total: number;
  /** Until the receiver was there. */
  readonly starting: number;
  /** In which this process had something to do. */
  readonly working: number;
  /** Listening for late effects, once for all scenarios. */
  readonly waiting: number;
}

export interface Summary {
  readonly met: number;
  readonly broken: number;
  readonly idle: number;
  readonly unknown: number;
  /** Excused ones are not counted. */
  readonly mustsBroken: number;
  readonly excused: number;
}

export interface CheckResult {
  readonly id: string;
  readonly group: Group;
  readonly level: Level;
  readonly provenance: Provenance;
  readonly verdict: Verdict;
  readonly rule: string;
  readonly clause: string;
  readonly reason: string;
  readonly fix: string;
  readonly restsOn: readonly string[];
  readonly evidence: readonly Evidence[];
  /** The nearest fault among those that break this check; null unless it is broken. */
  readonly likely: Likely | null;
  /** Set where the user excluded the check or expected its failure. */
  readonly excused: string | null;
  /** The command that repeats just this. */
  readonly repeat: string;
}

/** What a receiver that fails like this usually does wrong. */
export interface Likely {
  readonly fault: string;
  readonly tells: string;
}

export interface Stale {
  readonly check: string;
  readonly reason: string;
}

export interface ScenarioResult {
  readonly id: string;
  readonly title: string;
  readonly skipped: string | null;
  readonly troubles: readonly Trouble[];
  readonly entries: readonly Entry[];
}

export interface Exclusion {
  readonly what: string;
  readonly reason: string;
}
