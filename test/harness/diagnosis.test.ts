import { describe, expect, it } from 'vitest';
import { compareMatrices, nearestFault, type Rows } from '../../harness/diagnosis.ts';

const rows: Rows = {
  none: { 'refuses-forgeries': 'met', dedupes: 'met', 'issues-once': 'met' },
  'no-verification': { 'refuses-forgeries': 'broken', dedupes: 'met', 'issues-once': 'met' },
  'no-dedupe': { 'refuses-forgeries': 'met', dedupes: 'broken', 'issues-once': 'broken' },
  'marks-after-the-work': { 'refuses-forgeries': 'met', dedupes: 'met', 'issues-once': 'broken' },
};

describe('nearestFault', () => {
  it('finds the fault that breaks exactly these', () => {
    expect(nearestFault({ 'refuses-forgeries': 'met', dedupes: 'broken', 'issues-once': 'broken' }, rows)).toBe(
      'no-dedupe',
    );
    expect(nearestFault({ 'refuses-forgeries': 'met', dedupes: 'met', 'issues-once': 'broken' }, rows)).toBe(
      'marks-after-the-work',
    );
  });

  it('finds nothing where nothing broke', () => {
    expect(nearestFault({ 'refuses-forgeries': 'met', dedupes: 'idle' }, rows)).toBeNull();
    expect(nearestFault({ dedupes: 'broken' }, {})).toBeNull();
  });

  it('finds each of two faults by the checks that it breaks', () => {
    const both = { 'refuses-forgeries': 'broken', dedupes: 'met', 'issues-once': 'broken' } as const;
    expect(nearestFault(both, rows, 'refuses-forgeries')).toBe('no-verification');
    expect(nearestFault(both, rows, 'issues-once')).toBe('marks-after-the-work');
  });

  it('does not hold against a fault what was not judged this time', () => {
    expect(nearestFault({ dedupes: 'broken', 'issues-once': 'unknown' }, rows)).toBe('no-dedupe');
  });
});

describe('compareMatrices', () => {
  const committed = { kyve: { none: { dedupes: 'met' }, 'no-dedupe': { dedupes: 'broken' } } } as const;

  it('is content with the same', () => {
    expect(compareMatrices(committed, committed)).toEqual([]);
  });

  it('tells of a fault that is no longer reached in one cell', () => {
    expect(compareMatrices(committed, { kyve: { 'no-dedupe': {} } }, true)).toEqual([
      { provider: 'kyve', fault: 'no-dedupe', check: null, committed: null, found: null },
    ]);
  });

  it('names every cell that differs, either way', () => {
    const found = { kyve: { none: { dedupes: 'broken', extra: 'met' } } } as const;
    expect(compareMatrices(committed, found)).toEqual([
      { provider: 'kyve', fault: 'no-dedupe', check: 'dedupes', committed: 'broken', found: null },
      { provider: 'kyve', fault: 'none', check: 'dedupes', committed: 'met', found: 'broken' },
      { provider: 'kyve', fault: 'none', check: 'extra', committed: null, found: 'met' },
    ]);
  });

  it('leaves alone what was not run when only some was', () => {
    expect(compareMatrices(committed, { kyve: { none: { dedupes: 'met' } } }, true)).toEqual([]);
  });
});
