// Who holds which credential: users by e-mail, credentials by claim hash. Every change is written to the journal here.
import type { Clock } from '../clock.ts';
import { createForget } from '../forgetting.ts';
import type { Happening, Journal } from '../journal.ts';
import type { JsonObject } from '../json.ts';
import type { Key, Random } from '../random.ts';
import { type CredentialState, canMove, firstState, isDocumented, isLive } from './credential.ts';
import { toClaimHash, toShortId } from './identity.ts';
import type { Program } from './program.ts';

export interface User {
  readonly id: string;
  readonly applicant: string;
}

export interface Credential {
  /** The `coreClaimHash`. */
  readonly hash: string;
  readonly applicant: string;
  readonly user: string;
  readonly program: string;
  readonly schema: string;
  readonly issuerDid: string;
  readonly vcId: string;
  readonly dstorageId: string;
  readonly subject: JsonObject;
  readonly state: CredentialState;
  /** The last of its states that the documents know. */
  readonly documented: CredentialState;
  /** Sandbox time, ms since 1970. */
  readonly issuedAt: number;
  readonly expiresAt: number | null;
  /** The hash of the credential that was revoked for this one. */
  readonly replaces: string | null;
  /** How often its status was asked for. */
  readonly polls: number;
  /** The how-manieth of this person and program it is, from 1. */
  readonly nth: number;
}

/** A credential as it stands: no copy, so good for the length of a call. Some of its ids may not be drawn yet. */
export type Standing = Omit<Credential, 'vcId' | 'dstorageId'>;

export interface CredentialFilter {
  readonly applicant?: string | undefined;
  readonly program?: string | undefined;
  readonly schema?: string | undefined;
  readonly state?: CredentialState | undefined;
  readonly live?: boolean | undefined;
}

export interface Ledger {
  users(): readonly User[];
  credentials(filter?: CredentialFilter): readonly Credential[];
  find(hash: string): Credential | null;
  /** What this person was ever issued, the oldest first. */
  of(applicant: string): readonly Standing[];
  standing(hash: string): Standing | null;
  /** How many of the oldest credentials have been let go. */
  dropped(): number;
  /** How many credentials a program has issued. */
  issued(program: string): number;
  issue(applicant: string, program: Program, subject: JsonObject, replaces: string | null): Standing;
  /** An existing credential was handed out again. */
  handBack(credential: Standing): void;
  /** How often its status was asked for, this time included. */
  polled(hash: string): number;
  /** Moves a credential if the state table allows it, and says whether it did. */
  move(hash: string, to: CredentialState, why: string): boolean;
}

interface Holder extends User {
  credentials: readonly Kept[];
}

type Kept = { -readonly [Field in keyof Credential]: Credential[Field] };

interface Parts {
  readonly clock: Pick<Clock, 'now'>;
  readonly journal: Journal;
  readonly random: Random;
  /** How many credentials are kept: beyond that the oldest that are settled go. */
  readonly keep: number;
  /** Does nothing more happen to it, unless somebody asks for it? */
  readonly isSettled: (hash: string) => boolean;
}

export function createLedger({ clock, journal, random, keep, isSettled }: Parts): Ledger {
  const holders = new Map<string, Holder>();
  const kept = new Map<string, Kept>();
  const counts = new Map<string, number>();
  /** The highest of the turns that went: whoever may have been issued one before goes on from there. */
  let forgotten = 0;
  const forget = createForget<Kept>(keep, ({ hash, applicant, nth }) => {
    forgotten = Math.max(forgotten, nth);
    const holder = holders.get(applicant) as Holder;
    holder.credentials = holder.credentials.filter((each) => each.hash !== hash);
    if (holder.credentials.length === 0) holders.delete(applicant);
  });
  const mayGo = ({ hash }: Kept) => isSettled(hash);
  let dropped = 0;

  function holderOf(applicant: string): Holder {
    const known = holders.get(applicant);
    if (known !== undefined) return known;
    const holder = { id: random.uuid('user', applicant), applicant, credentials: none };
    holders.set(applicant, holder);
    journal.appendTold(holder, tellCreated);
    return holder;
  }

  /** As it is now. Its ids that only a status answer tells are drawn when it is first shown: most never are. */
  function show(credential: Kept): Credential {
    if (credential.vcId === '') {
      credential.vcId = toShortId(random, 'vc', ...keyOf(credential));
      credential.dstorageId = toShortId(random, 'dstorage', ...keyOf(credential));
    }
    return { ...credential };
  }

  return {
    users: () => [...holders.values()].map(({ id, applicant }) => ({ id, applicant })),
    credentials(filter = {}) {
      const from =
        filter.applicant === undefined ? kept.values() : (holders.get(filter.applicant)?.credentials ?? none);
      const found: Credential[] = [];
      for (const each of from) if (matches(each, filter)) found.push(show(each));
      return found;
    },
    find(hash) {
      const found = kept.get(hash);
      return found === undefined ? null : show(found);
    },
    of: (applicant) => holders.get(applicant)?.credentials ?? none,
    standing: (hash) => kept.get(hash) ?? null,
    dropped: () => dropped,
    issued: (program) => counts.get(program) ?? 0,
    issue(applicant, program, subject, replaces) {
      // Before the holder is looked for, who may go with the last that is let go of theirs.
      dropped += forget(kept, mayGo);
      const holder = holderOf(applicant);
      // The n-th of this person and program keeps its hash, whatever happens to others.
      const last = holder.credentials.findLast((each) => each.program === program.id);
      const nth = Math.max(forgotten, last?.nth ?? 0) + 1;
      const credential: Kept = {
        hash: toClaimHash(random, ...keyOf({ applicant, program: program.id, nth })),
        applicant,
        user: holder.id,
        program: program.id,
        schema: program.schema.id,
        issuerDid: program.issuerDid,
        vcId: '',
        dstorageId: '',
        subject,
        state: firstState,
        documented: firstState,
        issuedAt: clock.now(),
        expiresAt: program.expiresAfter === null ? null : clock.now() + program.expiresAfter,
        replaces,
        polls: 0,
        nth,
      };
      kept.set(credential.hash, credential);
      // Most people have one; a list that is pushed to keeps room for sixteen more.
      holder.credentials = [...holder.credentials, credential];
      counts.set(program.id, (counts.get(program.id) ?? 0) + 1);
      journal.appendTold(credential, tellIssued);
      return credential;
    },
    handBack: (credential) => journal.appendTold(credential, tellReturned),
    polled(hash) {
      const credential = kept.get(hash) as Kept;
      credential.polls += 1;
      return credential.polls;
    },
    move(hash, to, why) {
      const credential = kept.get(hash) as Kept;
      const from = credential.state;
      if (!canMove(from, to)) return false;
      credential.state = to;
      if (isDocumented(to)) credential.documented = to;
      journal.append({ kind: 'credential.moved', hash, applicant: credential.applicant, from, to, why });
      return true;
    },
  };
}

const none: readonly Kept[] = [];

function tellCreated({ id: user, applicant }: User): Happening {
  return { kind: 'user.created', user, applicant };
}

function tellIssued({ hash, applicant, user, program, subject, replaces }: Standing): Happening {
  return { kind: 'credential.issued', hash, applicant, user, program, subject, replaces };
}

function tellReturned({ hash, applicant, program }: Standing): Happening {
  return { kind: 'credential.returned', hash, applicant, program };
}

/** What the ids of a credential are drawn for. */
function keyOf({ applicant, program, nth }: Pick<Credential, 'applicant' | 'program' | 'nth'>): Key {
  return [applicant, program, nth];
}

function matches(credential: Credential, { program, schema, state, live }: CredentialFilter): boolean {
  return (
    (program === undefined || credential.program === program) &&
    (schema === undefined || credential.schema === schema) &&
    (state === undefined || credential.state === state) &&
    (live === undefined || isLive(credential.state) === live)
  );
}
