// What the reference receiver knows of a provider, as data: its own reading of the documents, on purpose not the profile's.
// Where both misread, every check would agree with the mistake.
import type { JsonObject } from '../../mocks/json.ts';
import type { Seal } from './seal.ts';

export interface Reading {
  /** The name of the provider. */
  readonly id: string;
  /** How a delivery is verified; null where nothing is signed. */
  readonly seal: Seal | null;
  /** What makes an event the same event. A header is not signed, so the body's is taken wherever there is one. */
  readonly eventId: { readonly body: string } | { readonly header: string } | { readonly madeOf: readonly string[] };
  /** The fields of the body in the order in which the documents show them: a typed copy is written in that order. */
  readonly fields: readonly string[];
  readonly type: string | null;
  readonly types: readonly string[];
  /** The one event that tells of the pass; null where its standing says enough. */
  readonly approval: string | null;
  readonly standing: string | null;
  /** Words of `standing`, in lower case. What is not listed is pending. */
  readonly words: Readonly<Record<string, Standing>>;
  readonly about: string;
  /** Where the mode stands, and what a live event says there; null where events say nothing of it. */
  readonly live: { readonly path: string; readonly is: unknown } | null;
  readonly created: string | null;
  readonly verifiedAt: string | null;
  /** null: no event says it, and `lookUp` finds it out. */
  readonly email: string | null;
  readonly level: string | null;
  /** Completes what an event does not say from the provider's API, and may believe it more than the event. */
  readonly lookUp?: (notice: Notice, body: JsonObject, api: ProviderApi) => Promise<Notice>;
}

/** The provider's own API, as this receiver was told of it. */
export interface ProviderApi {
  readonly key: string;
  readonly secret: string;
  /** Unix seconds. */
  readonly now: number;
  /** The object at a path, or at a URL that the provider gave; null: there is none. Throws where nobody can say. */
  readonly get: (path: string, headers: Readonly<Record<string, string>>) => Promise<JsonObject | null>;
  /** What a form is answered. Throws where it is refused. */
  readonly post: (path: string, headers: Readonly<Record<string, string>>, form: string) => Promise<JsonObject>;
}

/** What an event says, in the receiver's own words. */
export interface Notice {
  readonly id: string;
  /** What the event is called; empty where events have no name. */
  readonly type: string;
  /** A type that the documents list. */
  readonly known: boolean;
  readonly livemode: boolean;
  /** What is verified: a session, a run, or (where it has no id) the person. */
  readonly about: string;
  readonly standing: Standing;
  /** This event alone is the one that tells of the pass. */
  readonly approves: boolean;
  /** When the event was made, ms since 1970; null if it does not say. */
  readonly at: number | null;
  readonly email: string;
  readonly level: string;
  /** As it goes into the credential; null if the event does not say. */
  readonly verifiedAt: string | null;
}

export type Standing = 'approved' | 'rejected' | 'pending' | 'none';
