import { describe, expect, it } from 'vitest';
import { excuse, readBaseline, staleIn } from '../../harness/baseline.ts';
import { DoubleactError } from '../../mocks/errors.ts';

const known = ['dedupes', 'refuses-forgeries'];
const line = { check: 'dedupes', reason: 'redis comes in May', owner: 'ana', expires: '2026-12-31' };

describe('readBaseline', () => {
  it('reads a list of expected failures', () => {
    expect(readBaseline([line], 'baseline.yaml', known)).toEqual([line]);
    expect(readBaseline(null, 'baseline.yaml', known)).toEqual([]);
  });

  it.each([
    [
      [{ ...line, check: 'dedupe' }],
      'baseline.yaml[0].check: expected one of dedupes, refuses-forgeries, got "dedupe". Did you mean "dedupes"?',
    ],
    [
      [{ ...line, expires: '2026-02-30' }],
      'baseline.yaml[0].expires: expected a day such as "2026-12-31", got "2026-02-30".',
    ],
    [[line, line], 'baseline.yaml[1].check: expected each check once, got "dedupes" again.'],
    [
      [{ check: 'dedupes', owner: 'ana', expires: '2026-12-31' }],
      'baseline.yaml.0: expected the key "reason", got none.',
    ],
    [
      [{ ...line, expire: 'x' }],
      'baseline.yaml.0: expected only the keys check, reason, owner, expires, got "expire". Did you mean "expires"?',
    ],
  ])('refuses %j', (value, sentence) => {
    expect(sentenceOf(() => readBaseline(value, 'baseline.yaml', known))).toBe(sentence);
  });
});

describe('a baseline', () => {
  it('excuses what it lists, until the last day', () => {
    expect(excuse([line], 'dedupes', '2026-12-31')).toBe('redis comes in May (ana, until 2026-12-31)');
    expect(excuse([line], 'dedupes', '2027-01-01')).toBeNull();
    expect(excuse([line], 'refuses-forgeries', '2026-01-01')).toBeNull();
  });

  it('is stale where what it lists is met, or its day is over', () => {
    expect(staleIn([line], { dedupes: 'broken' }, '2026-06-01')).toEqual([]);
    expect(staleIn([line], { dedupes: 'idle' }, '2026-06-01')).toEqual([]);
    expect(staleIn([line], { dedupes: 'met' }, '2026-06-01')).toEqual([
      { check: 'dedupes', reason: 'it is listed as failing (ana) and is met: take it off' },
    ]);
    expect(staleIn([line], { dedupes: 'broken' }, '2027-01-01')).toEqual([
      { check: 'dedupes', reason: 'its excuse expired on 2026-12-31 (ana)' },
    ]);
  });
});

function sentenceOf(act: () => unknown): string {
  try {
    act();
  } catch (thrown) {
    if (thrown instanceof DoubleactError) return thrown.sentence;
  }
  return 'nothing was refused';
}
