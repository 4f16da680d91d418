// What a run's histories say, put together once for all checks: deliveries, calls to the issuer, and people with both.
import type { Entry, EntryOf } from '../mocks/journal.ts';
import { isJsonObject, type JsonObject, readJson } from '../mocks/json.ts';
import { type Attempted, deliveriesIn, groupBy, of, type Seen } from './evidence.ts';
import type { RunHistory } from './history.ts';
import { remembered } from './remembered.ts';

export interface View {
  readonly deliveries: readonly Seen[];
  readonly calls: readonly IssuerCall[];
  readonly people: readonly Person[];
}

/** One call of the receiver to the issuer. */
export interface IssuerCall {
  readonly scenario: string;
  readonly received: EntryOf<'call.received'>;
  readonly answered: EntryOf<'call.answered'> | null;
  readonly token: EntryOf<'token.accepted'> | EntryOf<'token.refused'> | null;
  /** The e-mail it speaks for, believed or not. */
  readonly email: string | null;
  readonly operation: 'issue' | 'status' | 'other';
  /** The claim hash a status call asks for. */
  readonly hash: string | null;
  /** The moods it met: what went wrong then was the issuer's doing. */
  readonly moods: readonly string[];
}

export interface Person {
  readonly email: string;
  readonly deliveries: readonly Seen[];
  readonly calls: readonly IssuerCall[];
  /** What came of it: credentials that the issuer saw, or effects of which the receiver itself tells. */
  readonly issued: readonly Issued[];
  /** Of these, what was never given up for another one, or taken away again. */
  readonly held: readonly Issued[];
  /** What the receiver told of them; null where it was not asked. */
  readonly seen: (EntryOf<'effect.seen'> & { readonly scenario: string }) | null;
  readonly moves: readonly EntryOf<'credential.moved'>[];
}

export interface Issued {
  readonly scenario: string;
  /** Of the entry that tells of it. */
  readonly seq: number;
  readonly applicant: string;
  /** Empty for what is no credential. */
  readonly hash: string;
  readonly subject: JsonObject;
  readonly replaces: string | null;
  /** False where the receiver tells that it took it away again. */
  readonly live: boolean;
}

export const viewOf = remembered((run: RunHistory): View => {
  const deliveries = run.histories.flatMap(deliveriesIn);
  const places = [...run.histories, { scenario: strays, entries: run.strays }];
  const calls = places.flatMap(({ scenario, entries }) => callsIn(scenario, entries));
  const seen = places.flatMap(({ scenario, entries }) =>
    of(entries, 'effect.seen').map((entry) => ({ ...entry, scenario })),
  );
  const issued = places.flatMap(({ scenario, entries }) => [
    ...of(entries, 'credential.issued').map((entry) => ({ ...entry, scenario, live: true })),
    ...of(entries, 'effect.seen').flatMap((entry) => effectsIn(entry, scenario)),
  ]);
  const moves = places.flatMap(({ entries }) => of(entries, 'credential.moved'));
  const emails = new Set([...deliveries, ...issued, ...seen].map(({ applicant }) => applicant).filter(Boolean));
  const byPerson = {
    deliveries: groupBy(deliveries, ({ applicant }) => applicant),
    calls: groupBy(calls, ({ email }) => email ?? ''),
    issued: groupBy(issued, ({ applicant }) => applicant),
    moves: groupBy(moves, ({ applicant }) => applicant),
  };
  const people = [...emails].map((email) => {
    const own = byPerson.issued.get(email) ?? [];
    return {
      email,
      deliveries: byPerson.deliveries.get(email) ?? [],
      calls: byPerson.calls.get(email) ?? [],
      issued: own,
      held: own.filter(({ hash, live }) => live && !own.some(({ replaces }) => replaces === hash)),
      seen: seen.find(({ applicant }) => applicant === email) ?? null,
      moves: byPerson.moves.get(email) ?? [],
    };
  });
  return { deliveries, calls, people };
});

/** Who was given the credential of this claim hash. */
export function holderOf(run: RunHistory, hash: string): Person | null {
  return holders(run).get(hash) ?? null;
}

const holders = remembered((run: RunHistory) => {
  const byHash = new Map<string, Person>();
  for (const person of viewOf(run).people) {
    for (const { hash } of person.issued) if (!byHash.has(hash)) byHash.set(hash, person);
  }
  return byHash;
});

function effectsIn({ seq, applicant, effects }: EntryOf<'effect.seen'>, scenario: string): readonly Issued[] {
  return (effects ?? []).map(({ level, live }) => {
    const subject = level === null ? {} : { kycLevel: level };
    return { scenario, seq, applicant, hash: '', subject, replaces: null, live };
  });
}

/** The name of the place for calls that belong to no scenario. */
export const strays = '(strays)';

/** Issue calls that the issuer carried out and answered, each a piece of work done. */
export function worksOf(person: Person): readonly IssuerCall[] {
  return person.calls.filter(
    (call) => call.operation === 'issue' && call.answered?.status === 200 && !call.moods.includes('slow'),
  );
}

/** How often the work was done for the person, as far as it shows. */
export function timesWorked(person: Person): number {
  return person.seen === null ? worksOf(person).length : person.issued.length;
}

export function entriesOf(
  ...parts: readonly (Attempted | IssuerCall | { readonly seq: number } | null | undefined)[]
): number[] {
  const seqs = parts.flatMap((part) => {
    if (part === null || part === undefined) return [];
    if ('sent' in part) return [part.sent.seq, part.answered?.seq, part.unanswered?.seq];
    if ('received' in part) return [part.received.seq, part.answered?.seq];
    return [part.seq];
  });
  return seqs.filter((seq): seq is number => seq !== undefined);
}

function callsIn(scenario: string, entries: readonly Entry[]): IssuerCall[] {
  const answers = new Map(of(entries, 'call.answered').map((entry) => [entry.call, entry]));
  const tokens = new Map(
    [...of(entries, 'token.accepted'), ...of(entries, 'token.refused')].map((entry) => [entry.call, entry]),
  );
  const moods = groupBy(of(entries, 'mood.met'), ({ call }) => call);
  return of(entries, 'call.received')
    .filter(({ side }) => side === 'issuer')
    .map((received) => {
      const token = tokens.get(received.call) ?? null;
      const claimed = token?.claims?.email;
      return {
        scenario,
        received,
        answered: answers.get(received.call) ?? null,
        token,
        email: received.applicant ?? (typeof claimed === 'string' ? claimed : null),
        operation: operationOf(received),
        hash: received.query === '' ? null : new URLSearchParams(received.query).get('coreClaimHash'),
        moods: (moods.get(received.call) ?? []).map(({ mood }) => mood),
      };
    });
}

function operationOf({ path }: EntryOf<'call.received'>): IssuerCall['operation'] {
  if (path.endsWith('/credentials/issue-on-behalf')) return 'issue';
  return path.endsWith('/credentials/status') ? 'status' : 'other';
}

/** The `vcStatus` that a status call was told; null where it was told none. */
export const statusTold = remembered(({ answered }: IssuerCall): string | null => {
  if (answered === null || answered.status !== 200) return null;
  const read = readJson(answered.body.text);
  const status = 'value' in read && isJsonObject(read.value) ? read.value.vcStatus : null;
  return typeof status === 'string' ? status : null;
});
