import { describe, expect, it } from 'vitest';
import { calibrate } from '../../harness/calibrate.ts';
import { faultless } from '../../harness/diagnosis.ts';
import type { Scenario } from '../../harness/scenario.ts';

const approval = (applicant: string, flaw?: string) => ({
  emit: { outcome: 'approved', applicant, ...(flaw !== undefined && { flaw }) },
});
const bracketed: Scenario = {
  id: 'tampered',
  title: 'A tampered body between two good ones',
  steps: [
    approval('before'),
    { advance: '1m' },
    approval('probe', 'tampered-body'),
    { advance: '1m' },
    approval('after'),
    { advance: '1m' },
  ],
};

describe('calibration', () => {
  it.each(['kyve', 'kycert', 'recipe'])('tells a fault from the correct receiver, for %s', async (provider) => {
    const { rows, complaints } = await calibrate({
      provider,
      faults: [faultless, 'no-verification'],
      seed: 1,
      architecture: 'queue',
      scenarios: [bracketed],
    });
    expect(complaints).toEqual([]);
    expect(Object.values(rows[faultless] ?? {})).not.toContain('broken');
    expect(rows['no-verification']).toMatchObject({ 'refuses-a-tampered-body': 'broken' });
  });

  it('does not believe a fault that was never reached', async () => {
    const { rows } = await calibrate({
      provider: 'kyve',
      faults: ['crashes-on-a-malformed-header'],
      seed: 1,
      architecture: 'inline',
      scenarios: [],
    });
    expect(rows).toEqual({ 'crashes-on-a-malformed-header': {} });
  });
});
