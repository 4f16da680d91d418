// issuer: set a mood of the issuer, end moods, or move a person's newest credential by hand.
import { DoubleactError } from '../../mocks/errors.ts';
import { moodKinds, toMood } from '../../mocks/issuer/moods.ts';
import type { JsonObject } from '../../mocks/json.ts';
import type { Sandbox } from '../../mocks/sandbox.ts';
import {
  durationText,
  integer,
  literal,
  minValue,
  number,
  optional,
  picklist,
  pipe,
  strictObject,
  union,
} from '../schema.ts';
import { defineStep } from '../step.ts';
import { applicant, nameOf } from './fields.ts';

const moodName = picklist(Object.keys(moodKinds), 'unknown-mood');

/** A mood with what it may be told; which mood takes what, the issuer knows. */
const mood = strictObject({
  mood: moodName,
  applicant: optional(applicant),
  on: optional(picklist(['issue', 'status'])),
  count: optional(pipe(number(), integer(), minValue(1))),
  for: optional(durationText()),
  after: optional(durationText()),
  delay: optional(durationText()),
  retryAfter: optional(durationText()),
  polls: optional(pipe(number(), integer(), minValue(1))),
});

type Move = 'hold' | 'let-go' | 'confirm' | 'revoke' | 'expire';

export const issuer = defineStep({
  verb: 'issuer',
  tells:
    'The issuer falls into a mood (for everyone or one applicant, for a count or a span), calms down, or moves a credential.',
  schema: union([
    literal('calm'),
    moodName,
    strictObject({ credential: picklist(['hold', 'let-go', 'confirm', 'revoke', 'expire']), applicant }),
    strictObject({ calm: union([applicant]) }),
    mood,
  ]),
  examples: [
    'rate-limited-429',
    { mood: 'committed-then-dropped', applicant: 'ana', count: 1 },
    { mood: 'stuck-pending', for: '10m' },
    'calm',
    { credential: 'revoke', applicant: 'ana' },
  ],
  people: 'prepares',
  check(input) {
    if (typeof input === 'string' || !('mood' in input)) return;
    const { applicant: _whose, ...wish } = input;
    toMood(wish);
  },
  tell(input) {
    if (input === 'calm') return 'the issuer calms down';
    if (typeof input === 'string') return `the issuer's mood is ${input}`;
    if ('credential' in input) return `${input.credential} the credential of ${nameOf(input.applicant)}`;
    if ('calm' in input) return `the issuer calms down towards ${nameOf(input.calm)}`;
    return `the issuer's mood is ${input.mood}${input.applicant === undefined ? '' : ` towards ${nameOf(input.applicant)}`}`;
  },
  run(input, { sandbox }) {
    const email = (who: Parameters<typeof nameOf>[0]) =>
      who === undefined ? undefined : sandbox.provider.subjects.applicant(who as string).email;
    if (input === 'calm') return { ended: sandbox.issuer.clearMoods() };
    if (typeof input === 'object' && 'credential' in input) {
      return move(sandbox, input.credential, email(input.applicant) as string);
    }
    if (typeof input === 'object' && 'calm' in input) return { ended: sandbox.issuer.clearMoods(email(input.calm)) };
    const { mood: name, applicant: who, ...parameters } = typeof input === 'string' ? { mood: input } : input;
    const set = sandbox.issuer.setMood({
      ...parameters,
      mood: name,
      ...(who !== undefined && { applicant: email(who) }),
    });
    return { ...set } as unknown as JsonObject;
  },
});

function move({ issuer: side }: Sandbox, what: Move, email: string): JsonObject {
  if (what === 'hold') side.hold(email);
  else if (what === 'let-go') side.letGo(email);
  else {
    const newest = side.credentials({ applicant: email }).at(-1);
    if (newest === undefined) {
      throw new DoubleactError('not-found', {
        where: `issuer.credential ${what}`,
        expected: `a credential of ${email}`,
        got: 'none',
      });
    }
    side[what](newest.hash);
  }
  return {
    applicant: email,
    credentials: side.credentials({ applicant: email }).map(({ hash, state }) => ({ hash, state })),
  };
}
