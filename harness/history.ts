// What a run leaves behind: one finished history a scenario. Checks judge these and nothing else.
import type { Assumed } from '../mocks/assumption.ts';
import type { Entry } from '../mocks/journal.ts';
import type { Behaviour, Clauses } from '../mocks/provider/profile.ts';

/** One scenario's journal, once the whole run has settled. */
export interface History {
  readonly scenario: string;
  /** In order of `seq`. */
  readonly entries: readonly Entry[];
  /** What the scenario itself found wrong or could not do. */
  readonly troubles: readonly Trouble[];
}

export interface Trouble {
  /** `expectation`: the receiver did otherwise. `unable`: the step could not be carried out. */
  readonly kind: 'expectation' | 'unable';
  /** `file:line:col`, or the scenario and the number of the step. */
  readonly where: string;
  readonly tells: string;
}

/** What a receiver can do beyond receiving. null: nobody has said so. */
export interface Capabilities {
  /** It issues credentials with the issuer we play. */
  readonly issues: boolean;
  /** doubleact can stop and start it again. */
  readonly restart: boolean;
  /** It can hold two webhook secrets during a rotation. */
  readonly rotation: boolean;
  /** It answers events of more than one tenant, each with a secret of its own. */
  readonly tenants: boolean;
}

/** Everything a check may look at. */
export interface RunHistory {
  readonly provider: {
    readonly id: string;
    readonly revision: string;
    readonly clauses?: Clauses | undefined;
    readonly behaviour: Behaviour;
    readonly assumed: readonly Assumed[];
  };
  readonly histories: readonly History[];
  /** Calls and credentials that belong to no scenario's people. */
  readonly strays: readonly Entry[];
  readonly capabilities: Capabilities;
  /** Where the receiver itself was asked for its effects, because it issues nothing here. */
  readonly effects?: string | undefined;
  /** Why the receiver is not there any more; null while it is. */
  readonly died: string | null;
}
