// A case: one occasion on which a check saw what it says, told from the entries it points at.
import type { CheckResult, Entry, EntryOf, Evidence, RunResult } from '../../../harness/result.ts';
import { isTold, type Moment, toMoment } from './moment.ts';

export interface Case {
  readonly scenario: string;
  readonly title: string;
  readonly tells: string;
  readonly exchanges: readonly Exchange[];
  /** How many more attempts there were. */
  readonly more: number;
  /** What the issuer saw of these people. */
  readonly issuer: readonly Moment[];
  readonly timeline: readonly Moment[];
  /** How many moments were left out of the timeline. */
  readonly cut: number;
}

export interface Exchange {
  readonly sent: EntryOf<'attempt.sent'>;
  readonly back: EntryOf<'attempt.answered'> | EntryOf<'attempt.unanswered'> | null;
}

const mostExchanges = 2;
const mostMoments = 40;

export function casesOf(result: RunResult, { evidence }: CheckResult): readonly Case[] {
  return evidence.map((each) => toCase(result, each));
}

function toCase(result: RunResult, { scenario, entries: seqs, tells }: Evidence): Case {
  const found = result.scenarios.find(({ id }) => id === scenario);
  const all = found?.entries ?? result.strays;
  const pointed = all.filter(({ seq }) => seqs.includes(seq));
  // A call and its answer are told as one.
  const answered = new Set(pointed.flatMap((entry) => (entry.kind === 'call.answered' ? entry.call : [])));
  const asked = all.filter((entry) => entry.kind === 'call.received' && answered.has(entry.call));
  const marked = new Set([...seqs, ...asked.map(({ seq }) => seq)]);
  const people = new Set(pointed.flatMap((entry) => personOf(entry) ?? []));
  const concerned = all.filter((entry) => marked.has(entry.seq) || people.has(personOf(entry) ?? ''));
  const attempts = attemptsOf(pointed, concerned);
  const told = all.filter(
    (entry) => (marked.has(entry.seq) && entry.kind !== 'call.answered') || (isTold(entry) && isAbout(entry, people)),
  );
  const near = nearest(told, marked);
  const moment = (entry: Entry) => toMoment(entry, all, marked.has(entry.seq));
  const strayed = all === result.strays ? [] : strayedFor(attempts, result.strays);
  return {
    scenario,
    title: found?.title ?? 'calls for people of no scenario',
    tells,
    exchanges: attempts.slice(0, mostExchanges).map((sent) => ({ sent, back: backOf(sent, all) })),
    more: Math.max(0, attempts.length - mostExchanges),
    issuer: folded(
      [
        ...concerned.filter(isIssuers).map(moment),
        ...strayed.filter(isIssuers).map((entry) => toMoment(entry, result.strays, true)),
      ].filter(({ from, to }) => from === 'issuer' || to === 'issuer'),
    ),
    timeline: folded(near.map(moment)),
    cut: told.length - near.length,
  };
}

function isIssuers(entry: Entry): boolean {
  return isTold(entry) && !entry.kind.startsWith('mood.');
}

/** Calls for people of no scenario whom these attempts named: a forged body may speak of somebody else. */
function strayedFor(attempts: readonly EntryOf<'attempt.sent'>[], strays: readonly Entry[]): readonly Entry[] {
  return strays.filter((entry) => {
    const person = personOf(entry);
    return person !== null && attempts.some(({ body }) => body.text.includes(person));
  });
}

/** The attempts pointed at; else those of the deliveries pointed at; else all of the people concerned. */
function attemptsOf(pointed: readonly Entry[], concerned: readonly Entry[]): readonly EntryOf<'attempt.sent'>[] {
  const sent = concerned.filter((entry) => entry.kind === 'attempt.sent');
  const exact = sent.filter((each) => pointed.some((entry) => isOf(entry, each)));
  if (exact.length > 0) return exact;
  const deliveries = new Set(pointed.flatMap((entry) => ('delivery' in entry ? entry.delivery : [])));
  const carried = sent.filter(({ delivery }) => deliveries.has(delivery));
  return carried.length > 0 ? carried : sent;
}

function isOf(entry: Entry, { delivery, attempt, copy }: EntryOf<'attempt.sent'>): boolean {
  return 'copy' in entry && entry.delivery === delivery && entry.attempt === attempt && entry.copy === copy;
}

function backOf(sent: EntryOf<'attempt.sent'>, all: readonly Entry[]): Exchange['back'] {
  const back = all.find((entry) => entry.kind !== 'attempt.sent' && isOf(entry, sent));
  return back?.kind === 'attempt.answered' || back?.kind === 'attempt.unanswered' ? back : null;
}

function personOf(entry: Entry): string | null {
  return 'applicant' in entry && entry.applicant !== '' ? entry.applicant : null;
}

/** What concerns these people, or everybody. */
function isAbout(entry: Entry, people: ReadonlySet<string>): boolean {
  const person = personOf(entry);
  return person === null ? forAll.test(entry.kind) : people.has(person);
}

const forAll = /^(?:time|outage|secret|mood|task)\./;

/** No more than a timeline can hold: those nearest to what is pointed at. */
function nearest(told: readonly Entry[], marked: ReadonlySet<number>): readonly Entry[] {
  if (told.length <= mostMoments) return told;
  const places = told.flatMap(({ seq }, at) => (marked.has(seq) ? at : []));
  const ranked = told.map((entry, at) => ({
    entry,
    far: Math.min(at, ...places.map((place) => Math.abs(place - at))),
  }));
  ranked.sort((a, b) => a.far - b.far || a.entry.seq - b.entry.seq);
  return ranked
    .slice(0, mostMoments)
    .map(({ entry }) => entry)
    .sort((a, b) => a.seq - b.seq);
}

/** The same again and again, as a receiver polls, is one line. */
function folded(moments: readonly Moment[]): readonly Moment[] {
  const runs: { first: Moment; last: Moment; times: number }[] = [];
  for (const moment of moments) {
    const run = runs.at(-1);
    const same =
      run !== undefined &&
      run.first.text === moment.text &&
      run.first.from === moment.from &&
      run.first.to === moment.to;
    if (same) {
      run.last = moment;
      run.times += 1;
    } else runs.push({ first: moment, last: moment, times: 1 });
  }
  return runs.map(({ first, last, times }) =>
    times === 1
      ? first
      : {
          ...first,
          when: first.when === last.when ? first.when : `${first.when}…${last.when.slice(1)}`,
          text: `${first.text} ×${times}`,
          marked: first.marked || last.marked,
        },
  );
}
