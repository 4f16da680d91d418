// No credential ever makes a move that is not in the state table, whatever happens in whatever order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DoubleactError } from '../../../mocks/errors.ts';
import {
  type CredentialState,
  canMove,
  credentialStates,
  isDocumented,
  isTerminal,
} from '../../../mocks/issuer/credential.ts';
import { ada, createBench } from './bench.ts';

const people = [ada, 'bob@example.com'] as const;
const person = fc.constantFrom(...people);

const act = fc.oneof(
  fc.record({ do: fc.constant('issue' as const), who: person, onDuplicate: fc.constantFrom('ignore', 'revoke') }),
  fc.record({ do: fc.constant('advance' as const), ms: fc.integer({ min: 0, max: 8_000 }) }),
  fc.record({ do: fc.constant('poll' as const), nth: fc.nat(9), who: person }),
  fc.record({ do: fc.constant('move' as const), by: fc.constantFrom('confirm', 'revoke', 'expire'), nth: fc.nat(9) }),
  fc.record({ do: fc.constant('hold' as const), who: person }),
  fc.record({ do: fc.constant('letGo' as const), who: person }),
  fc.record({
    do: fc.constant('mood' as const),
    mood: fc.constantFrom('stuck-pending', 'committed-then-dropped', 'error-500', 'hash-unknown'),
    count: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({
    do: fc.constant('mood' as const),
    mood: fc.constantFrom('revoked-later', 'expired-later'),
    after: fc.constantFrom('0s', '2s', '5s'),
    applicant: person,
    for: fc.constant('4s'),
  }),
  fc.record({ do: fc.constant('clear' as const) }),
);

describe('the state table', () => {
  it('leads from WAIT_ONCHAIN to every state, and out of no terminal one', () => {
    const states = Object.keys(credentialStates) as CredentialState[];
    expect(states.filter(isDocumented)).toEqual(['WAIT_ONCHAIN', 'ONCHAIN']);
    expect(states.filter(isTerminal)).toEqual(['REMOVE', 'EXPIRE']);
    expect(states.filter((to) => canMove('WAIT_ONCHAIN', to))).toEqual(['ONCHAIN', 'WAIT_REMOVE', 'EXPIRE']);
    for (const from of states) expect(canMove(from, from)).toBe(false);
  });

  it('is kept in any order of calls, moods and time', async () => {
    const readings = fc.record({
      'revoke-pace': fc.constantFrom('immediate', 'delayed'),
      'ended-duplicate': fc.constantFrom('does-not-count', 'expired-counts'),
    });
    const onchain = fc.constantFrom({ after: 3_000 }, { polls: 2 }, 'never' as const);
    await fc.assert(
      fc.asyncProperty(readings, onchain, fc.array(act, { maxLength: 25 }), async (read, chain, acts) => {
        const programs = [{ name: 'kyc', schema: { fields: {} }, onchain: chain, expiresAfter: 20_000 }];
        const bench = createBench({ readings: read, programs, tokenNow: () => bench.clock.start });
        const { issuer, clock } = bench;
        const tokens = new Map<string, string>();
        for (const who of people) tokens.set(who, await bench.token(who));
        const nth = (at: number) => {
          const all = issuer.credentials();
          return all[at % Math.max(1, all.length)]?.hash ?? 'none';
        };

        for (const step of acts) {
          if (step.do === 'issue') {
            const { onDuplicate } = step;
            await bench.issue({ credentialSubject: {}, onDuplicate }, step.who, tokens.get(step.who));
          } else if (step.do === 'advance') await clock.advance(step.ms);
          else if (step.do === 'poll') await bench.status(nth(step.nth), step.who, tokens.get(step.who));
          else if (step.do === 'hold') issuer.hold(step.who);
          else if (step.do === 'letGo') issuer.letGo(step.who);
          else if (step.do === 'clear') issuer.clearMoods();
          else if (step.do === 'mood') {
            const { do: _do, ...wish } = step;
            issuer.setMood(wish);
          } else tryByHand(() => issuer[step.by](nth(step.nth)));
          for (const who of people) {
            expect(issuer.credentials({ applicant: who, live: true }).length).toBeLessThanOrEqual(1);
          }
        }
        await clock.runUntilIdle();
        followTheTable(bench);
      }),
      { numRuns: 100 },
    );
  });
});

/** Replays the journal: each move begins where the last one ended and is in the table. */
function followTheTable({ journal, issuer }: ReturnType<typeof createBench>): void {
  const states = new Map<string, string>();
  for (const entry of journal.entries({ kind: ['credential.issued', 'credential.moved'] })) {
    if (entry.kind === 'credential.issued') states.set(entry.hash, 'WAIT_ONCHAIN');
    if (entry.kind !== 'credential.moved') continue;
    expect(states.get(entry.hash)).toBe(entry.from);
    expect(canMove(entry.from as CredentialState, entry.to as CredentialState)).toBe(true);
    expect(entry.why).not.toBe('');
    states.set(entry.hash, entry.to);
  }
  expect(issuer.credentials().map(({ hash, state }) => [hash, state])).toEqual([...states]);
  expect(journal.entries({ kind: 'task.failed' })).toEqual([]);
}

function tryByHand(move: () => unknown): void {
  try {
    move();
  } catch (fault) {
    if (!(fault instanceof DoubleactError)) throw fault;
  }
}
