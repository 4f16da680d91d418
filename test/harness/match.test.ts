import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complaintAbout, match, tellDifferences } from '../../harness/match.ts';
import type { Json } from '../../mocks/json.ts';

const tell = (matcher: Json, value: unknown) => tellDifferences(match(matcher, value));
const operators = ['matches', 'atLeast', 'atMost', 'oneOf', 'absent'];
/** Any JSON whose objects have no key that is an operator. */
const plainJson = fc
  .jsonValue()
  .filter((value) => !operators.some((name) => JSON.stringify(value).includes(`"${name}"`))) as fc.Arbitrary<Json>;

describe('a matcher', () => {
  it('takes what is equal, whatever it is', () => {
    fc.assert(fc.property(plainJson, (value) => match(value, structuredClone(value)).length === 0));
  });

  it('asks nothing about keys that it does not name', () => {
    const objects = fc.dictionary(fc.string({ minLength: 1 }), fc.integer());
    fc.assert(fc.property(objects, objects, (asked, more) => match(asked as Json, { ...more, ...asked }).length === 0));
  });

  it('says the same of the same, and leaves both as they were', () => {
    fc.assert(
      fc.property(plainJson, plainJson, (matcher, value) => {
        const before = JSON.stringify([matcher, value]);
        expect(match(matcher, value)).toEqual(match(matcher, value));
        expect(JSON.stringify([matcher, value])).toBe(before);
      }),
    );
  });

  it.each<readonly [matcher: Json, value: unknown, said: string]>([
    ['ana', 'ben', 'expected "ana", got "ben"'],
    ['an', 'ana', 'expected "an", got "ana"'],
    [{ matches: '^an' }, 'ben', 'expected text that matches /^an/, got "ben"'],
    [200, 503, 'expected 200, got 503'],
    [200, '200', 'expected 200, got "200"'],
    [{ atLeast: 200, atMost: 299 }, 503, 'expected at most 299, got 503'],
    [{ atMost: '10s' }, 10_001, 'expected at most 10s, got 10001'],
    [[], ['x'], 'expected [], got ["x"]'],
    [[1, 2], [1, 3], '[1]: expected 2, got 3'],
    [{ a: { b: 1 }, c: true }, { a: { b: 2 } }, 'a.b: expected 1, got 2; c: expected true, got nothing'],
    [{ oneOf: [401, 403] }, 500, 'expected one of 401, 403, got 500'],
    [{ absent: true }, 'here', 'expected nothing, got "here"'],
    [{ absent: false }, undefined, 'expected something, got nothing'],
    [null, 0, 'expected null, got 0'],
  ])('%j against %j', (matcher, value, said) => {
    expect(tell(matcher, value)).toBe(said);
  });

  it.each<readonly [matcher: Json, value: unknown]>([
    [{ matches: '^an' }, 'ana'],
    [{ atLeast: 200, atMost: 299 }, 200],
    [{ atMost: '10s' }, 10_000],
    [[], []],
    [{ a: [{ b: 1 }] }, { a: [{ b: 1, c: 2 }], d: 3 }],
    [{ oneOf: ['x', { atLeast: 3 }] }, 4],
    [{ absent: true }, undefined],
    [{}, { anything: 1 }],
  ])('%j takes %j', (matcher, value) => {
    expect(match(matcher, value)).toEqual([]);
  });

  it('tells what may still come from what no waiting mends', () => {
    const kinds = (matcher: Json, value: unknown) => match(matcher, value).map(({ kind }) => kind);
    expect(kinds({ a: 1 }, {})).toEqual(['missing']);
    expect(kinds({ a: 1 }, { a: null })).toEqual(['missing']);
    expect(kinds({ a: 1 }, { a: 2 })).toEqual(['other']);
    expect(kinds({ a: 1 }, { a: 'one' })).toEqual(['type']);
    expect(kinds({ a: { atLeast: 1 } }, { a: 'one' })).toEqual(['type']);
  });

  it.each<readonly [matcher: Json, path: string, expected: string]>([
    [{ a: { matches: '(' } }, 'a.matches', 'a regular expression as text'],
    [{ took: { atMost: '10' } }, 'took.atMost', 'a number, or a duration with its unit such as "10s"'],
    [{ oneOf: [] }, 'oneOf', 'a list of at least one'],
    [[{ absent: 'yes' }], '0.absent', 'true or false'],
    [
      { matches: 'x', other: 1 },
      'other',
      'only the operators matches, atLeast, atMost, oneOf, absent, or only keys of the value',
    ],
  ])('%j is itself wrong', (matcher, path, expected) => {
    expect(complaintAbout(matcher)).toMatchObject({ path: path.split('.'), expected });
  });

  it('is right as long as no operator is in it', () => {
    fc.assert(fc.property(plainJson, (matcher) => complaintAbout(matcher) === null));
  });
});
