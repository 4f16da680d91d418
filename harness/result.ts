// What a run comes to, as plain JSON. Every report is a pure function of it.
import type { Assumed } from '../mocks/assumption.ts';
import type { Entry } from '../mocks/journal.ts';
import type { Evidence, Group, Level, Provenance, Verdict } from './check.ts';
import type { Trouble } from './history.ts';

export interface RunResult {
  /** pass: every must met or idle for a declared reason. incomplete: something could not be judged. */
  readonly verdict: 'pass' | 'fail' | 'incomplete';
  readonly doubleact: string;
  /** "Checked against profile kycert@2026-06", never "certified". */
  readonly profile: string;
  readonly provider: string;
  readonly receiver: string;
  readonly seed: number;
  /** Of checks, scenarios, levels and readings: the same hash, the same examination. */
  readonly plan: string;
  readonly summary: Summary;
  readonly checks: readonly CheckResult[];
  readonly scenarios: readonly ScenarioResult[];
  readonly assumptions: readonly Assumed[];
  readonly exclusions: readonly Exclusion[];
  readonly timing: { readonly total: number; readonly waiting: number };
  /** The end of what the receiver printed; null if doubleact did not start it. */
  readonly output: string | null;
}

export interface Summary {
  readonly met: number;
  readonly broken: number;
  readonly idle: number;
  readonly unknown: number;
  readonly mustsBroken: number;
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
  /** The fault whose row of the kill matrix is nearest to what broke; null when nothing did. */
  readonly likely: string | null;
  /** Set where the user excluded the check or expected its failure. */
  readonly excused: string | null;
  readonly repeat: string;
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
