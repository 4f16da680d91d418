// Holds receivers whose fault is known against their rows of the committed kill matrix, cell by cell.
import { expect, it } from 'vitest';
import { calibrate, subjectsFor } from '../../../harness/calibrate.ts';
import { compareMatrices } from '../../../harness/diagnosis.ts';
import { loadScenarios } from '../../../harness/load.ts';
import type { Architecture } from '../../../harness/reference/architectures.ts';
import { readMatrix, scenariosFolder } from '../../../src/shipped.ts';

/** One test a receiver. A seed of its own: what is committed must not rest on the draws that it was written with. */
export function holdToMatrix(
  provider: string,
  faults: readonly string[] = subjectsFor(provider),
  architecture: Architecture = 'inline',
): void {
  const scenarios = loadScenarios([scenariosFolder], { provider });
  it.each(faults)(`${provider}, ${architecture}: %s`, async (fault) => {
    const { rows, complaints } = await calibrate({
      provider,
      faults: [fault],
      seed: 20_260,
      architecture,
      scenarios: await scenarios,
    });
    expect(compareMatrices(await readMatrix(), { [provider]: rows }, true)).toEqual([]);
    expect(complaints).toEqual([]);
  });
}
