// The judge is judged: a part of the kill matrix at every test run; `doubleact self-test` does all of it, as CI does.
import { describe, expect, it } from 'vitest';
import { calibrate } from '../../harness/calibrate.ts';
import { checks } from '../../harness/checks/index.ts';
import { faultless, recipeStyle } from '../../harness/diagnosis.ts';
import { loadScenarios } from '../../harness/load.ts';
import { faults } from '../../harness/reference/faults.ts';
import { profiles } from '../../mocks/provider/profiles/index.ts';
import { readMatrix, scenariosFolder } from '../../src/shipped.ts';

const matrix = await readMatrix();
const scenarios = await loadScenarios([scenariosFolder]);

describe('the kill matrix', () => {
  it('has a row for every receiver and a cell for every check', () => {
    for (const { id } of profiles) {
      const rows = matrix[id] ?? {};
      expect(Object.keys(rows).sort()).toEqual(
        [faultless, ...faults.map((fault) => fault.id), ...(id === 'recipe' ? [recipeStyle.id] : [])].sort(),
      );
      for (const row of Object.values(rows)) {
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

  it.each([
    ['kyve', 'inline', [faultless, 'verifies-reserialised-json', 'no-tolerance']],
    ['kycert', 'queue', [faultless]],
    ['recipe', 'inline', [faultless]],
  ] as const)('is what %s (%s) gives', async (provider, architecture, wanted) => {
    const { rows, complaints } = await calibrate({ provider, architecture, faults: wanted, seed: 1, scenarios });
    expect(complaints).toEqual([]);
    for (const fault of wanted) expect([fault, rows[fault]]).toEqual([fault, matrix[provider]?.[fault]]);
  });
});
