// What the reference receiver knows of each provider: its own reading of the documents, on purpose not the profile's.
// Where both misread, every check would agree with the mistake.
import { isJsonObject, type JsonObject } from '../../mocks/json.ts';

/** What a provider says, in the receiver's own words. */
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

interface Facts {
  readonly signatureHeader: string;
  /** Where the event's id stands. A header is not signed, so the body's is taken wherever there is one. */
  readonly id: { readonly body: string } | { readonly header: string };
  readonly type: string | null;
  readonly types: readonly string[];
  readonly approval: string | null;
  readonly standing: string | null;
  /** Words of `standing`, in lower case. What is not listed is pending. */
  readonly words: Readonly<Record<string, Standing>>;
  readonly about: string;
  readonly created: string | null;
  readonly verifiedAt: string | null;
  readonly email: string;
  readonly level: string;
}

const providers: Readonly<Record<string, Facts>> = {
  // Webhooks page and sessions page of kyve.dev.
  kyve: {
    signatureHeader: 'kyc-signature',
    id: { body: 'id' },
    type: 'type',
    types: [
      'verification.created',
      'verification.updated',
      'verification.completed',
      'verification.failed',
      'verification.review_required',
      'billing.subscription.updated',
      'billing.wallet.updated',
      'billing.balance.low',
      'billing.balance.depleted',
    ],
    approval: 'verification.completed',
    standing: 'data.object.status',
    words: { completed: 'approved', failed: 'rejected', canceled: 'rejected', expired: 'rejected' },
    about: 'data.object.id',
    created: 'created',
    verifiedAt: null,
    email: 'data.object.metadata.email',
    level: 'data.object.metadata.kyc_level',
  },
  // Webhooks page and sandbox page of docs.kycert.com.br. A run that ended is "completed" whatever was decided.
  kycert: {
    signatureHeader: 'kycert-signature',
    id: { body: 'id' },
    type: 'event',
    types: ['run.completed', 'run.failed'],
    approval: 'run.completed',
    standing: 'data.object.decision',
    words: { approved: 'approved', blocked: 'rejected', null: 'rejected' },
    about: 'data.object.run_id',
    created: 'created',
    verifiedAt: 'data.object.completed_at',
    email: 'data.object.metadata.email',
    level: 'data.object.metadata.kyc_level',
  },
  // The recipe "Issue a KYC Credential on a Backend Event"; its callback only ever tells of a pass.
  recipe: {
    signatureHeader: 'kyc-signature',
    id: { header: 'kyc-event-id' },
    type: null,
    types: [],
    approval: null,
    standing: null,
    words: {},
    about: 'userEmail',
    created: null,
    verifiedAt: 'verifiedAt',
    email: 'userEmail',
    level: 'kycLevel',
  },
};

export function signatureHeaderOf(provider: string): string {
  return (providers[provider] ?? (providers.kyve as Facts)).signatureHeader;
}

export function readNotice(provider: string, body: JsonObject, header: (name: string) => string | null): Notice {
  const facts = providers[provider] ?? (providers.kyve as Facts);
  const at = (path: string | null) => (path === null ? undefined : valueAt(body, path));
  const type = textOf(at(facts.type));
  const known = facts.type === null ? textOf(at(facts.email)) !== '' : facts.types.includes(type);
  const about = textOf(at(facts.about));
  const standing = standingOf(facts, at(facts.standing), about);
  const created = timeOf(at(facts.created));
  const verified = timeOf(at(facts.verifiedAt));
  const stated = verified ?? created;
  return {
    id: 'header' in facts.id ? (header(facts.id.header) ?? '') : textOf(at(facts.id.body)),
    type,
    known,
    livemode: body.livemode === true,
    about,
    standing: known ? standing : 'none',
    approves: known && standing === 'approved' && (facts.approval === null || facts.approval === type),
    at: created ?? verified,
    email: textOf(at(facts.email)),
    level: textOf(at(facts.level)),
    verifiedAt: stated === null ? null : new Date(stated).toISOString(),
  };
}

function standingOf(facts: Facts, value: unknown, about: string): Standing {
  if (facts.standing === null) return 'approved';
  if (about === '') return 'none';
  return facts.words[String(value).toLowerCase()] ?? 'pending';
}

/** Unix seconds or ISO 8601, in ms. */
function timeOf(value: unknown): number | null {
  const time = typeof value === 'number' ? value * 1000 : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Math.abs(time) <= 8.64e15 ? time : null;
}

function valueAt(body: JsonObject, path: string): unknown {
  return path.split('.').reduce<unknown>((held, key) => (isJsonObject(held) ? held[key] : undefined), body);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
