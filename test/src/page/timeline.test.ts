// Where things stand in the timeline.
import { describe, expect, it } from 'vitest';
import { layOut } from '../../../src/page/timeline-layout.ts';
import { ticksOf, whole, zoomed } from '../../../src/page/timeline-scale.ts';
import { createWorld } from '../../../src/page/world.ts';
import { makeResult } from '../../fixtures/result.ts';

const world = createWorld(makeResult().scenarios[0]?.entries);
const seen = new Set(world.entries.map(({ seq }) => seq));
const layout = layOut({ world, seen, coming: new Map([['dlv_1', [{ at: 305_000, manual: false }]]]), nameOf: String });

describe('the timeline', () => {
  it('has what came in above, what went out below, and what is to come', () => {
    expect(layout.marks.map(({ at, lane, shape, title }) => ({ at, lane, shape, title }))).toEqual([
      { at: 5000, lane: 'in', shape: 'dot', title: 'run.completed, attempt 1: 200' },
      { at: 305_000, lane: 'in', shape: 'ghost', title: 'run.completed: attempt to come' },
      { at: 5000, lane: 'out', shape: 'dot', title: 'POST /v1/credentials/issue-on-behalf: 201' },
    ]);
    expect(layout.bars.find(({ look }) => look === 'band')).toMatchObject({ from: 5000, to: null, tone: 'warn' });
    expect(layout.end).toBe(305_000);
  });

  it('shows only what is to be seen', () => {
    const { marks } = layOut({ world, seen: new Set(), coming: new Map(), nameOf: String });
    expect(marks).toEqual([]);
  });

  it('keeps the moment under the pointer where it is, however near one goes', () => {
    const near = zoomed({ from: 0, to: 1000 }, 0.5, 250);
    expect(near).toEqual({ from: 125, to: 625 });
  });

  it('has ticks at round moments only', () => {
    expect(ticksOf(whole(86_400_000), 1000)).toEqual(
      [0, 3, 6, 9, 12, 15, 18, 21, 24].map((hours) => hours * 3_600_000),
    );
  });
});
