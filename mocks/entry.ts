// What can happen in a sandbox: every entry of the journal, in the past tense.
import type { JsonObject } from './json.ts';

/** Bytes as text, bounded; `bytes` is the true length. */
export interface Body {
  readonly text: string;
  readonly bytes: number;
  readonly cut: boolean;
}

export type Headers = Readonly<Record<string, string>>;

/** Why an attempt got no answer. */
export type Silence = 'timeout' | 'connection' | 'reset' | 'outage';

/** Something that came of an approval, as the receiver tells of it. null: it does not say. */
export interface Effect {
  readonly id: string | null;
  readonly level: string | null;
  readonly at: string | null;
  /** False for one that was given and taken away again. */
  readonly live: boolean;
}

/** What happened, in the past tense. `applicant` is the person's e-mail wherever one is known. */
export type Happening =
  | { readonly kind: 'sandbox.created'; readonly seed: number; readonly start: string; readonly provider: string }
  | { readonly kind: 'step.taken'; readonly step: JsonObject; readonly tells: string }
  | { readonly kind: 'time.moved'; readonly from: number; readonly ran: number }
  | { readonly kind: 'task.failed'; readonly label: string; readonly message: string }
  // The provider.
  | {
      readonly kind: 'endpoint.added';
      readonly endpoint: string;
      readonly url: string;
      readonly events: readonly string[] | 'all';
      readonly livemode: boolean;
    }
  | { readonly kind: 'endpoint.changed'; readonly endpoint: string; readonly enabled: boolean }
  | { readonly kind: 'secret.rotated'; readonly endpoint: string; readonly overlap: number }
  | { readonly kind: 'secret.expired'; readonly endpoint: string }
  | {
      readonly kind: 'subject.created';
      readonly subject: string;
      readonly applicant: string;
      readonly status: string;
      readonly livemode: boolean;
    }
  | {
      readonly kind: 'subject.moved';
      readonly subject: string;
      readonly applicant: string;
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly kind: 'event.created';
      readonly event: string;
      readonly type: string;
      readonly subject: string;
      readonly applicant: string;
      readonly outcome: string;
      readonly livemode: boolean;
      /** The person's, where no body of this provider says it. */
      readonly level?: string;
      readonly deliveries: number;
    }
  | {
      readonly kind: 'delivery.created';
      readonly delivery: string;
      readonly event: string;
      readonly endpoint: string;
      readonly applicant: string;
      readonly due: number;
      readonly flaws: readonly string[];
    }
  | {
      readonly kind: 'attempt.sent';
      readonly delivery: string;
      readonly event: string;
      readonly endpoint: string;
      readonly applicant: string;
      readonly attempt: number;
      readonly copy: number;
      readonly manual: boolean;
      readonly url: string;
      readonly headers: Headers;
      readonly body: Body;
      readonly signed: string | null;
      readonly flaws: readonly string[];
    }
  | {
      readonly kind: 'attempt.answered';
      readonly delivery: string;
      readonly event: string;
      readonly applicant: string;
      readonly attempt: number;
      readonly copy: number;
      readonly status: number;
      readonly headers: Headers;
      readonly body: Body;
      readonly took: number;
      readonly discarded: boolean;
    }
  | {
      readonly kind: 'attempt.unanswered';
      readonly delivery: string;
      readonly event: string;
      readonly applicant: string;
      readonly attempt: number;
      readonly copy: number;
      readonly silence: Silence;
      readonly message: string;
      readonly took: number;
    }
  | {
      readonly kind: 'retry.scheduled';
      readonly delivery: string;
      readonly event: string;
      readonly applicant: string;
      readonly attempt: number;
      readonly due: number;
    }
  | {
      readonly kind: 'delivery.closed';
      readonly delivery: string;
      readonly event: string;
      readonly applicant: string;
      readonly state: string;
      readonly attempts: number;
    }
  | { readonly kind: 'outage.began'; readonly until: number }
  | { readonly kind: 'outage.ended' }
  // What the receiver told of its own effects for a person when it was asked in the end.
  | {
      readonly kind: 'effect.seen';
      readonly applicant: string;
      readonly url: string;
      /** null: it could not be had, for the reason that `message` tells. */
      readonly effects: readonly Effect[] | null;
      readonly message: string;
    }
  // The issuer.
  | {
      readonly kind: 'token.accepted';
      readonly call: string;
      readonly applicant: string;
      readonly alg: string;
      readonly kid: string | null;
      readonly typ: string | null;
      readonly claims: JsonObject;
      readonly digest: string;
    }
  | {
      readonly kind: 'token.refused';
      readonly call: string;
      readonly reason: string;
      readonly alg: string | null;
      readonly kid: string | null;
      readonly typ: string | null;
      readonly claims: JsonObject | null;
      readonly digest: string | null;
    }
  | { readonly kind: 'user.created'; readonly user: string; readonly applicant: string }
  | {
      readonly kind: 'credential.issued';
      readonly hash: string;
      readonly applicant: string;
      readonly user: string;
      readonly program: string;
      readonly subject: JsonObject;
      readonly replaces: string | null;
    }
  | {
      readonly kind: 'credential.returned';
      readonly hash: string;
      readonly applicant: string;
      readonly program: string;
    }
  | {
      readonly kind: 'credential.moved';
      readonly hash: string;
      readonly applicant: string;
      readonly from: string;
      readonly to: string;
      readonly why: string;
    }
  | {
      readonly kind: 'mood.set';
      readonly mood: string;
      readonly applicant: string | null;
      readonly count: number | null;
      readonly until: number | null;
    }
  | { readonly kind: 'mood.met'; readonly mood: string; readonly call: string; readonly applicant: string | null }
  | { readonly kind: 'mood.ended'; readonly mood: string; readonly applicant: string | null }
  // Calls that reached one of our APIs.
  | {
      readonly kind: 'call.received';
      readonly side: 'provider' | 'issuer';
      readonly call: string;
      readonly applicant: string | null;
      readonly method: string;
      readonly path: string;
      readonly query: string;
      readonly headers: Headers;
      readonly body: Body;
    }
  | {
      readonly kind: 'call.answered';
      readonly side: 'provider' | 'issuer';
      readonly call: string;
      readonly applicant: string | null;
      readonly status: number | null;
      /** Where they matter to the caller: Retry-After. */
      readonly headers?: Headers;
      readonly body: Body;
    };

export type Entry = Happening & {
  readonly seq: number;
  /** Sandbox time, in ms since the sandbox began: the same seed and the same receiver give the same number. */
  readonly at: number;
  /** Wall time, ms since 1970. */
  readonly wall: number;
};

export type EntryKind = Happening['kind'];
export type EntryOf<Kind extends EntryKind> = Extract<Entry, { kind: Kind }>;
