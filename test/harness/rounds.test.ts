import { describe, expect, it } from 'vitest';
import { roundsOf } from '../../harness/rounds.ts';
import type { Scenario, ScenarioStep } from '../../harness/scenario.ts';

const scenario = (id: string, ...steps: ScenarioStep[]): Scenario => ({ id, title: id, steps });
const plain = scenario('plain', { emit: { outcome: 'approved', applicant: 'ana' } });
const rotating = scenario('rotating', { 'rotate-secret': {} });
const restarting = scenario('restarting', { restart: {} });
const again = { ...scenario('again'), needs: ['restart'] as const };
const slow = scenario('slow', { issuer: { mood: 'rate-limited-429', retryAfter: '2s' } });

describe('rounds', () => {
  it('are restarts first, everything else side by side, rotations last', () => {
    const rounds = roundsOf([plain, rotating, restarting, slow]);
    expect(rounds.map(({ scenarios }) => scenarios.map(({ id }) => id))).toEqual([
      ['restarting'],
      ['slow', 'plain'],
      ['rotating'],
    ]);
    expect(rounds.some(({ wantsRest }) => wantsRest)).toBe(false);
  });

  it('begin with what keeps the receiver waiting for longest', () => {
    const approve = { emit: { outcome: 'approved', applicant: 'ana' } };
    const twice = scenario('twice', approve, { advance: '1m' }, approve, { advance: '1m' });
    const once = scenario('once', approve, approve, { advance: '1m' }, { advance: '1m' });
    const held = scenario('held', approve, { await: { kind: 'call.received', count: { atLeast: 4 }, within: '30s' } });
    const [together] = roundsOf([plain, once, held, twice, slow]);
    // First the wait that no receiver can shorten.
    expect(together?.scenarios.map(({ id }) => id)).toEqual(['slow', 'held', 'twice', 'once', 'plain']);
  });

  it('rest before a restart that could cut off what is under way', () => {
    expect(roundsOf([restarting, again]).map(({ wantsRest }) => wantsRest)).toEqual([false, true]);
  });

  it('are none where nothing is played', () => {
    expect(roundsOf([])).toEqual([]);
  });
});
