import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answer, ladderOf, nextAfter, rulesFor } from '../../../mocks/provider/delivery.ts';
import type { DeliveryRules } from '../../../mocks/provider/profile.ts';

const rules: DeliveryRules = {
  timeout: 10_000,
  first: [1000, 2000],
  retries: [60_000, 300_000, 1_800_000],
  verdict: (status) => (status < 300 ? 'delivered' : status === 410 ? 'rejected' : 'retry'),
  resendCloses: true,
};

describe('what becomes of a delivery', () => {
  it.each([
    ['a success closes it', 1, { status: 204 }, { close: 'delivered' }],
    ['a success closes it after retries too', 4, { status: 200 }, { close: 'delivered' }],
    ['an answer that refuses for good closes it', 1, { status: 410 }, { close: 'rejected' }],
    ['a failure is retried after the first wait', 1, { status: 500 }, { retry: { after: 60_000 } }],
    ['a redirect is no success', 1, { status: 302 }, { retry: { after: 60_000 } }],
    ['the second failure waits longer', 2, { status: 500 }, { retry: { after: 300_000 } }],
    ['a time-out adds how long it took', 2, { silence: 'timeout' }, { retry: { after: 310_000 } }],
    ['a refused connection took no time', 2, { silence: 'connection' }, { retry: { after: 300_000 } }],
    ['a broken connection took no time', 3, { silence: 'reset' }, { retry: { after: 1_800_000 } }],
    ['an outage took no time', 1, { silence: 'outage' }, { retry: { after: 60_000 } }],
    ['after the last retry it has failed', 4, { status: 500 }, { close: 'failed' }],
    ['after the last retry silence is a failure too', 4, { silence: 'timeout' }, { close: 'failed' }],
  ] as const)('%s', (_name, attempt, answer, expected) => {
    expect(nextAfter(rules, attempt, answer)).toEqual(expected);
  });
});

describe('what a provider may add', () => {
  const heeding: DeliveryRules = { ...rules, heedsRetryAfter: true };

  it.each([
    ['a longer Retry-After puts the retry off', heeding, { status: 503, retryAfter: 90_000 }, 90_000],
    ['a shorter one does not hasten it', heeding, { status: 503, retryAfter: 1000 }, 60_000],
    ['one that is not heeded changes nothing', rules, { status: 503, retryAfter: 90_000 }, 60_000],
  ] as const)('%s', (_name, each, answer, after) => {
    expect(nextAfter(each, 1, answer)).toEqual({ retry: { after } });
  });

  it('an answer that disables the endpoint closes the delivery', () => {
    const disabling: DeliveryRules = { ...rules, verdict: () => 'disable' };
    expect(nextAfter(disabling, 1, { status: 410 })).toEqual({ close: 'rejected', disables: true });
  });

  it('some types of events have a ladder of their own', () => {
    const parted: DeliveryRules = { ...rules, exceptions: [{ types: ['action.reviewed'], retries: [30_000, 30_000] }] };
    expect(ladderOf(rulesFor(parted, 'action.reviewed'))).toEqual([0, 30_000, 60_000]);
    expect(ladderOf(rulesFor(parted, 'run.completed'))).toEqual(ladderOf(rules));
  });
});

describe('the ladder', () => {
  const anyRules = fc
    .record({
      timeout: fc.integer({ min: 1, max: 60_000 }),
      retries: fc.array(fc.integer({ min: 1, max: 86_400_000 }), { maxLength: 12 }),
      delivered: fc.uniqueArray(fc.integer({ min: 200, max: 299 })),
      rejected: fc.uniqueArray(fc.integer({ min: 400, max: 499 })),
    })
    .map(
      ({ timeout, retries, delivered, rejected }): DeliveryRules => ({
        ...rules,
        timeout,
        retries,
        verdict: (status) =>
          delivered.includes(status) ? 'delivered' : rejected.includes(status) ? 'rejected' : 'retry',
      }),
    );
  const answer: fc.Arbitrary<Answer> = fc.oneof(
    fc.record({ status: fc.integer({ min: 200, max: 599 }) }),
    fc.record({ silence: fc.constantFrom('timeout', 'connection', 'reset', 'outage') }),
  );

  it('climbs, has one attempt more than retries, and a time-out stretches every rung', () => {
    expect(ladderOf(rules)).toEqual([0, 60_000, 360_000, 2_160_000]);
    expect(ladderOf(rules, { silence: 'timeout' })).toEqual([0, 70_000, 380_000, 2_190_000]);
    expect(ladderOf({ ...rules, retries: [] })).toEqual([0]);
  });

  it('begins at 0, strictly increases, and never has more than one attempt and its retries', () => {
    fc.assert(
      fc.property(anyRules, answer, (each, given) => {
        const times = ladderOf(each, given);
        expect(times[0]).toBe(0);
        expect(times.length).toBeLessThanOrEqual(1 + each.retries.length);
        expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
      }),
    );
  });

  it('has all its rungs when everything fails, and one when the first answer closes', () => {
    fc.assert(
      fc.property(anyRules, answer, (each, given) => {
        const closes = 'status' in given && each.verdict(given.status) !== 'retry';
        expect(ladderOf(each, given)).toHaveLength(closes ? 1 : 1 + each.retries.length);
      }),
    );
  });

  it('with time-outs is later by one time-out a rung', () => {
    fc.assert(
      fc.property(anyRules, (each) => {
        const silent = ladderOf(each, { silence: 'timeout' });
        expect(silent).toEqual(ladderOf(each, { silence: 'reset' }).map((time, rung) => time + rung * each.timeout));
      }),
    );
  });

  it('stops at the first answer that closes, whatever came before', () => {
    fc.assert(
      fc.property(anyRules, fc.array(answer, { minLength: 1, maxLength: 20 }), (each, answers) => {
        const ends = answers.map((given, index) => nextAfter(each, index + 1, given));
        const close = ends.findIndex((end) => 'close' in end);
        const closer = answers.findIndex((given) => 'status' in given && each.verdict(given.status) !== 'retry');
        const last = closer < 0 ? each.retries.length : Math.min(closer, each.retries.length);
        expect(close).toBe(last < answers.length ? last : -1);
      }),
    );
  });
});
