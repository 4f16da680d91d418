// Where the documents are silent or disagree: the readings offered, the one chosen, and why. Never presented as a fact.
import { unknownName } from './errors.ts';

export interface Assumption {
  readonly id: string;
  /** What the documents do and do not say, with the place. */
  readonly about: string;
  /** Every reading offered, and what it does. */
  readonly readings: Readonly<Record<string, string>>;
  /** Topics of a provider's clauses: the verdicts of checks that cite them rest on it. */
  readonly bears?: readonly string[];
  /** The reading taken unless the user says otherwise. */
  readonly chosen: string;
  readonly why: string;
  /** Given where any text that matches is a reading too, such as the name of a header. */
  readonly free?: RegExp;
}

/** Reading by assumption id. */
export type Readings = Readonly<Record<string, string>>;

/** What was assumed in a run, as reports show it. */
export interface Assumed {
  readonly id: string;
  readonly about: string;
  readonly reading: string;
  readonly isDefault: boolean;
  /** Topics of checks whose verdicts rest on it. */
  readonly bears?: readonly string[];
}

/** The defaults with the user's wishes laid over them; a wish for something unknown is an error. */
export function chooseReadings(assumes: readonly Assumption[], wishes: Readings, where: string): Readings {
  const chosen: Record<string, string> = {};
  for (const assumption of assumes) chosen[assumption.id] = assumption.chosen;
  for (const [id, reading] of Object.entries(wishes)) {
    const assumption = assumes.find((each) => each.id === id);
    if (assumption === undefined) {
      throw unknownName(
        'unknown-assumption',
        where,
        id,
        assumes.map((each) => each.id),
      );
    }
    if (!(reading in assumption.readings) && assumption.free?.test(reading) !== true) {
      throw unknownName('unknown-assumption', `${where}.${id}`, reading, Object.keys(assumption.readings));
    }
    chosen[id] = reading;
  }
  return chosen;
}

export function toAssumed(assumes: readonly Assumption[], readings: Readings): Assumed[] {
  return assumes.map(({ id, about, chosen, bears }) => {
    const reading = readings[id] as string;
    return { id, about, reading, isDefault: reading === chosen, ...(bears !== undefined && { bears }) };
  });
}
