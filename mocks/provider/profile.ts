// What a provider is, as data. Code receives a profile, never its name.
import type { Assumption, Readings } from '../assumption.ts';
import type { Call, Match, Refusal, Reply, Route } from '../http/route.ts';
import type { JsonObject } from '../json.ts';
import type { Random } from '../random.ts';
import type { Signing } from './signing.ts';

export type { Assumption, Readings } from '../assumption.ts';
export { HOUR, MINUTE, SECOND } from '../duration.ts';
export type { Call, Match, Refusal, Reply, Route } from '../http/route.ts';
export { jsonReply } from '../http/route.ts';
export { isJsonObject, type Json, type JsonObject, readJson } from '../json.ts';
export { alphabets, type Random } from '../random.ts';

export interface Profile {
  readonly id: string;
  readonly title: string;
  /** The documents this profile was written from, as `id@date-or-version`. */
  readonly revision: string;
  readonly docs: readonly Doc[];
  /** Every place where the documents are silent or disagree. */
  readonly assumes: readonly Assumption[];
  /** Where the documents say what a receiver is held to, by topic; where they say nothing, nothing stands here. */
  readonly clauses?: Clauses;
  /** What the provider does, once a reading is chosen for each assumption. */
  readonly under: (readings: Readings) => Behaviour;
}

export interface Doc {
  readonly title: string;
  readonly url: string;
}

/** What the checks of a receiver cite. */
export type Topic =
  | 'forging'
  | 'malforming'
  | 'raw-body'
  | 'timing'
  | 'answering'
  | 'answering-in-time'
  | 'deduping'
  | 'retrying'
  | 'own-failures'
  | 'deciding'
  | 'modes';

/**
 * *stated*: the words of the document. *derived*: follows from them. *practice*: what good engineers do. *assumed*: the
 * document of this provider is silent, and its profile reads it as another's.
 */
export type Provenance = 'stated' | 'derived' | 'practice' | 'assumed';

/** A place in a document, with what it is worth there where that is not what it is worth elsewhere. */
export type Clause = string | { readonly says: string; readonly provenance: Provenance };

export type Clauses = Readonly<Partial<Record<Topic, Clause>>>;

export const assumed = (says: string): Clause => ({ says, provenance: 'assumed' });
export const derived = (says: string): Clause => ({ says, provenance: 'derived' });
export const inPractice = (says: string): Clause => ({ says, provenance: 'practice' });

/** What an event says of the person, in one vocabulary for all providers. */
export type Outcome =
  | 'pending'
  | 'approved'
  | 'rejected'
  | 'review'
  | 'partial'
  | 'failed'
  | 'canceled'
  | 'expired'
  | 'none';

export interface Behaviour {
  /** Where receivers of this provider usually listen. */
  readonly path: string;
  /** null: this provider signs nothing. */
  readonly signing: Signing | null;
  readonly delivery: DeliveryRules;
  readonly events: readonly EventType[];
  /** The event that tells that a person passed. */
  readonly approval: string;
  readonly subject: SubjectRules;
  readonly eventId: (random: Random, time: number, key: string) => string;
  readonly secret: (random: Random, endpoint: string) => string;
  /** Headers besides the signature and the content type, which may be among them. */
  readonly headers: (event: EventHead, attempt: AttemptHead) => Readonly<Record<string, string>>;
  readonly envelope: (event: EventHead, object: JsonObject) => JsonObject;
  /** `data.object` of an event, or whatever stands in its place; no subject where the event is about no person. */
  readonly object: (event: EventHead, subject: Subject | null) => JsonObject;
  readonly places: Places;
  /** Paths of maps in the body that may be given new keys. */
  readonly openMaps: readonly string[];
  /** May an endpoint of this mode be reached over plain HTTP? */
  readonly plainHttp: (livemode: boolean) => boolean;
  /** An earlier state of the same matter, for an event that arrives late; null where the provider has none. */
  readonly earlier: { readonly type: string; readonly outcome: Outcome } | null;
  /** The API keys that a sandbox hands out. */
  readonly keys: (random: Random) => readonly ApiKey[];
  /** The provider's own REST API. */
  readonly api: ((world: World) => Api) | null;
}

export interface DeliveryRules {
  /** How long the provider waits for an answer. */
  readonly timeout: number;
  /** The first attempt comes this long after the subject was created: between the first and the second. */
  readonly first: readonly [number, number];
  /** The wait before each retry, counted from the end of the attempt before. */
  readonly retries: readonly number[];
  /** Event types that have a ladder of their own. */
  readonly exceptions?: readonly { readonly types: readonly string[]; readonly retries: readonly number[] }[];
  /** What an answer means; `disable`: the endpoint gets nothing more either. Silence always means `retry`. */
  readonly verdict: (status: number) => 'delivered' | 'retry' | 'rejected' | 'disable';
  /** Does Retry-After in an answer put the next attempt off? */
  readonly heedsRetryAfter?: boolean;
  /** Do retries to an endpoint end once it is disabled? */
  readonly endsWhenDisabled?: boolean;
  /** Whether a resend by hand that succeeds also ends the automatic retries. */
  readonly resendCloses: boolean;
}

/** Where the body says it, as paths such as data.object.id; null: it does not, and a receiver must ask the API or go without. */
export interface Places {
  /** The event's id, which is the same on every retry. */
  readonly id: { readonly body: string } | { readonly header: string } | null;
  readonly type: string | null;
  /** What tells test events from live ones. */
  readonly mode: string | null;
  /** When the event was made. */
  readonly made: string | null;
  /** Other times at which it may say that the decision fell. */
  readonly decided?: readonly string[];
  readonly email: string | null;
  readonly level: string | null;
}

/** One attempt among those of its delivery. */
export interface AttemptHead {
  /** 1 for the first. */
  readonly number: number;
  /** How many automatic ones can still follow. */
  readonly left: number;
  /** When the first was signed, ms since 1970. */
  readonly firstAt: number;
  /** Public part of the integrator's API key, for providers that name it in a delivery. */
  readonly key: string;
}

export interface EventType {
  readonly type: string;
  readonly tells: string;
  /** false: offered as an assumption, in no document. */
  readonly documented: boolean;
  /** What it can say of the person; the first is meant unless another is asked for. */
  readonly says: readonly [Outcome, ...Outcome[]];
}

export interface SubjectRules {
  /** What the provider calls the thing it verifies: a session, a run. */
  readonly kind: string;
  readonly id: (random: Random, key: string) => string;
  readonly initial: string;
  /** Which status may follow which. A status with no successors is terminal. */
  readonly moves: Readonly<Record<string, readonly string[]>>;
  /** How a subject looks once the person has come out this way. */
  readonly landings: Readonly<Partial<Record<Outcome, Landing>>>;
  /** The events that a change of status fires by itself, in order. */
  readonly fires: (to: string) => readonly string[];
  /** Left alone this long, a subject moves there by itself. */
  readonly lifetime: { readonly after: number; readonly to: string } | null;
  readonly fields: (random: Random, key: string) => JsonObject;
  /** How the person's own data travel in `metadata`. */
  readonly metadata: (applicant: Applicant) => Readonly<Record<string, string>>;
}

export interface Landing {
  readonly status: string;
  readonly fields?: JsonObject;
}

export interface Applicant {
  /** The name a scenario knows the person by. */
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly level: string;
  readonly customerId: string;
}

/** What a provider verifies: one person's session or run. */
export interface Subject {
  readonly id: string;
  readonly applicant: Applicant;
  readonly livemode: boolean;
  readonly createdAt: number;
  readonly status: string;
  readonly movedAt: number;
  readonly metadata: Readonly<Record<string, string>>;
  /** What only this provider knows of it. */
  readonly fields: JsonObject;
  /** Its events go here instead of to the endpoints. */
  readonly webhookUrl: string | null;
}

export interface EventHead {
  readonly id: string;
  readonly type: string;
  readonly outcome: Outcome;
  /** Sandbox time, ms since 1970. */
  readonly created: number;
  readonly livemode: boolean;
}

/** What a provider's API may see and do. */
export interface World {
  readonly readings: Readings;
  readonly random: Random;
  readonly keys: readonly ApiKey[];
  now(): number;
  subjects(): readonly Subject[];
  subject(id: string): Subject | null;
  createSubject(draft: SubjectDraft): Subject;
  moveSubject(id: string, to: string, fields?: JsonObject): Subject;
  /** The person comes out this way: the subject moves and its events fire. */
  land(id: string, outcome: Outcome, fields?: JsonObject): Subject;
  /** When the provider is done with a subject it was given. */
  doneAt(subject: Subject): number;
  at(due: number, label: string, task: () => void): void;
  /** Throws what is wrong with a URL that events should go to. */
  checkTarget(url: string, livemode: boolean): void;
  /** Sends the events of this type about this subject once more; returns how many. */
  resend(subject: string, type: string): number;
  /** From now on blacked out wherever it appears. */
  keepSecret(secret: string): void;
}

export interface SubjectDraft {
  readonly livemode: boolean;
  readonly applicant?: Applicant | undefined;
  /** What is known of a new applicant, where metadata does not say it. */
  readonly person?: Partial<Applicant> | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  readonly fields?: JsonObject | undefined;
  readonly webhookUrl?: string | null | undefined;
}

export interface ApiKey {
  readonly value: string;
  /** What requests are signed with, where a key alone is not enough. */
  readonly secret?: string;
  readonly livemode: boolean;
  readonly scopes: readonly string[];
}

export interface Api {
  readonly routes: readonly Route[];
  refuse(call: Call, refusal: Refusal): Reply;
  finish?(call: Call, reply: Reply): Reply;
}

/** Helps a route read its parameters. */
export function param(call: Match, name: string): string {
  return call.params[name] ?? '';
}
