// A scenario: what happens to a receiver, as data. One verb a step.
import type { ProgramOptions } from '../mocks/issuer/program.ts';
import type { Json } from '../mocks/json.ts';
import type { Capabilities } from './history.ts';

export interface Scenario {
  /** The file's name unless given. */
  readonly id: string;
  readonly title: string;
  /** Which providers it is for; all unless given. */
  readonly providers?: readonly string[];
  /** What the receiver must be able to do. */
  readonly needs?: readonly (keyof Capabilities)[];
  /** When its credentials are confirmed: after so much sandbox time, or so many polls that saw them pending; 2 polls unless given. */
  readonly onchain?: ProgramOptions['onchain'];
  /** Why it is not run. */
  readonly skip?: string;
  readonly steps: readonly ScenarioStep[];
  /** Where it stands. */
  readonly file?: string;
  /** Where each step stands, as `file:line:col`; set when it was read from a file. */
  readonly places?: readonly string[];
}

/** `{ verb: input }`, and `as: name` to keep its result under that name. */
export type ScenarioStep = { readonly [verb: string]: Json };
