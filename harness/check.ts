// A check: one rule a receiver must, should or may keep, judged over finished histories by a pure function.
import type { RunHistory } from './history.ts';

export type Level = 'must' | 'should' | 'may';
/**
 * *stated*: the words of the document. *derived*: follows from them. *practice*: what good engineers do. *assumed*: the
 * document of this provider is silent, and its profile reads it as another's.
 */
export type Provenance = 'stated' | 'derived' | 'practice' | 'assumed';
export type Verdict = 'met' | 'broken' | 'idle' | 'unknown';
export type Group = 'signature' | 'delivery' | 'decision' | 'issuer';

/** A place in a document, with what it is worth there where that is not what it is worth elsewhere. */
export type Clause = string | { readonly says: string; readonly provenance: Provenance };

export interface Check {
  /** In words, the name of its file; never a position, never used again for another rule. */
  readonly id: string;
  readonly group: Group;
  readonly level: Level;
  /** What the rule rests on, where its clause does not say otherwise. */
  readonly provenance: Provenance;
  /** The rule, as one sentence about the receiver. */
  readonly rule: string;
  /** Where it comes from: the document's name and place, for all providers or by provider. */
  readonly clause: string | Readonly<Record<string, Clause>>;
  /** The fault of the reference receiver that breaks it. */
  readonly catches: readonly string[];
  /** Assumptions that its verdict rests on, by id (`issuer.<id>` for the issuer's). */
  readonly restsOn?: readonly string[];
  /** How to mend a receiver that breaks it. */
  readonly fix: string;
  readonly judge: (run: RunHistory) => Finding;
}

/** What a rule rests on for one provider. */
export function sourceOf(
  { clause, provenance }: Pick<Check, 'clause' | 'provenance'>,
  provider: string,
): { readonly clause: string; readonly provenance: Provenance } {
  const own = typeof clause === 'string' ? clause : (clause[provider] ?? Object.values(clause)[0] ?? '');
  if (typeof own === 'string') return { clause: own, provenance };
  // What good engineers do they do whatever a document says.
  return { clause: own.says, provenance: provenance === 'practice' ? provenance : own.provenance };
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

/** What one occasion of the rule showed. */
export interface Occasion extends Evidence {
  readonly verdict: Exclude<Verdict, 'idle'>;
}

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
      evidence: such.map(({ verdict: _verdict, ...evidence }) => evidence),
    };
  }
  return { verdict: 'idle', reason: idle, evidence: [] };
}
