// Makers for checks on the calls to the issuer. What a mood of the issuer spoiled is not held against the receiver.
import { type Finding, type Occasion, occasionWith, weigh } from './check.ts';
import { groupBy, of } from './evidence.ts';
import type { RunHistory } from './history.ts';
import { remembered } from './remembered.ts';
import { noCalls } from './told.ts';
import { entriesOf, type IssuerCall, type Person, viewOf } from './view.ts';

/** Whether a call keeps the rule and why; null where it shows nothing. */
type Judgement = readonly [boolean, string] | null;

export function perCall(judge: (call: IssuerCall, run: RunHistory) => Judgement): (run: RunHistory) => Finding {
  return (run) => {
    const none = noCalls(run);
    if (none !== null) return { verdict: 'idle', reason: none, evidence: [] };
    const occasions: Occasion[] = [];
    for (const call of unspoiledCalls(run)) {
      const judged = judge(call, run);
      if (judged === null) continue;
      const [kept, tells] = judged;
      const verdict = kept ? 'met' : 'broken';
      occasions.push(occasionWith(() => callEntries(call), { scenario: call.scenario, verdict, tells }));
    }
    return weigh(occasions, 'The receiver made no call to the issuer that shows it.');
  };
}

const unspoiledCalls = remembered((run: RunHistory) =>
  viewOf(run).calls.filter(({ operation, moods }) => operation !== 'other' && moods.length === 0),
);

export function refusedFor(token: NonNullable<IssuerCall['token']>, reason: string): boolean {
  return token.kind === 'token.refused' && token.reason === reason;
}

export function livesAtMost(minutes: number): (run: RunHistory) => Finding {
  return perCall(({ token }) => {
    const { exp, iat } = token?.claims ?? {};
    if (typeof exp !== 'number' || typeof iat !== 'number') return null;
    const life = exp - iat;
    if (life <= minutes * 60) return [true, `The token lives ${life} s.`];
    return [false, `Expected a token that lives at most ${minutes} minutes; it lives ${life} s.`];
  });
}

/** Calls of one claim hash in their order, by hash. */
export const pollsByHash = remembered((run: RunHistory): ReadonlyMap<string, readonly IssuerCall[]> => {
  const polls = viewOf(run).calls.filter(({ operation, hash }) => operation === 'status' && (hash ?? '') !== '');
  return groupBy(polls, ({ hash }) => hash as string);
});

export function callEntries(call: IssuerCall): readonly number[] {
  return [...entriesOf(call), ...entriesOf(call.token)].sort((a, b) => a - b);
}

/** Moods in which the issuer does nothing for an issue call, and is well again afterwards. */
export const outages: readonly string[] = [
  'error-500',
  'unavailable-503',
  'dropped',
  'rate-limited-429',
  'unauthorized-401',
  'jwks-unreachable',
];

/** Moods that keep a person from a credential, or make a second one likely. */
export const hinders: readonly string[] = [
  ...outages,
  'feature-off-403',
  'unknown-404',
  'consent-409',
  'committed-then-dropped',
];

/** The mood that the person's calls met has ended: by its count, its span or by hand. */
export function wasGivenBack(person: Person, run: RunHistory): boolean {
  return person.calls
    .filter(({ moods }) => moods.some((mood) => outages.includes(mood)))
    .every(({ scenario, moods, received }) => {
      const entries = run.histories.find((each) => each.scenario === scenario)?.entries ?? [];
      return moods.every((mood) =>
        of(entries, 'mood.ended').some((ended) => ended.mood === mood && ended.seq > received.seq),
      );
    });
}
