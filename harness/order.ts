// The maker for checks on order: events about one person that arrive in another order than they were made in.
import { occasionOf, perPerson } from './accounts.ts';
import type { Finding } from './check.ts';
import type { Seen } from './evidence.ts';
import type { RunHistory } from './history.ts';
import { isForged, isOwnMode, isSuccess, madeAt, ownWord } from './told.ts';
import { type Person, timesWorked } from './view.ts';

/** Says of a person that it is over; the rest is on the way there. */
const decisive: readonly Seen['outcome'][] = ['approved', 'rejected', 'failed', 'canceled', 'expired', 'partial'];

/** People with such a delivery who were told of something older than what they had been told before. */
export function lateEvents(flaw: string, idle: string): (run: RunHistory) => Finding {
  return perPerson(
    (person, run) =>
      person.deliveries.some(({ flaws }) => flaws.includes(flaw)) && lateOf(run, arrivals(person, run)) !== null,
    (person, run) => {
      const arrived = arrivals(person, run);
      const late = lateOf(run, arrived);
      const decisions = arrived.filter(({ outcome }) => decisive.includes(outcome));
      const last = decisions.toSorted((a, b) => (madeAt(run, a) ?? 0) - (madeAt(run, b) ?? 0)).at(-1);
      if (late === null || last === undefined) return null;
      const rivals = decisions.filter(
        (each) => each.outcome !== last.outcome && madeAt(run, each) === madeAt(run, last),
      );
      if (rivals.length > 0) {
        return occasionOf(person, 'unknown', `Two decisions about ${person.email} bear the same time.`);
      }
      const times = timesWorked(person);
      if (last.outcome === 'approved') {
        if (times === 0) return null;
        if (times === 1 && person.held.length === 1) {
          return occasionOf(person, 'met', `${person.email} stayed approved, with one credential.`);
        }
        return occasionOf(
          person,
          'broken',
          `Expected the older event (${late.outcome}) about ${person.email} to change nothing; ${person.seen === null ? `the issuer carried out ${times} issue calls` : `there are ${times} effects, ${ownWord}`}.`,
        );
      }
      const since = last.attempts[0]?.sent.seq ?? 0;
      const acted = actedSince(since, person, arrived);
      if (acted === null) return null;
      const late_approval = late.outcome === 'approved' && (late.attempts[0]?.sent.seq ?? 0) > since;
      if (late_approval && acted) {
        return occasionOf(
          person,
          'broken',
          `Expected the older approval of ${person.email} to change nothing after a newer event had said ${last.outcome}; ${person.seen === null ? 'an issue call followed' : `an effect came, ${ownWord}`}.`,
        );
      }
      return occasionOf(person, 'met', `${person.email} stayed ${last.outcome}.`);
    },
    idle,
  );
}

/** Was something done after this moment? null: the receiver's own account does not say when. */
function actedSince(since: number, { calls, issued, seen }: Person, arrived: readonly Seen[]): boolean | null {
  if (seen === null) return calls.some((call) => call.operation === 'issue' && call.received.seq > since);
  const before = arrived.some(
    ({ outcome, attempts }) => outcome === 'approved' && (attempts[0]?.sent.seq ?? 0) < since,
  );
  return before && issued.length > 0 ? null : issued.length > 0;
}

/** What the receiver took, in the order in which it arrived. */
function arrivals(person: Person, run: RunHistory): readonly Seen[] {
  return person.deliveries
    .filter((each) => !isForged(each) && isOwnMode(run, each))
    .filter((each) => each.attempts.some(({ answered }) => isSuccess(answered?.status)))
    .toSorted((a, b) => (a.attempts[0]?.sent.seq ?? 0) - (b.attempts[0]?.sent.seq ?? 0));
}

/** The first that is older than one that came before it. */
function lateOf(run: RunHistory, arrived: readonly Seen[]): Seen | null {
  let newest = Number.NEGATIVE_INFINITY;
  for (const each of arrived) {
    const made = madeAt(run, each) ?? Number.NEGATIVE_INFINITY;
    if (made < newest) return each;
    newest = Math.max(newest, made);
  }
  return null;
}
