// The committed kill matrix is whole. The tests beside this one run it for three providers, `doubleact self-test` for all.
import { describe, expect, it } from 'vitest';
import { checks } from '../../../harness/checks/index.ts';
import { faultless, isReached, recipeStyle } from '../../../harness/diagnosis.ts';
import { faults } from '../../../harness/reference/faults.ts';
import { profiles } from '../../../mocks/provider/profiles/index.ts';
import { readMatrix } from '../../../src/shipped.ts';

const matrix = await readMatrix();

describe('the kill matrix', () => {
  it('has a row for every receiver and a cell for every check', () => {
    for (const { id } of profiles) {
      const rows = matrix[id] ?? {};
      expect(Object.keys(rows).sort()).toEqual(
        [faultless, ...faults.map((fault) => fault.id), ...(id === 'recipe' ? [recipeStyle.id] : [])].sort(),
      );
      for (const row of Object.values(rows).filter(isReached)) {
        expect(Object.keys(row).sort()).toEqual(checks.map((check) => check.id).sort());
      }
    }
  });

  it('has no broken and no unknown check for the faultless receiver', () => {
    for (const rows of Object.values(matrix)) {
      const verdicts = Object.values(rows[faultless] ?? {});
      expect(verdicts).toContain('met');
      expect(verdicts.filter((verdict) => verdict !== 'met' && verdict !== 'idle')).toEqual([]);
    }
  });
});
