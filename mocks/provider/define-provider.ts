// A provider of one's own: what differs from the usual is said, the rest is filled in, and what is missing is told at once.
import type { Assumption, Readings } from '../assumption.ts';
import { parseDuration } from '../duration.ts';
import { DoubleactError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { alphabets } from '../random.ts';
import type { Behaviour, Clauses, Doc, EventHead, EventType, Outcome, Places, Profile, Subject } from './profile.ts';
import type { Signing } from './signing.ts';

export interface ProviderDraft {
  /** Lower-case letters, digits and "-"; none that doubleact has. */
  readonly id: string;
  readonly title?: string;
  /** The documents this was written from, as `id@date-or-version`. */
  readonly revision?: string;
  readonly docs?: readonly Doc[];
  readonly clauses?: Clauses;
  readonly assumes?: readonly Assumption[];
  /** Where receivers usually listen; /webhooks/<id> unless given. */
  readonly path?: string;
  /** From timestampedHex(), bareMac() or standardWebhook(); null: nothing is signed. */
  readonly signing: Signing | null | ((readings: Readings) => Signing | null);
  readonly delivery?: {
    /** "10s" unless given. */
    readonly timeout?: string;
    /** The wait before each retry, such as ["5m", "1h"]; none unless given. */
    readonly retries?: readonly string[];
    /** Any 2xx is success and everything else is retried, unless given. */
    readonly verdict?: Behaviour['delivery']['verdict'];
    readonly heedsRetryAfter?: boolean;
    readonly endsWhenDisabled?: boolean;
    readonly resendCloses?: boolean;
  };
  /** At least one of them must say "approved". */
  readonly events: readonly (Pick<EventType, 'type' | 'says'> & Partial<EventType>)[];
  /** The whole body of an event. There is no subject where the event is about nobody. */
  readonly body: (event: EventHead, subject: Subject | null, readings: Readings) => JsonObject;
  /** Where that body says what; what is left out it does not say. */
  readonly places: Partial<Places>;
  readonly headers?: Behaviour['headers'];
  readonly secret?: Behaviour['secret'];
  readonly eventId?: Behaviour['eventId'];
  /** Whatever else of a provider's behaviour is another than usual. */
  readonly more?: Partial<Behaviour>;
}

export function defineProvider(draft: ProviderDraft): Profile {
  mustBeWhole(draft);
  const { id, title = id, revision = `${id}@own`, docs = [], clauses, assumes = [] } = draft;
  return {
    id,
    title,
    revision,
    docs,
    ...(clauses !== undefined && { clauses }),
    assumes,
    under: (readings) => behaviourOf(draft, readings),
  };
}

function behaviourOf(draft: ProviderDraft, readings: Readings): Behaviour {
  const { id, delivery = {} } = draft;
  const where = `provider ${id}.delivery`;
  const events = draft.events.map((event): EventType => ({ tells: event.type, documented: true, ...event }));
  const saying = (outcome: Outcome) => events.find(({ says }) => says[0] === outcome)?.type;
  const said = [...new Set(events.flatMap(({ says }) => says))].filter(
    (outcome) => outcome !== 'none' && outcome !== 'pending',
  );
  const decided = said.filter((outcome) => outcome !== 'review');
  const begun = saying('pending');
  return {
    path: draft.path ?? `/webhooks/${id}`,
    signing: typeof draft.signing === 'function' ? draft.signing(readings) : draft.signing,
    delivery: {
      timeout: parseDuration(delivery.timeout ?? '10s', `${where}.timeout`),
      first: [0, 0],
      retries: (delivery.retries ?? []).map((wait, index) => parseDuration(wait, `${where}.retries.${index}`)),
      verdict: delivery.verdict ?? ((status) => (status >= 200 && status < 300 ? 'delivered' : 'retry')),
      resendCloses: delivery.resendCloses ?? true,
      heedsRetryAfter: delivery.heedsRetryAfter ?? false,
      endsWhenDisabled: delivery.endsWhenDisabled ?? false,
    },
    events,
    approval: events.find(({ says }) => says.includes('approved'))?.type ?? '',
    subject: {
      kind: 'verification',
      id: (random, key) => `ver_${random.text(24, alphabets.base62, 'verification', key)}`,
      initial: 'pending',
      // A review is decided some day; every other outcome is the end.
      moves: {
        pending: said,
        ...Object.fromEntries(said.map((outcome) => [outcome, outcome === 'review' ? decided : []])),
      },
      landings: Object.fromEntries(said.map((outcome) => [outcome, { status: outcome }])),
      fires: (to) => {
        const type = saying(to as Outcome);
        return type === undefined ? [] : [type];
      },
      lifetime: null,
      fields: () => ({}),
      metadata: () => ({}),
    },
    eventId: draft.eventId ?? ((random, _time, key) => `evt_${random.text(24, alphabets.base62, 'event', key)}`),
    secret: draft.secret ?? ((random, endpoint) => random.text(40, alphabets.base62, 'secret', endpoint)),
    headers: draft.headers ?? (() => ({})),
    envelope: (_event, body) => body,
    object: (event, subject) => draft.body(event, subject, readings),
    places: { id: null, type: null, mode: null, made: null, email: null, level: null, ...draft.places },
    openMaps: [],
    plainHttp: () => true,
    earlier: begun === undefined ? null : { type: begun, outcome: 'pending' },
    keys: () => [],
    api: null,
    ...draft.more,
  };
}

function mustBeWhole(draft: ProviderDraft): void {
  const { id, events, body, signing, places } = draft;
  const where = `provider ${typeof id === 'string' ? id : ''}`.trimEnd();
  const need = (holds: boolean, key: string, expected: string, got: unknown) => {
    if (holds) return;
    const shown = JSON.stringify(got) ?? 'nothing';
    throw new DoubleactError('bad-config', { where: `${where}.${key}`, expected, got: shown });
  };
  need(
    typeof id === 'string' && /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id),
    'id',
    'lower-case letters, digits and "-", such as acme-kyc',
    id,
  );
  need(
    Array.isArray(events) && events.some(({ says }) => says?.includes('approved')),
    'events',
    'events of which one says "approved"',
    events,
  );
  need(typeof body === 'function', 'body', 'a function from an event and its subject to the body', body);
  need(signing !== undefined, 'signing', 'a scheme, or null where nothing is signed', signing);
  need(typeof places === 'object' && places !== null, 'places', 'paths into the body by what stands there', places);
}
