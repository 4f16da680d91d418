// Views over a history that several checks share: entries by kind, deliveries with their attempts.
import type { Entry, EntryOf } from '../mocks/journal.ts';
import type { Outcome } from '../mocks/provider/profile.ts';
import type { History } from './history.ts';

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
  const byDelivery = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (!('delivery' in entry)) continue;
    const before = byDelivery.get(entry.delivery);
    if (before === undefined) byDelivery.set(entry.delivery, [entry]);
    else before.push(entry);
  }
  return of(entries, 'delivery.created').map((created) => {
    const event = events.get(created.event);
    const mine = byDelivery.get(created.delivery) ?? [];
    const answers = of(mine, 'attempt.answered');
    const silences = of(mine, 'attempt.unanswered');
    return {
      scenario,
      delivery: created.delivery,
      event: created.event,
      applicant: created.applicant,
      outcome: (event?.outcome ?? 'none') as Outcome,
      livemode: event?.livemode ?? false,
      type: event?.type ?? '',
      level: event?.level ?? null,
      flaws: created.flaws,
      attempts: of(mine, 'attempt.sent').map((sent) => ({
        sent,
        answered: answers.find((each) => each.attempt === sent.attempt && each.copy === sent.copy) ?? null,
        unanswered: silences.find((each) => each.attempt === sent.attempt && each.copy === sent.copy) ?? null,
      })),
      closed: of(mine, 'delivery.closed')[0] ?? null,
    };
  });
}

export function of<Kind extends Entry['kind']>(entries: readonly Entry[], kind: Kind): readonly EntryOf<Kind>[] {
  return entries.filter((entry): entry is EntryOf<Kind> => entry.kind === kind);
}
