// The committed kill matrix is whole. The tests beside this one run it for three providers, `doubleact self-test` for all.
import { describe, expect, it } from 'vitest';
import { subjectsFor } from '../../../harness/calibrate.ts';
import { checks } from '../../../harness/checks/index.ts';
import { faultless, isReached } from '../../../harness/diagnosis.ts';
import { profiles } from '../../../mocks/provider/profiles/index.ts';
import { readMatrix } from '../../../src/shipped.ts';

const matrix = await readMatrix();

describe('the kill matrix', () => {
  it('has a row for every receiver and a cell for every check', () => {
    for (const { id } of profiles) {
      const rows = matrix[id] ?? {};
      expect(Object.keys(rows).sort()).toEqual([...subjectsFor(id)].sort());
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
