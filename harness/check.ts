// A check: one rule a receiver must, should or may keep, judged over finished histories by a pure function.
import type { Provenance } from '../mocks/provider/profile.ts';
import type { RunHistory } from './history.ts';
import type { Cited } from './sources.ts';

export type { Provenance } from '../mocks/provider/profile.ts';

export type Level = 'must' | 'should' | 'may';
export type Verdict = 'met' | 'broken' | 'idle' | 'unknown';
export type Group = 'signature' | 'delivery' | 'decision' | 'issuer';

export interface Check {
  /** In words, the name of its file; never a position, never used again for another rule. */
  readonly id: string;
  readonly group: Group;
  readonly level: Level;
  /** What the rule rests on, where its clause does not say otherwise. */
  readonly provenance: Provenance;
  /** The rule, as one sentence about the receiver. */
  readonly rule: string;
  /** Where it comes from: the document's name and place, or what each provider's documents say on a topic. */
  readonly clause: string | Cited;
  /** The fault of the reference receiver that breaks it. */
  readonly catches: readonly string[];
  /** Assumptions that its verdict rests on, by id (`issuer.<id>` for the issuer's). */
  readonly restsOn?: readonly string[];
  /** How to mend a receiver that breaks it. */
  readonly fix: string;
  readonly judge: (run: RunHistory) => Finding;
}

export interface Finding {
  readonly verdict: Verdict;
  /** Why, as one sentence with what was expected and what happened. */
  readonly reason: string;
  readonly evidence: readonly Evidence[];
}

export interface Evidence {
  readonly scenario: string;
  /** Entries of that scenario's history, by `seq`. */
  readonly entries: readonly number[];
  readonly tells: string;
}

/** Identity, for the types. */
export function defineCheck(check: Check): Check {
  return check;
}

/** What one occasion of the rule showed. Its entries may be a getter: of what went well, few are looked at. */
export interface Occasion extends Evidence {
  readonly verdict: Exclude<Verdict, 'idle'>;
}

/**
 * One whose entries are looked for when somebody asks. There is one for every person or call and every check: a getter of
 * its own for each would cost more than the judging, so they share that of a class.
 */
export function occasionWith(
  entries: () => readonly number[],
  rest: Pick<Occasion, 'scenario' | 'verdict' | 'tells'>,
): Occasion {
  return new LazyOccasion(entries, rest);
}

class LazyOccasion implements Occasion {
  declare readonly scenario: string;
  declare readonly verdict: Occasion['verdict'];
  declare readonly tells: string;
  declare private readonly find: () => readonly number[];

  constructor(
    find: () => readonly number[],
    { scenario, verdict, tells }: Pick<Occasion, 'scenario' | 'verdict' | 'tells'>,
  ) {
    this.scenario = scenario;
    this.verdict = verdict;
    this.tells = tells;
    this.find = find;
  }

  get entries(): readonly number[] {
    return this.find();
  }
}

/** Of what went well a few occasions are evidence enough. */
const enough = 5;

/** One broken occasion breaks the rule; one unknown leaves it open; none at all leaves it idle. */
export function weigh(occasions: readonly Occasion[], idle: string): Finding {
  for (const verdict of ['broken', 'unknown', 'met'] as const) {
    const such = occasions.filter((each) => each.verdict === verdict);
    const [first] = such;
    if (first === undefined) continue;
    const more = such.length > 1 ? ` (and ${such.length - 1} more)` : '';
    return {
      verdict,
      reason: `${first.tells}${more}`,
      evidence: (verdict === 'met' ? such.slice(0, enough) : such).map(({ scenario, entries, tells }) => ({
        scenario,
        entries,
        tells,
      })),
    };
  }
  return { verdict: 'idle', reason: idle, evidence: [] };
}
