import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alphabets, createRandom, freshSeed, type Key, type Random } from '../../mocks/random.ts';

const key = fc.array(fc.oneof(fc.string(), fc.integer()), { minLength: 1, maxLength: 3 });
const seed = fc.nat();

/** Every kind of draw under one key. */
function draws(random: Random, ...name: Key) {
  return {
    bytes: random.bytes(...name).toString('hex'),
    between: random.between(0, 2 ** 40, ...name),
    pick: random.pick([...alphabets.base62], ...name),
    text: random.text(50, alphabets.base58, ...name),
    uuid: random.uuid(...name),
    ulid: random.ulid(1_700_000_000_000, ...name),
  };
}

describe('a draw', () => {
  it('is the same for the same seed and key, in whatever order draws are made', () => {
    fc.assert(
      fc.property(
        seed,
        fc.uniqueArray(key, { minLength: 2, maxLength: 5, selector: (each) => JSON.stringify(each) }),
        (n, keys) => {
          const one = createRandom(n);
          const other = createRandom(n);
          const forth = keys.map((each) => draws(one, ...each));
          const back = keys.toReversed().map((each) => draws(other, ...each));
          expect(back.reverse()).toEqual(forth);
          expect(new Set(forth.map(({ uuid }) => uuid)).size).toBe(keys.length);
        },
      ),
    );
  });

  it('is the digest of seed, scenario and key as a JSON list, whatever stands in them', () => {
    fc.assert(
      fc.property(seed, fc.string(), key, (n, scenario, name) => {
        const list = JSON.stringify([n, scenario, ...name]);
        expect(createRandom(n, scenario).hex(...name)).toBe(createHash('sha256').update(list).digest('hex'));
      }),
    );
  });

  it('is another one under another key, seed or scenario', () => {
    const texts = [
      createRandom(1).text(20, alphabets.hex, 'a'),
      createRandom(1).text(20, alphabets.hex, 'b'),
      createRandom(1).text(20, alphabets.hex, 'a', 1),
      createRandom(2).text(20, alphabets.hex, 'a'),
      createRandom(1, 'other').text(20, alphabets.hex, 'a'),
    ];
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('does not change from one release to the next', () => {
    expect({
      ...draws(createRandom(42), 'known', 1),
      person: createRandom(42).person('known', 1),
    }).toMatchInlineSnapshot(`
      {
        "between": 822260012915,
        "bytes": "ddbf72841850fa47e958ec90b0286f5e08370e8ea5b81e317dabd9d9f6cdf113",
        "person": {
          "email": "yasmeen.ward.1cc2sj@example.com",
          "name": "Yasmeen Ward",
        },
        "pick": "S",
        "text": "kw5f7LMuEQbjcnw752KNMxcDn7nd1s84sCD5uikdqih54u7uPC",
        "ulid": "01HF7YAT00S4R60K227ZG4XVG0",
        "uuid": "ddbf7284-1850-4a47-a958-ec90b0286f5e",
      }
    `);
  });

  it('keeps within its bounds and its alphabet', () => {
    fc.assert(
      fc.property(
        seed,
        key,
        fc.integer({ min: -1000, max: 1000 }),
        fc.nat(1000),
        fc.nat(200),
        (n, name, min, more, length) => {
          const random = createRandom(n);
          const drawn = random.between(min, min + more, ...name);
          expect(drawn >= min && drawn <= min + more).toBe(true);
          expect(random.text(length, alphabets.crockford, ...name)).toMatch(
            new RegExp(`^[${alphabets.crockford}]{${length}}$`),
          );
          expect(random.pick(['a', 'b'], ...name)).toMatch(/^[ab]$/);
        },
      ),
    );
  });
});

describe('ids', () => {
  it('uuids have the shape of version 4', () => {
    fc.assert(
      fc.property(seed, key, (n, name) => {
        expect(createRandom(n).uuid(...name)).toMatch(
          /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
        );
      }),
    );
  });

  it('ulids sort by time', () => {
    const time = fc.nat({ max: 2 ** 48 - 1 });
    fc.assert(
      fc.property(time, time, key, key, (one, other, oneKey, otherKey) => {
        const random = createRandom(1);
        const [a, b] = [random.ulid(one, ...oneKey), random.ulid(other, ...otherKey)];
        expect(a).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
        if (one !== other) expect(a < b).toBe(one < other);
      }),
    );
  });

  it('ulids carry the time of the specification’s example', () => {
    // https://github.com/ulid/spec: ulid(1469918176385) begins with 01ARYZ6S41.
    expect(createRandom(1).ulid(1_469_918_176_385, 'x').slice(0, 10)).toBe('01ARYZ6S41');
  });

  it('turns count each name for itself', () => {
    const random = createRandom(1);
    expect([random.turn('a'), random.turn('a'), random.turn('b'), random.turn('a', 1), random.turn('a')]).toEqual([
      1, 2, 1, 1, 3,
    ]);
  });
});

describe('people', () => {
  it('are 10,000 different ones under 10,000 keys, whom no mail can reach', () => {
    const random = createRandom(7);
    const emails = new Set<string>();
    for (let n = 0; n < 10_000; n++) {
      const { name, email } = random.person('person', n);
      if (!/^[a-z.]+\.[0-9a-z]{6}@example\.com$/.test(email) || !name.includes(' ')) expect.fail(`${name} ${email}`);
      emails.add(email);
    }
    expect(emails.size).toBe(10_000);
  });

  it('are the same whoever else was drawn before', () => {
    const alone = createRandom(7).person('ada');
    const random = createRandom(7);
    random.person('bob');
    expect(random.person('ada')).toEqual(alone);
  });
});

it('a fresh seed is a whole number that a user can type again', () => {
  for (let n = 0; n < 100; n++) {
    const drawn = freshSeed();
    expect(Number.isInteger(drawn) && drawn >= 0 && drawn < 2 ** 31).toBe(true);
  }
});
