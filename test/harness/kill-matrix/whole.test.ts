// The committed kill matrix is whole. The test beside this one runs all of it for one provider, and CI for every one.
import { describe, expect, it } from 'vitest';
import { subjectsFor } from '../../../harness/calibrate.ts';
import { checks } from '../../../harness/checks/index.ts';
import { faultless, isReached } from '../../../harness/diagnosis.ts';
import { faults } from '../../../harness/reference/faults.ts';
import { unbroken } from '../../../harness/reference/unbroken.ts';
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

  it('shows every fault breaking what it must, and every check broken by a fault or named in the table', () => {
    const brokenBy = (fault: string) =>
      new Set(
        Object.values(matrix).flatMap((rows) =>
          Object.entries(rows[fault] ?? {}).flatMap(([check, verdict]) => (verdict === 'broken' ? [check] : [])),
        ),
      );
    const broken = new Map(faults.map(({ id }) => [id as string, brokenBy(id)]));
    const unshown = faults.flatMap(({ id, breaks }) =>
      breaks.filter((check) => !broken.get(id)?.has(check)).map((check) => `${id} does not break ${check}`),
    );
    expect(unshown).toEqual([]);
    expect(faults.filter(({ breaks }) => breaks.length === 0)).toEqual([]);
    const ever = new Set([...broken.values()].flatMap((each) => [...each]));
    expect(checks.flatMap(({ id }) => (ever.has(id) ? [] : [id])).sort()).toEqual(Object.keys(unbroken).sort());
  });

  it('agrees with what each check says it catches', () => {
    const catches = (check: string) =>
      faults.filter(({ breaks }) => breaks.includes(check)).map(({ id }) => id as string);
    expect(checks.map((check) => [check.id, [...check.catches].sort()])).toEqual(
      checks.map(({ id }) => [id, catches(id).sort()]),
    );
  });

  it('has no broken and no unknown check for the faultless receiver', () => {
    for (const rows of Object.values(matrix)) {
      const verdicts = Object.values(rows[faultless] ?? {});
      expect(verdicts).toContain('met');
      expect(verdicts.filter((verdict) => verdict !== 'met' && verdict !== 'idle')).toEqual([]);
    }
  });
});
