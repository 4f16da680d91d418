// Views over a history that several checks share: entries by kind, deliveries with their attempts.
import type { Entry, EntryOf } from '../mocks/journal.ts';
import type { Outcome } from '../mocks/provider/profile.ts';
import type { History } from './history.ts';
import { remembered } from './remembered.ts';

/** One delivery as the journal tells it. */
export interface Seen {
  readonly scenario: string;
  readonly delivery: string;
  readonly event: string;
  readonly applicant: string;
  readonly outcome: Outcome;
  readonly livemode: boolean;
  readonly type: string;
  /** The person's level, where no body says it. */
  readonly level: string | null;
  readonly flaws: readonly string[];
  readonly attempts: readonly Attempted[];
  readonly closed: EntryOf<'delivery.closed'> | null;
}

export interface Attempted {
  readonly sent: EntryOf<'attempt.sent'>;
  readonly answered: EntryOf<'attempt.answered'> | null;
  readonly unanswered: EntryOf<'attempt.unanswered'> | null;
}

export function deliveriesIn(history: History): readonly Seen[] {
  const { entries, scenario } = history;
  const events = new Map(of(entries, 'event.created').map((entry) => [entry.event, entry]));
  const sent = groupBy(of(entries, 'attempt.sent'), ({ delivery }) => delivery);
  const answers = groupBy(of(entries, 'attempt.answered'), ({ delivery }) => delivery);
  const silences = groupBy(of(entries, 'attempt.unanswered'), ({ delivery }) => delivery);
  const closings = groupBy(of(entries, 'delivery.closed'), ({ delivery }) => delivery);
  return of(entries, 'delivery.created').map((created) => {
    const event = events.get(created.event);
    const { delivery } = created;
    const isOf = (one: EntryOf<'attempt.sent'>) => (other: { readonly attempt: number; readonly copy: number }) =>
      other.attempt === one.attempt && other.copy === one.copy;
    return {
      scenario,
      delivery,
      event: created.event,
      applicant: created.applicant,
      outcome: (event?.outcome ?? 'none') as Outcome,
      livemode: event?.livemode ?? false,
      type: event?.type ?? '',
      level: event?.level ?? null,
      flaws: created.flaws,
      attempts: (sent.get(delivery) ?? []).map((one) => ({
        sent: one,
        answered: answers.get(delivery)?.find(isOf(one)) ?? null,
        unanswered: silences.get(delivery)?.find(isOf(one)) ?? null,
      })),
      closed: closings.get(delivery)?.[0] ?? null,
    };
  });
}

/** Of a finished history, whose entries are no longer added to. */
export function of<Kind extends Entry['kind']>(entries: readonly Entry[], kind: Kind): readonly EntryOf<Kind>[] {
  return (byKind(entries).get(kind) ?? []) as unknown as readonly EntryOf<Kind>[];
}

const byKind = remembered((entries: readonly Entry[]) => groupBy(entries, ({ kind }) => kind));

export function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
