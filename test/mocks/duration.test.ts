import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, formatDuration, HOUR, MINUTE, parseDuration, SECOND } from '../../mocks/duration.ts';

describe('a duration', () => {
  it.each([
    ['250ms', 250],
    ['5m', 5 * MINUTE],
    ['5 m', 5 * MINUTE],
    ['1h30m', HOUR + 30 * MINUTE],
    ['1h 30m', HOUR + 30 * MINUTE],
    ['1.5h', HOUR + 30 * MINUTE],
    ['2d', 2 * DAY],
    ['0s', 0],
    ['21h50m', 21 * HOUR + 50 * MINUTE],
  ])('reads %j', (text, ms) => {
    expect(parseDuration(text, 'step 1')).toBe(ms);
  });

  it.each([
    '',
    '5',
    5,
    '-5m',
    'm',
    '5 minutes',
    '5M',
    '1e3s',
    '5m!',
    null,
    undefined,
    {},
    ['5m'],
    `${'9'.repeat(20)}d`,
  ])('refuses %j', (text) => {
    expect(() => parseDuration(text, 'step 1')).toThrow(/^step 1: expected a duration with its unit/);
  });

  it('says what it got and which units there are', () => {
    expect(() => parseDuration(90, 'step 1.for')).toThrow(
      expect.objectContaining({ code: 'bad-duration', message: expect.stringMatching(/, got 90$/) }),
    );
  });

  it.each([
    [0, '0s'],
    [1, '1ms'],
    [SECOND, '1s'],
    [21 * HOUR + 50 * MINUTE, '21h50m'],
    [DAY + 1, '1d1ms'],
    [-5 * MINUTE, '-5m'],
  ])('of %d ms is written %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('survives being written and read', () => {
    fc.assert(
      fc.property(fc.nat({ max: 100 * 365 * DAY }), (ms) => {
        expect(parseDuration(formatDuration(ms), 'here')).toBe(ms);
      }),
    );
  });

  it('is at most a hundred years: no date holds much more', () => {
    expect(parseDuration('36500d', 'here')).toBe(36_500 * DAY);
    expect(() => parseDuration('200000000d', 'here')).toThrow('here: expected a duration with its unit');
  });
});
