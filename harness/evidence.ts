// Views over a run's histories that several checks share: deliveries with their attempts, people with their credentials.
import type { Entry, EntryOf } from '../mocks/journal.ts';
import type { Outcome } from '../mocks/provider/profile.ts';
import type { History, RunHistory } from './history.ts';

/** One delivery as the journal tells it. */
export interface Seen {
  readonly scenario: string;
  readonly delivery: string;
  readonly event: string;
  readonly applicant: string;
  readonly outcome: Outcome;
  readonly livemode: boolean;
  readonly type: string;
  readonly flaws: readonly string[];
  readonly attempts: readonly Attempted[];
  readonly closed: EntryOf<'delivery.closed'> | null;
}

export interface Attempted {
  readonly sent: EntryOf<'attempt.sent'>;
  readonly answered: EntryOf<'attempt.answered'> | null;
  readonly unanswered: EntryOf<'attempt.unanswered'> | null;
}

export function deliveriesOf(run: RunHistory): readonly Seen[] {
  return run.histories.flatMap(deliveriesIn);
}

export function deliveriesIn(history: History): readonly Seen[] {
  const { entries, scenario } = history;
  const events = new Map(of(entries, 'event.created').map((entry) => [entry.event, entry]));
  return of(entries, 'delivery.created').map((created) => {
    const event = events.get(created.event);
    const mine = entries.filter((entry) => 'delivery' in entry && entry.delivery === created.delivery);
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

/** Was any attempt of it answered 2xx? */
export function accepted(delivery: Seen): boolean {
  return delivery.attempts.some(({ answered }) => answered !== null && answered.status >= 200 && answered.status < 300);
}

/** Everybody the run was about. */
export function applicantsOf(run: RunHistory): readonly string[] {
  return [...new Set(deliveriesOf(run).map(({ applicant }) => applicant))].filter((email) => email !== '');
}

/** Everything the issuer saw and did for one person, wherever the call was put down. */
export function issuerEntriesOf(run: RunHistory, applicant: string): readonly Entry[] {
  const everywhere = [...run.histories.flatMap(({ entries }) => entries), ...run.strays];
  return everywhere.filter((entry) => 'applicant' in entry && entry.applicant === applicant && isIssuers(entry));
}

/** Credentials of a person that are neither revoked nor expired at the end. */
export function liveCredentialsOf(run: RunHistory, applicant: string): readonly EntryOf<'credential.issued'>[] {
  const entries = issuerEntriesOf(run, applicant);
  const moves = of(entries, 'credential.moved');
  return of(entries, 'credential.issued').filter(({ hash }) => {
    const last = moves.filter((move) => move.hash === hash).at(-1);
    return last === undefined || last.to === 'WAIT_ONCHAIN' || last.to === 'ONCHAIN';
  });
}

export function of<Kind extends Entry['kind']>(entries: readonly Entry[], kind: Kind): readonly EntryOf<Kind>[] {
  return entries.filter((entry): entry is EntryOf<Kind> => entry.kind === kind);
}

function isIssuers(entry: Entry): boolean {
  return (
    /^(?:token|user|credential|mood)\./.test(entry.kind) ||
    ((entry.kind === 'call.received' || entry.kind === 'call.answered') && entry.side === 'issuer')
  );
}
