// What `explain` and `providers diff` say of every provider there is.
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../mocks/duration.ts';
import { profileNamed, profiles } from '../../mocks/provider/profiles/index.ts';
import { differencesOf } from '../../src/providers/difference.ts';
import { drawLadder } from '../../src/providers/ladder.ts';
import { sheetOf } from '../../src/providers/sheet.ts';

const pairs = profiles.flatMap((one) => profiles.map((other) => [one.id, other.id] as const));
const named = (id: string) => profileNamed(id, 'test');

describe('the drawing of a ladder', () => {
  it('has a line an attempt, further to the right the later it comes', () => {
    expect(drawLadder([0, 5 * MINUTE, 2 * HOUR, 30 * HOUR])).toMatchInlineSnapshot(`
      " 1  at once  ●
       2  +5m      ··········●
       3  +2h      ·················●
       4  +1d6h    ·························●"
    `);
  });

  it('has one line where there is one attempt', () => {
    expect(drawLadder([0])).toBe(' 1  at once  ●');
  });
});

describe('what is said of a provider', () => {
  it.each(profiles.map(({ id }) => id))('%s: leaves nothing open', (id) => {
    const { pairs: said, headers, events, assumptions } = sheetOf(named(id));
    for (const [what, says] of [...said, ...events, ...assumptions]) expect([what, says.trim()]).not.toContain('');
    expect(headers.length).toBeGreaterThan(0);
    expect(said.map(([what]) => what)).toEqual(
      expect.arrayContaining(['signed string', 'ladder', 'answers', 'time-out']),
    );
  });

  it('is asked of the reading that is wished', () => {
    const says = (wish: string) => new Map(sheetOf(named('persona'), { 'success-set': wish }).pairs).get('answers');
    expect(says('four')).toBe('200–202, 204 delivered; everything else and silence is retried');
    expect(says('any-2xx')).toBe('200–299 delivered; everything else and silence is retried');
  });
});

describe('what a receiver must change', () => {
  it.each(pairs.filter(([one, other]) => one === other))('from %s to %s is nothing', (one, other) => {
    expect(differencesOf(named(one), named(other))).toEqual([]);
  });

  it.each(pairs.filter(([one, other]) => one !== other))('from %s to %s is said point by point', (one, other) => {
    const differences = differencesOf(named(one), named(other));
    expect(differences.map(({ point }) => point)).toContain('path');
    for (const each of differences) expect(Object.values(each)).not.toContain('');
    const back = differencesOf(named(other), named(one));
    expect(back.map(({ point, from, to }) => [point, to, from])).toEqual(
      differences.map(({ point, from, to }) => [point, from, to]),
    );
  });

  it('tells how a signature is read there', () => {
    const changes = new Map(
      differencesOf(named('kyve'), named('standard-webhooks')).map((each) => [each.point, each.change]),
    );
    expect(changes.get('signed string')).toBe('Compute the MAC over <id>.<t>.<body>, with the bytes as they came.');
    expect(changes.get('key')).toBe('Use the bytes that the secret is base64 of, after its prefix as the key.');
    expect(changes.get('event id')).toBe('Dedupe by header webhook-id.');
  });
});
