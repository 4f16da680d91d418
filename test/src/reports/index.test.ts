import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reportNamed, reports } from '../../../src/reports/index.ts';

describe('reports', () => {
  it('are one file and one line each', () => {
    const files = readdirSync(new URL('../../../src/reports', import.meta.url))
      .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
      .map((name) => name.replace('.ts', ''));
    expect(reports.map(({ kind }) => kind).sort()).toEqual(files.sort());
  });

  it('are named strictly', () => {
    expect(() => reportNamed('junitt', '--report')).toThrow('--report: expected one of');
  });
});
