// Makers for checks that hold what became of a person against what the deliveries told: work done once, in the end one
// credential. People whose approvals differ in level are left out: a new level is worth a new credential.
import type { Trait } from '../mocks/provider/flaws/flaw.ts';
import { whyLacking } from '../mocks/provider/flaws/traits.ts';
import { type Finding, type Occasion, occasionWith, weigh } from './check.ts';
import { type Attempted, of, type Seen } from './evidence.ts';
import type { History, RunHistory } from './history.ts';
import { remembered } from './remembered.ts';
import {
  answerOf,
  approvalsOf,
  isForged,
  isGenuine,
  isSuccess,
  issuesAtAll,
  levelOf,
  noCalls,
  noEffects,
  ownWord,
  silenceOf,
  takenApprovalsOf,
} from './told.ts';
import { entriesOf, type Person, timesWorked, viewOf } from './view.ts';

type PerPerson = (
  fits: (person: Person, run: RunHistory) => boolean,
  judge: (person: Person, run: RunHistory) => Occasion | null,
  idle: string,
) => (run: RunHistory) => Finding;

/** Judges what came of each person that fits; `idle` says what was not seen. */
export const perPerson: PerPerson = (fits, judge, idle) => (run) => {
  const none = noEffects(run);
  if (none !== null) return { verdict: 'idle', reason: none, evidence: [] };
  const people = viewOf(run).people.filter((person) => fits(person, run));
  return weigh(
    people.flatMap((person) => {
      const silence = silenceOf(person);
      return silence === null ? (judge(person, run) ?? []) : occasionOf(person, 'unknown', silence);
    }),
    idle,
  );
};

/** The same for what nobody but the issuer can tell. */
export const perCaller: PerPerson = (fits, judge, idle) => {
  const judged = perPerson(fits, judge, idle);
  return (run) => {
    const none = noCalls(run);
    return none === null ? judged(run) : { verdict: 'idle', reason: none, evidence: [] };
  };
};

export function occasionOf(person: Person, verdict: Occasion['verdict'], tells: string): Occasion {
  const scenario = person.deliveries[0]?.scenario ?? person.issued[0]?.scenario ?? '';
  return occasionWith(() => entriesAbout(person, scenario), { scenario, verdict, tells });
}

function entriesAbout(person: Person, scenario: string): readonly number[] {
  const tries = person.deliveries.filter((each) => each.scenario === scenario).flatMap((each) => each.attempts);
  const calls = person.calls.filter((call) => call.scenario === scenario && call.operation === 'issue');
  const issued = person.issued.filter((each) => each.scenario === scenario);
  const seen = person.seen?.scenario === scenario ? person.seen : null;
  const entries = new Set([...entriesOf(...tries), ...entriesOf(...calls), ...entriesOf(...issued, seen)]);
  return [...entries].sort((a, b) => a - b);
}

/** The issuer carried out one issue call, not two: whatever the second one led to, the work was done again. */
export function workedOnce(person: Person): Occasion | null {
  const { email, issued, seen } = person;
  const times = timesWorked(person);
  if (times === 0) return null;
  if (times === 1) {
    const tells = seen === null ? `One issue call was made for ${email}.` : `${email} has one effect, ${ownWord}.`;
    return occasionOf(person, 'met', tells);
  }
  const tells =
    seen === null
      ? `Expected one issue call for ${email}; the issuer carried out ${times}, which made ${issued.length} ${issued.length === 1 ? 'credential' : 'credentials'}.`
      : `Expected one effect for ${email}; there are ${times}, ${ownWord}.`;
  return occasionOf(person, 'broken', tells);
}

/** In the end the person holds exactly one credential, or has one live effect where the receiver itself tells of them. */
export function holdsOne(person: Person, after: string): Occasion {
  const { held, email, seen } = person;
  const [what, source] = seen === null ? ['credential', ''] : ['live effect', `, ${ownWord}`];
  if (held.length === 1) return occasionOf(person, 'met', `${email} has one ${what} ${after}${source}.`);
  const none = seen === null ? 'none was issued' : 'there is none';
  const got = held.length === 0 ? none : `${held.length} are live`;
  return occasionOf(person, 'broken', `Expected one ${what} for ${email} ${after}; ${got}${source}.`);
}

export const isTaken = (person: Person, run: RunHistory): boolean => takenApprovalsOf(run, person).length > 0;

/** All approvals of the person say the same level. */
export const isOfOneLevel = (person: Person, run: RunHistory): boolean =>
  new Set(approvalsOf(run, person).map((delivery) => levelOf(run, delivery))).size <= 1;

/** A check that events with one of these outcomes lead to nothing, unless the person was approved as well. */
export function nothingFor(...outcomes: readonly Seen['outcome'][]): (run: RunHistory) => Finding {
  const told = (person: Person) =>
    person.deliveries.filter((each) => outcomes.includes(each.outcome) && isGenuine(each));
  const judge = judgeNothing(
    (person) =>
      told(person).length > 0 && person.deliveries.every((each) => each.outcome !== 'approved' || isForged(each)),
    told,
    `No event that tells that a person is ${outcomes.join(' or ')} was delivered`,
  );
  return (run) => {
    const finding = judge(run);
    const said = run.provider.behaviour.events.flatMap(({ says }) => says);
    if (finding.verdict !== 'idle' || outcomes.some((outcome) => said.includes(outcome))) return finding;
    return { ...finding, reason: `No event of this provider tells that a person is ${outcomes.join(' or ')}.` };
  };
}

/** A check that has nothing to judge where the deliveries of a provider lack what it is about. */
export function needing(trait: Trait, judge: (run: RunHistory) => Finding): (run: RunHistory) => Finding {
  return (run) => {
    const lacking = whyLacking(trait, run.provider.behaviour);
    if (lacking === null) return judge(run);
    return { verdict: 'idle', reason: `It takes ${lacking.noun}: ${lacking.reason}.`, evidence: [] };
  };
}

/** People for whom nothing may be done, though they were told of. */
export function judgeNothing(
  fits: (person: Person, run: RunHistory) => boolean,
  told: (person: Person, run: RunHistory) => readonly Seen[],
  idle: string,
): (run: RunHistory) => Finding {
  return (run) => {
    const judge = perPerson(
      fits,
      (person) => {
        const { email, issued, calls, seen } = person;
        if (issued.length > 0 && seen !== null) {
          return occasionOf(person, 'broken', `Expected no effect for ${email}; ${issued.length} came, ${ownWord}.`);
        }
        if (issued.length > 0) {
          return occasionOf(person, 'broken', `Expected no credential for ${email}; ${issued.length} issued.`);
        }
        const asked = calls.filter(({ operation }) => operation === 'issue');
        if (asked.length > 0) {
          return occasionOf(
            person,
            'broken',
            `Expected no issue call for ${email}; ${asked.length} made, though no credential came of it.`,
          );
        }
        // Without anybody's credential this shows nothing.
        if (!issuesAtAll(run)) return null;
        const attempts = told(person, run).flatMap((delivery) => delivery.attempts);
        if (attempts.some(({ answered }) => answered !== null)) {
          const nothing = seen === null ? `Nothing was issued for ${email}.` : `Nothing came of ${email}, ${ownWord}.`;
          return occasionOf(person, 'met', nothing);
        }
        const [attempt] = attempts;
        if (attempt === undefined) return null;
        return occasionOf(person, 'unknown', `Nothing was issued for ${email}, but the receiver ${answerOf(attempt)}.`);
      },
      `${idle}, or nobody at all got a credential.`,
    );
    return judge(run);
  };
}

/** Attempts of the person's approvals in the order sent, over all deliveries. */
export function attemptsOf(run: RunHistory, person: Person): readonly Attempted[] {
  return attempts(run)(person);
}

const attempts = remembered((run: RunHistory) =>
  remembered((person: Person) =>
    approvalsOf(run, person)
      .flatMap((delivery) => delivery.attempts)
      .sort((a, b) => a.sent.seq - b.sent.seq),
  ),
);

/** Where a step with this verb was taken, by `seq`. */
export function stepsTaken(history: History | undefined, verb: string): readonly number[] {
  return of(history?.entries ?? [], 'step.taken')
    .filter(({ step }) => Object.hasOwn(step, verb))
    .map(({ seq }) => seq);
}

export function historyOf(run: RunHistory, person: Person): History | undefined {
  const scenario = person.deliveries[0]?.scenario;
  return run.histories.find((each) => each.scenario === scenario);
}

/** The person was told of the approval again, after it had been taken. */
export function repeats(run: RunHistory, person: Person): Repeats {
  return repeated(run)(person);
}

interface Repeats {
  readonly first: Attempted | null;
  readonly later: readonly Attempted[];
}

const repeated = remembered((run: RunHistory) =>
  remembered((person: Person): Repeats => {
    const all = attemptsOf(run, person);
    const first = all.find(({ answered }) => isSuccess(answered?.status));
    const over = first?.answered?.seq ?? Number.POSITIVE_INFINITY;
    return { first: first ?? null, later: all.filter((each) => each !== first && each.sent.seq > over) };
  }),
);
