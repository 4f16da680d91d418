// The assumptions are complete, and every reading they offer can be chosen.
import { describe, expect, it } from 'vitest';
import { issuerAssumes } from '../../../mocks/issuer/assumes.ts';
import { createBench } from './bench.ts';

describe('the issuer’s assumptions', () => {
  it('have unique ids in words, a chosen reading among those offered, and reasons', () => {
    const ids = issuerAssumes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, readings, chosen, about, why } of issuerAssumes) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(Object.keys(readings)).toContain(chosen);
      expect(about.length * why.length).toBeGreaterThan(0);
    }
  });

  it.each(issuerAssumes.flatMap(({ id, readings }) => Object.keys(readings).map((reading) => [id, reading] as const)))(
    '%s may be read as %s',
    async (id, reading) => {
      const bench = createBench({ readings: { [id]: reading } });
      expect(bench.issuer.readings[id]).toBe(reading);
      expect((await bench.issue()).status).toBe(needsAnotherToken(id, reading) ? 401 : 200);
    },
  );

  it('may be given free values where they are spans or zones, and nothing else', () => {
    expect(createBench({ readings: { 'onchain-after': '7s', 'date-zone': '-03:30' } }).issuer.assumed).toContainEqual(
      expect.objectContaining({ id: 'onchain-after', reading: '7s', isDefault: false }),
    );
    expect(() => createBench({ readings: { 'onchain-after': 'soon' } })).toThrow(
      'assumptions of the issuer.onchain-after',
    );
    expect(() => createBench({ readings: { scoop: 'issue' } })).toThrow('assumptions of the issuer');
  });
});

/** The bench signs with ES256 and scope "issue". */
function needsAnotherToken(id: string, reading: string): boolean {
  return (id === 'algorithms' && reading === 'rs256') || (id === 'scope' && reading === 'issue-on-behalf');
}
