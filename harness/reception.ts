// Makers for the checks that send one kind of delivery and look whether it is taken or refused. A missing answer is never
// a pass, and a refusal counts only between two valid deliveries that were taken: a dead receiver refuses everything.
import { flaws } from '../mocks/provider/flaws/index.ts';
import { whyLacking } from '../mocks/provider/flaws/traits.ts';
import { effectsOf, entriesIn, silenceAbout } from './caused.ts';
import type { Finding, Occasion } from './check.ts';
import { weigh } from './check.ts';
import { type Attempted, groupBy, type Seen } from './evidence.ts';
import type { RunHistory } from './history.ts';
import { remembered } from './remembered.ts';
import {
  answerOf,
  approves,
  isGenuine,
  isRefusal,
  isSuccess,
  issuesAtAll,
  noEffects,
  ownWord,
  silenceOf,
} from './told.ts';
import { entriesOf, type Person, viewOf } from './view.ts';

/** Judges deliveries with this flaw as things to refuse. */
export function refuses(flaw: string): (run: RunHistory) => Finding {
  const judge = refusesThose(
    (delivery) => delivery.flaws.includes(flaw),
    `No delivery with the flaw ${flaw} was sent.`,
    (attempt) => attempt.sent.flaws.includes(flaw),
  );
  return (run) => pointless(run, flaw) ?? judge(run);
}

export function refusesThose(
  such: (delivery: Seen) => boolean,
  idle: string,
  carries: (attempt: Attempted) => boolean = () => true,
): (run: RunHistory) => Finding {
  return (run) =>
    weigh(
      probes(run, such, carries).map((probe) => judgeRefusal(run, probe)),
      idle,
    );
}

/** Judges deliveries with this flaw as things to take, by their answer and by their effect. */
export function accepts(flaw: string): (run: RunHistory) => Finding {
  const judge = acceptsThose(
    (delivery) => delivery.flaws.includes(flaw),
    `No delivery with the flaw ${flaw} was sent`,
    (attempt) => attempt.sent.flaws.includes(flaw),
  );
  return (run) => pointless(run, flaw) ?? judge(run);
}

export function acceptsThose(
  such: (delivery: Seen, run: RunHistory) => boolean,
  idle: string,
  carries: (attempt: Attempted) => boolean = () => true,
): (run: RunHistory) => Finding {
  return (run) => {
    const found = probes(run, (delivery) => such(delivery, run), carries);
    const occasions = found.flatMap((probe) => judgeTaking(run, probe));
    const why =
      found.length > 0
        ? `${idle}, or none that shows anything: no ordinary delivery led to a credential either.`
        : `${idle}.`;
    return weigh(occasions, why);
  };
}

/** Judges deliveries with this flaw as things to survive: taken or refused, but answered, and life goes on. */
export function survives(flaw: string): (run: RunHistory) => Finding {
  return (run) =>
    pointless(run, flaw) ??
    weigh(
      probes(
        run,
        (delivery) => delivery.flaws.includes(flaw),
        (attempt) => attempt.sent.flaws.includes(flaw),
      ).map((probe) => judgeSurvival(run, probe)),
      `No delivery with the flaw ${flaw} was sent.`,
    );
}

/** Where the deliveries of this provider lack what the flaw is about, nothing is to be judged. */
function pointless({ provider }: RunHistory, flaw: string): Finding | null {
  const needs = flaws.find(({ id }) => id === flaw)?.needs;
  const lacking = needs === undefined ? null : whyLacking(needs, provider.behaviour);
  if (lacking === null) return null;
  return { verdict: 'idle', reason: `It takes ${lacking.noun}: ${lacking.reason}.`, evidence: [] };
}

interface Probe {
  readonly delivery: Seen;
  readonly attempt: Attempted;
  readonly before: boolean;
  readonly after: boolean;
}

function probes(
  run: RunHistory,
  such: (delivery: Seen) => boolean,
  carries: (attempt: Attempted) => boolean,
): readonly Probe[] {
  return viewOf(run)
    .deliveries.filter(such)
    .flatMap((delivery) => {
      const attempt = delivery.attempts.find(carries);
      if (attempt === undefined) return [];
      const begun = attempt.sent.seq;
      const over = attempt.answered?.seq ?? attempt.unanswered?.seq ?? begun;
      const others = (genuineIn(run).get(delivery.scenario) ?? [])
        .filter((each) => each.delivery !== delivery.delivery && each.applicant !== delivery.applicant)
        .flatMap(({ attempts }) => attempts)
        .filter(({ answered }) => isSuccess(answered?.status));
      return [
        {
          delivery,
          attempt,
          before: others.some(({ answered }) => (answered?.seq ?? begun) < begun),
          after: others.some(({ sent }) => sent.seq > over),
        },
      ];
    });
}

const genuineIn = remembered((run: RunHistory) =>
  groupBy(viewOf(run).deliveries.filter(isGenuine), (each) => each.scenario),
);

function judgeRefusal(run: RunHistory, { delivery, attempt, before, after }: Probe): Occasion {
  const { scenario } = delivery;
  const caused = effectsOf(run, delivery, attempt);
  const entries = [...entriesOf(attempt), ...entriesIn(scenario, caused)];
  const occasion = (verdict: Occasion['verdict'], tells: string): Occasion => ({ scenario, entries, verdict, tells });
  const what = nameOf(delivery);

  if (caused.length > 0) {
    return occasion(
      'broken',
      `Expected ${what} to be refused without effect; the receiver ${answerOf(attempt)}, and ${caused[0]?.tells}.`,
    );
  }
  const { answered } = attempt;
  if (answered !== null && isSuccess(answered.status)) {
    return occasion(
      'broken',
      `Expected ${what} to be refused with a 4xx; the receiver answered ${answered.status}, which tells the sender that it was believed.`,
    );
  }
  const silent = judgeSilence(run, { delivery, attempt, before, after });
  if (silent !== null) return occasion(silent.verdict, `Expected ${what} to be refused with a 4xx; ${silent.tells}`);
  if (!before) {
    return occasion(
      'unknown',
      `${what} ${answerOf(attempt).replace('answered', 'was answered')}, but no valid delivery had been taken before it in this scenario.`,
    );
  }
  if (!isRefusal(answered?.status)) {
    return occasion('broken', `Expected ${what} to be refused with a 4xx; the receiver ${answerOf(attempt)}.`);
  }
  if (!after) {
    return occasion(
      'unknown',
      `${what} was answered ${answered?.status}, but no valid delivery was taken after it, so the receiver may refuse everything.`,
    );
  }
  const unasked = silenceAbout(run, delivery, attempt);
  if (unasked !== null) return occasion('unknown', unasked);
  const word = run.effects === undefined ? '' : `, ${ownWord}`;
  return occasion('met', `${what} was refused with ${answered?.status} and had no effect${word}.`);
}

function judgeTaking(run: RunHistory, probe: Probe): readonly Occasion[] {
  const { delivery, attempt } = probe;
  const { scenario, applicant } = delivery;
  const person = viewOf(run).people.find(({ email }) => email === applicant);
  const occasion = (verdict: Occasion['verdict'], tells: string): readonly Occasion[] => [
    { scenario, entries: [...entriesOf(attempt), ...entriesOf(...ownEvidence(person, scenario))], verdict, tells },
  ];
  const what = nameOf(delivery);
  const { answered } = attempt;
  if (answered === null) {
    const silent = judgeSilence(run, probe);
    return occasion(silent?.verdict ?? 'unknown', `Expected ${what} to be taken; ${silent?.tells ?? 'it was not'}`);
  }
  if (!isSuccess(answered.status)) {
    return occasion('broken', `Expected ${what} to be taken with a 2xx; the receiver answered ${answered.status}.`);
  }
  if (noEffects(run) !== null || !approves(run, delivery)) {
    return occasion('met', `${what} was taken with ${answered.status}.`);
  }
  const silence = person === undefined ? null : silenceOf(person);
  if (silence !== null) return occasion('unknown', silence);
  const own = person !== undefined && person.seen !== null;
  if ((person?.issued.length ?? 0) > 0) {
    const led = own ? `an effect for ${applicant}, ${ownWord}` : `a credential for ${applicant}`;
    return occasion('met', `${what} was taken with ${answered.status} and led to ${led}.`);
  }
  // That nobody at all gets a credential is another check's matter.
  if (!issuesAtAll(run)) return [];
  return occasion(
    'broken',
    `Expected ${what} to be taken; the receiver answered ${answered.status} but ${own ? `by its own account nothing came of ${applicant}` : `never issued the credential of ${applicant}`}, as it did for ordinary deliveries.`,
  );
}

function judgeSurvival(run: RunHistory, probe: Probe): Occasion {
  const { delivery, attempt, before, after } = probe;
  const { scenario } = delivery;
  const what = nameOf(delivery);
  const occasion = (verdict: Occasion['verdict'], tells: string): Occasion => ({
    scenario,
    entries: entriesOf(attempt),
    verdict,
    tells,
  });
  if (!before) return occasion('unknown', `No valid delivery had been taken before ${what}.`);
  const { answered } = attempt;
  // A body that breaks off is our own doing: there may be no answer to it.
  const ours = delivery.flaws.includes('dropped-connection');
  if (answered !== null && !isSuccess(answered.status) && !isRefusal(answered.status) && !ours) {
    return occasion(
      'broken',
      `Expected ${what} to be taken or refused; the receiver answered ${answered.status}, as for a fault of its own.`,
    );
  }
  if (answered === null && !ours) {
    const silent = judgeSilence(run, probe);
    return occasion(silent?.verdict ?? 'unknown', `Expected ${what} to be answered; ${silent?.tells ?? 'it was not'}`);
  }
  if (after) return occasion('met', `${what} did no harm: a valid delivery was taken after it.`);
  if (run.died !== null) return occasion('broken', `After ${what} the receiver was gone: ${run.died}`);
  return occasion('unknown', `No valid delivery was taken after ${what}, so whether it did harm is not known.`);
}

/** What a missing answer means: null where there was one. */
function judgeSilence(
  run: RunHistory,
  { attempt, before, after }: Probe,
): { verdict: 'broken' | 'unknown'; tells: string } | null {
  const { answered, unanswered } = attempt;
  if (answered !== null) return null;
  const tells = `the receiver ${answerOf(attempt)}`;
  if (unanswered === null || unanswered.silence === 'outage') return { verdict: 'unknown', tells: `${tells}.` };
  if (!before) return { verdict: 'unknown', tells: `${tells}, and had taken no valid delivery before.` };
  if (unanswered.silence === 'connection' && !after) {
    return { verdict: 'unknown', tells: `${tells}: ${run.died ?? 'it was not there any more'}.` };
  }
  if (run.died !== null && !after) {
    // Whoever else was waiting when it died only shared its fate.
    if (!isFirstSilence(run, attempt)) return { verdict: 'unknown', tells: `${tells}: it had died (${run.died}).` };
    return { verdict: 'broken', tells: `the receiver died of it (${run.died}).` };
  }
  return { verdict: 'broken', tells: `${tells} instead.` };
}

function isFirstSilence(run: RunHistory, attempt: Attempted): boolean {
  const silences = viewOf(run)
    .deliveries.flatMap(({ attempts }) => attempts)
    .flatMap(({ unanswered }) => (unanswered === null || unanswered.silence === 'outage' ? [] : [unanswered.wall]));
  return attempt.unanswered !== null && attempt.unanswered.wall <= Math.min(...silences);
}

export function nameOf({ flaws, applicant }: Seen): string {
  const kind = flaws.length === 0 ? 'the delivery' : `the delivery with the flaw ${flaws.join(' and ')}`;
  return `${kind} about ${applicant === '' ? 'nobody' : applicant}`;
}

function ownEvidence(person: Person | undefined, scenario: string): readonly { readonly seq: number }[] {
  if (person === undefined) return [];
  const { issued, seen } = person;
  return [...issued, ...(seen === null ? [] : [seen])].filter((each) => each.scenario === scenario);
}
