// Everything about a provider that its receivers must know, as pairs of a word and what there is to say: for `explain` and
// the docs. Everything in it is asked of the profile as it is read, so that it cannot tell anything else than it does.
import { chooseReadings, type Readings } from '../../mocks/assumption.ts';
import { formatDuration } from '../../mocks/duration.ts';
import { planAttempt, toSigned } from '../../mocks/provider/attempt.ts';
import { ladderOf } from '../../mocks/provider/delivery.ts';
import type { Behaviour, Places, Profile } from '../../mocks/provider/profile.ts';
import { createRandom } from '../../mocks/random.ts';
import { drawLadder } from './ladder.ts';

export type Pair = readonly [string, string];

export interface Sheet {
  readonly pairs: readonly Pair[];
  /** The headers of an attempt, as they would be sent. */
  readonly headers: readonly string[];
  readonly events: readonly Pair[];
  readonly assumptions: readonly Pair[];
}

export function sheetOf(profile: Profile, wishes: Readings = {}): Sheet {
  const behaviour = profile.under(chooseReadings(profile.assumes, wishes, profile.id));
  const { delivery, places, subject, events } = behaviour;
  const { headers, signed } = sample(behaviour);
  return {
    pairs: [
      ['path', behaviour.path],
      ['signature', signatureOf(behaviour)],
      ['signed string', signed ?? 'nothing is signed'],
      ['tolerance', toleranceOf(behaviour)],
      ['two secrets', overlapOf(behaviour)],
      ['event id', idOf(places)],
      ['event type', places.type ?? 'no body says it'],
      ['mode', places.mode ?? 'no body says whether it is live'],
      ['e-mail', places.email ?? `no body says it: ask the API for the ${subject.kind}`],
      ['level', places.level ?? `no body says it: ask the API for the ${subject.kind}`],
      ['approval', behaviour.approval],
      ['time-out', formatDuration(delivery.timeout)],
      ['answers', answersOf(behaviour)],
      ['retries', retriesOf(behaviour)],
      ['ladder', drawLadder(ladderOf(delivery))],
      ...(delivery.exceptions ?? []).map(
        ({ types, retries }) =>
          ['other ladder', `${retries.map(formatDuration).join(' ')} for ${types.join(', ')}`] as const,
      ),
    ],
    headers,
    events: events.map(({ type, tells, says, documented }) => [
      type,
      `${says.join(', ')}: ${tells}${documented ? '' : ' (in no document)'}`,
    ]),
    assumptions: profile.assumes.map(({ id, about, readings, chosen, free }) => [
      id,
      [
        about,
        ...Object.entries(readings).map(
          ([reading, does]) => `  ${reading}${reading === chosen ? ' (default)' : ''}: ${does}`,
        ),
        ...(free === undefined ? [] : [`  or anything like ${free.source}`]),
      ].join('\n'),
    ]),
  };
}

export function signatureOf({ signing }: Pick<Behaviour, 'signing'>): string {
  if (signing === null) return 'none';
  const { header, algorithm, encoding, scheme } = signing;
  return `${header}, HMAC-${algorithm.toUpperCase()} in ${encoding}${scheme === null ? '' : `, under ${scheme}`}`;
}

export function toleranceOf({ signing }: Pick<Behaviour, 'signing'>): string {
  const tolerance = signing?.tolerance ?? null;
  return tolerance === null ? 'no time is signed' : `${tolerance} s`;
}

export function overlapOf({ signing }: Pick<Behaviour, 'signing'>): string {
  if (signing === null) return 'there are no secrets';
  return signing.overlap === 'both' ? 'both sign while both are good' : 'the newest alone signs';
}

export function idOf({ id }: Places): string {
  if (id === null) return 'none';
  return 'body' in id ? id.body : `header ${id.header}`;
}

/** Each kind of verdict with the answers that it is for: `200–299 delivered, 410 disables the endpoint, the rest retried`. */
export function answersOf({ delivery }: Pick<Behaviour, 'delivery'>): string {
  const words = { delivered: 'delivered', rejected: 'ends it', disable: 'disables the endpoint' } as const;
  const told = Object.entries(words).flatMap(([verdict, word]) => {
    const statuses = Array.from({ length: 400 }, (_each, index) => 200 + index);
    const ranges = rangesOf(statuses.filter((status) => delivery.verdict(status) === verdict));
    return ranges === '' ? [] : [`${ranges} ${word}`];
  });
  return `${told.join('; ')}; everything else and silence is retried`;
}

export function retriesOf({ delivery }: Pick<Behaviour, 'delivery'>): string {
  const count = delivery.retries.length;
  const last = ladderOf(delivery).at(-1) ?? 0;
  return [
    count === 0 ? 'none' : `${count}, the last ${formatDuration(last)} after the first attempt`,
    ...(delivery.heedsRetryAfter === true ? ['Retry-After puts one off'] : []),
    ...(delivery.endsWhenDisabled === true ? ['none to an endpoint that is disabled'] : []),
    delivery.resendCloses ? 'a resend by hand that succeeds ends them' : 'a resend by hand ends none',
  ].join('; ');
}

function rangesOf(statuses: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const status of statuses) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === status - 1) last[1] = status;
    else ranges.push([status, status]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}

/** An attempt as it would go out on the first of January 2026. */
function sample(behaviour: Behaviour): { readonly headers: readonly string[]; readonly signed: string | null } {
  const random = createRandom(1);
  const signAt = Date.UTC(2026, 0, 1);
  const event = {
    id: behaviour.eventId(random, signAt, 'sample'),
    type: behaviour.approval,
    outcome: 'approved',
    created: signAt,
    livemode: false,
    subject: null,
    applicant: '',
    body: '{}',
  } as const;
  const { headers, signature } = planAttempt({
    behaviour,
    event,
    good: [behaviour.secret(random, 'sample')],
    retired: [],
    foreign: '',
    attempt: {
      number: 1,
      left: behaviour.delivery.retries.length,
      firstAt: signAt,
      key: behaviour.keys(random)[0]?.value ?? '',
    },
    signAt,
    flaws: [],
  });
  return { headers: Object.entries(headers).map(([name, value]) => `${name}: ${value}`), signed: toSigned(signature) };
}
