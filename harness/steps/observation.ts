// What expect, await and never look at: entries of the journal, or the state of a credential, a delivery, an answer.
import { credentialStates } from '../../mocks/issuer/credential.ts';
import type { EntryKind } from '../../mocks/journal.ts';
import type { Json, JsonObject } from '../../mocks/json.ts';
import type { Sandbox } from '../../mocks/sandbox.ts';
import { type Difference, match, tellDifferences, tellMatcher } from '../match.ts';
import { number, optional, picklist, type Read, strictObject, string, union } from '../schema.ts';
import { jsonOf } from './answer.ts';
import { entryKinds } from './entry-kinds.ts';
import { matcher, matchers } from './matcher.ts';
import { emailOf } from './person.ts';

export const entriesFields = {
  kind: picklist(entryKinds),
  applicant: optional(string()),
  with: optional(matchers()),
};
const count = optional(union([number(), strictObject({ atLeast: optional(number()), atMost: optional(number()) })]));

/** One list of keys each, so that a step can add its own. */
export const observations = {
  entries: { ...entriesFields, count },
  credential: { credential: string(), state: optional(matcher()), with: optional(matchers()) },
  delivery: { delivery: string(), state: optional(matcher()), with: optional(matchers()) },
  answer: { answer: string(), status: optional(matcher()), with: optional(matchers()) },
} as const;

export const observation = union([
  strictObject(observations.entries),
  strictObject(observations.credential),
  strictObject(observations.delivery),
  strictObject(observations.answer),
]);
export type Observation = Read<typeof observation>;

/** What a look showed. */
export interface Look {
  readonly holds: boolean;
  /** In a word or two, for the story of a wait. */
  readonly saw: string;
  /** What is otherwise than expected; empty when it holds. */
  readonly tells: string;
  /** Why no waiting will mend it; null while it may. */
  readonly ended: string | null;
  /** The thing itself, as captures may refer to it. */
  readonly value: JsonObject;
}

export function look(wanted: Observation, sandbox: Sandbox): Look {
  if ('kind' in wanted) return lookAtEntries(wanted, sandbox);
  const [what, whose, expected] = wantedOf(wanted);
  const { value, saw, ended } = finders[what](sandbox, whose);
  if (value === null) {
    const tells = `${what} of ${whose}: expected one, got none`;
    return { holds: false, saw, tells, ended: null, value: {} };
  }
  const differences = match(expected, value);
  const holds = differences.length === 0;
  return {
    holds,
    saw,
    tells: holds ? '' : `${what} of ${whose}: ${tellDifferences(differences)}`,
    ended: holds ? null : (brokenContract(differences) ?? ended),
    value,
  };
}

/** The entries of a kind that fit, after a `seq`. */
export function entriesThatFit(wanted: Read<ReturnType<typeof entriesSchema>>, sandbox: Sandbox, after = 0) {
  const { kind, applicant, with: expected = {} } = wanted;
  const whose = applicant === undefined ? undefined : emailOf(sandbox, applicant);
  const all = sandbox.journal.entries({ kind: kind as EntryKind, applicant: whose, after });
  return { all, fitting: all.filter((entry) => match(expected, entry).length === 0) };
}

export function entriesSchema() {
  return strictObject(entriesFields);
}

/** "a credential.issued about ana", "the credential of ana with state ONCHAIN". */
export function tellObservation(wanted: Observation): string {
  if ('kind' in wanted) return tellEntries(wanted);
  const [what, whose, expected] = wantedOf(wanted);
  const asked = Object.entries(expected).map(([key, each]) => `${key} ${tellMatcher(each)}`);
  return `the ${what} of ${whose}${asked.length === 0 ? '' : ` with ${asked.join(' and ')}`}`;
}

export function tellEntries({ kind, applicant, with: expected }: Read<ReturnType<typeof entriesSchema>>): string {
  const whose = applicant === undefined ? '' : ` about ${applicant}`;
  return `${kind}${whose}${expected === undefined ? '' : ` with ${tellMatcher(expected)}`}`;
}

type Of<Key extends string> = Extract<Observation, { readonly [K in Key]: unknown }>;
type What = 'credential' | 'delivery' | 'answer';

/** A short key beside `with` is one more of its keys. */
function wantedOf(wanted: Exclude<Observation, Of<'kind'>>): readonly [What, string, JsonObject] {
  const { with: more = {} } = wanted;
  if ('answer' in wanted) return ['answer', wanted.answer, and({ status: wanted.status }, more)];
  const state = and({ state: wanted.state }, more);
  return 'credential' in wanted ? ['credential', wanted.credential, state] : ['delivery', wanted.delivery, state];
}

function and(short: { readonly [key: string]: Json | undefined }, more: JsonObject): JsonObject {
  const given = Object.entries(short).filter((each): each is [string, Json] => each[1] !== undefined);
  return { ...more, ...Object.fromEntries(given) };
}

function lookAtEntries(wanted: Of<'kind'>, sandbox: Sandbox): Look {
  const { all, fitting } = entriesThatFit(wanted, sandbox);
  const asked = wanted.count ?? { atLeast: 1 };
  const holds = match(asked as Json, fitting.length).length === 0;
  const nearest = all.at(-1);
  const near =
    fitting.length > 0 || nearest === undefined
      ? ''
      : ` (the last one: ${tellDifferences(match(wanted.with ?? {}, nearest))})`;
  return {
    holds,
    saw: `${fitting.length} ${wanted.kind}`,
    tells: holds ? '' : `${tellEntries(wanted)}: expected ${tellMatcher(asked as Json)}, got ${fitting.length}${near}`,
    ended: isAbove(asked, fitting.length) ? `${fitting.length} are more than may be` : null,
    value: {
      count: fitting.length,
      entries: fitting as unknown as Json,
      last: (fitting.at(-1) ?? null) as unknown as Json,
    },
  };
}

function isAbove(asked: number | { readonly atMost?: number | undefined }, found: number): boolean {
  return found > (typeof asked === 'number' ? asked : (asked.atMost ?? Number.POSITIVE_INFINITY));
}

interface Found {
  readonly value: JsonObject | null;
  readonly saw: string;
  readonly ended: string | null;
}

const finders: Readonly<Record<What, (sandbox: Sandbox, whose: string) => Found>> = {
  credential(sandbox, whose) {
    const email = emailOf(sandbox, whose).toLowerCase();
    const found = sandbox.issuer.credentials().findLast(({ applicant }) => applicant.toLowerCase() === email);
    if (found === undefined) return { value: null, saw: 'no credential', ended: null };
    const { next } = credentialStates[found.state];
    return { value: { ...found }, saw: found.state, ended: next.length === 0 ? `${found.state} is for good` : null };
  },
  delivery(sandbox, whose) {
    const found = deliveryOf(sandbox, whose);
    if (found === undefined) return { value: null, saw: 'no delivery', ended: null };
    const { id, event, endpoint, state, attempts, flaws } = found;
    const last = attempts.at(-1)?.answer ?? null;
    const value = {
      id,
      event: event.id,
      endpoint,
      state,
      attempts: attempts.length,
      status: last !== null && 'status' in last ? last.status : null,
      silence: last !== null && 'silence' in last ? last.silence : null,
      flaws: flaws.map((flaw) => flaw.id),
    };
    const open = state === 'waiting' || state === 'held-back';
    return { value, saw: `${state} after ${attempts.length} attempts`, ended: open ? null : `${state} is for good` };
  },
  answer(sandbox, whose) {
    const attempts = deliveryOf(sandbox, whose)?.attempts.filter(({ answer }) => answer !== null) ?? [];
    const last = attempts.at(-1)?.answer ?? null;
    if (last === null) return { value: null, saw: 'no answer', ended: null };
    if ('silence' in last) return { value: null, saw: last.silence, ended: null };
    const { status, headers, body, took } = last;
    return {
      value: { status, headers, body: body.text, json: jsonOf(body.text), took },
      saw: String(status),
      ended: null,
    };
  },
};

/** The newest of a person, or of the event or delivery with that id. */
function deliveryOf(sandbox: Sandbox, whose: string) {
  const email = emailOf(sandbox, whose);
  return sandbox.provider.deliveries
    .list()
    .findLast(({ id, event }) => id === whose || event.id === whose || event.applicant === email);
}

function brokenContract(differences: readonly Difference[]): string | null {
  const broken = differences.find(({ kind }) => kind === 'type');
  return broken === undefined ? null : `${broken.path} is of another kind`;
}
