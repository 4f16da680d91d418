// What a receiver of one provider must change to be one of another: each point on which they differ, and what to do.
import { chooseReadings } from '../../mocks/assumption.ts';
import { formatDuration } from '../../mocks/duration.ts';
import type { Behaviour, Outcome, Profile } from '../../mocks/provider/profile.ts';
import { answersOf, idOf, overlapOf, retriesOf, toleranceOf } from './sheet.ts';

export interface Difference {
  readonly point: string;
  readonly from: string;
  readonly to: string;
  /** What a receiver must do. */
  readonly change: string;
}

export function differencesOf(one: Profile, other: Profile): readonly Difference[] {
  const [from, to] = [one, other].map((each) => each.under(chooseReadings(each.assumes, {}, each.id))) as [
    Behaviour,
    Behaviour,
  ];
  return points.flatMap(({ point, says, change }) => {
    const [before, after] = [says(from), says(to)];
    return before === after ? [] : [{ point, from: before, to: after, change: change(to) }];
  });
}

interface Point {
  readonly point: string;
  readonly says: (behaviour: Behaviour) => string;
  readonly change: (to: Behaviour) => string;
}

const unsigned = 'Nothing is signed: believe only what the provider’s API says when you ask it.';

const points: readonly Point[] = [
  { point: 'path', says: ({ path }) => path, change: ({ path }) => `Listen at ${path}, or at an address of your own.` },
  {
    point: 'signature header',
    says: ({ signing }) => signing?.header ?? 'none',
    change: ({ signing }) => (signing === null ? unsigned : `Read the signature from ${signing.header}.`),
  },
  {
    point: 'MAC',
    says: ({ signing }) =>
      signing === null ? 'none' : `HMAC-${signing.algorithm.toUpperCase()} in ${signing.encoding}`,
    change: ({ signing }) => (signing === null ? unsigned : 'Compute and compare it in that form, in constant time.'),
  },
  {
    point: 'signed string',
    says: ({ signing }) => signedString(signing),
    change: ({ signing }) =>
      signing === null ? unsigned : `Compute the MAC over ${signedString(signing)}, with the bytes as they came.`,
  },
  {
    point: 'key',
    says: ({ signing }) => keyOf(signing),
    change: ({ signing }) => (signing === null ? unsigned : `Use ${keyOf(signing)} as the key.`),
  },
  {
    point: 'several signatures',
    says: ({ signing }) => signing?.scheme ?? 'one bare MAC',
    change: ({ signing }) =>
      signing?.scheme == null
        ? 'Compare the one MAC there is.'
        : `Take any that is good under ${signing.scheme}, and ignore other schemes.`,
  },
  {
    point: 'two secrets',
    says: overlapOf,
    change: ({ signing }) =>
      signing === null
        ? unsigned
        : signing.overlap === 'both'
          ? 'During a rotation one of the signatures that fits your secret is enough.'
          : 'During a rotation try both secrets: only the newest signs.',
  },
  {
    point: 'tolerance',
    says: toleranceOf,
    change: ({ signing }) =>
      signing?.tolerance == null
        ? 'A replay cannot be told by its age: remember every event, whatever its age.'
        : `Refuse what was signed more than ${signing.tolerance} s ago or ahead.`,
  },
  {
    point: 'event id',
    says: ({ places }) => idOf(places),
    change: ({ places }) =>
      places.id === null
        ? 'Make a key for deduping out of what the body says: what it is about, its type, its time.'
        : `Dedupe by ${idOf(places)}.`,
  },
  {
    point: 'event type',
    says: ({ places }) => places.type ?? 'none',
    change: ({ places }) =>
      places.type === null ? 'The address tells what it is: no body does.' : `Read the type from ${places.type}.`,
  },
  { point: 'approval', says: ({ approval }) => approval, change: ({ approval }) => `Issue on ${approval} alone.` },
  {
    point: 'other outcomes',
    says: ({ events }) => othersOf(events),
    change: () => 'Acknowledge these, and issue nothing for them.',
  },
  {
    point: 'e-mail',
    says: ({ places }) => places.email ?? 'in no body',
    change: ({ places, subject }) =>
      places.email === null
        ? `Ask the provider’s API for the ${subject.kind} before you issue.`
        : `Read the e-mail from ${places.email}.`,
  },
  {
    point: 'level',
    says: ({ places }) => places.level ?? 'in no body',
    change: ({ places, subject }) =>
      places.level === null
        ? `Ask the provider’s API for the ${subject.kind}.`
        : `Read the level from ${places.level}.`,
  },
  {
    point: 'made at',
    says: ({ places }) => places.made ?? 'in no body',
    change: ({ places }) =>
      places.made === null ? 'Order events by what they say, not by a time.' : `Order events by ${places.made}.`,
  },
  {
    point: 'mode',
    says: ({ places }) => places.mode ?? 'in no body',
    change: ({ places }) =>
      places.mode === null
        ? 'Keep test and live apart by address and secret: no body tells them apart.'
        : `Do nothing for events whose ${places.mode} is not of your mode.`,
  },
  {
    point: 'time-out',
    says: ({ delivery }) => formatDuration(delivery.timeout),
    change: ({ delivery }) => `Answer within ${formatDuration(delivery.timeout)}.`,
  },
  {
    point: 'answers',
    says: answersOf,
    change: () => 'Answer what it takes for success, and never what ends the retries.',
  },
  { point: 'retries', says: retriesOf, change: () => 'Remember events at least as long as they can come again.' },
];

function signedString(signing: Behaviour['signing']): string {
  if (signing === null) return 'nothing';
  const material = { t: 0, id: '<id>', body: Buffer.from('<body>') };
  return signing.signed(material).toString('utf8').replace(/\b0\b/, '<t>');
}

/** What becomes of a secret that looks like one of this provider. */
function keyOf(signing: Behaviour['signing']): string {
  if (signing === null) return 'none';
  const secret = 'whsec_AAAABBBBCCCCDDDD';
  const key = Buffer.from(signing.key(secret));
  if (key.equals(Buffer.from(secret))) return 'the whole secret, as text';
  return key.equals(Buffer.from(secret.slice(6), 'base64'))
    ? 'the bytes that the secret is base64 of, after its prefix'
    : 'the secret in a form of its own';
}

function othersOf(events: Behaviour['events']): string {
  const outcomes = new Map<Outcome, string[]>();
  for (const { type, says } of events) {
    for (const outcome of says)
      if (outcome !== 'approved') outcomes.set(outcome, [...(outcomes.get(outcome) ?? []), type]);
  }
  return [...outcomes].map(([outcome, types]) => `${outcome}: ${types.join(', ')}`).join('; ') || 'none';
}
