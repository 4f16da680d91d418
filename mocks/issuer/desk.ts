// What every call of the issuer has at hand.
import type { Clock } from '../clock.ts';
import type { Call } from '../http/route.ts';
import type { Journal } from '../journal.ts';
import type { Random } from '../random.ts';
import type { Ledger } from './ledger.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { Stage } from './moods.ts';
import type { Partner } from './partner.ts';
import type { Program } from './program.ts';
import type { Rules } from './rules.ts';
import type { ActiveMood, Temper } from './temper.ts';
import type { Wording } from './wording.ts';

export interface Desk {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly random: Random;
  readonly rules: Rules;
  readonly wording: Wording;
  readonly partner: Partner;
  readonly issuerDid: string;
  readonly programs: ReadonlyMap<string, Program>;
  readonly ledger: Ledger;
  readonly lifecycle: Lifecycle;
  readonly temper: Temper;
}

/** One call with a good token. */
export interface Turn {
  readonly call: Call;
  /** Its body. */
  readonly text: string;
  /** The person its token speaks for; empty where the readings let a status call speak for nobody. */
  readonly applicant: string;
  /** The moods it meets at this stage. */
  meet(stage: Stage, fits?: (mood: ActiveMood) => boolean): readonly ActiveMood[];
}
