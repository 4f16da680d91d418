import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defineCheck } from '../../../harness/check.ts';
import { checks } from '../../../harness/checks/index.ts';
import { exclusions } from '../../../harness/exclusions.ts';
import { judge } from '../../../harness/judge.ts';
import { sourceOf } from '../../../harness/sources.ts';
import { issuerAssumes } from '../../../mocks/issuer/assumes.ts';
import { profiles } from '../../../mocks/provider/profiles/index.ts';
import { told } from '../history.ts';

const folder = new URL('../../../harness/checks/', import.meta.url);
const ids = checks.map(({ id }) => id);

describe('the register of checks', () => {
  it('has one file, one line and one id for each', () => {
    const files = readdirSync(folder).filter((file) => file !== 'index.ts');
    expect([...ids].sort()).toEqual(files.map((file) => file.replace(/\.ts$/, '')).sort());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('lets a check import nothing but what checks are made of', () => {
    const makers =
      /^\.\.\/(?:check|evidence|history|view|told|reception|accounts|caused|order|issuer-rules|leaks|sources)\.ts$/;
    for (const id of ids) {
      const text = readFileSync(new URL(`${id}.ts`, folder), 'utf8');
      for (const [, from] of text.matchAll(/from '([^']+)'/g)) {
        expect(makers.test(from ?? '') || from === '../../mocks/duration.ts', `${id} imports ${from}`).toBe(true);
      }
    }
  });

  it('says of every check where it comes from and what to do', () => {
    for (const check of checks) {
      const places = profiles.map(({ clauses }) => sourceOf(check, clauses).clause);
      for (const text of [...places, check.fix, check.rule]) expect(text).toMatch(/\S{3}/);
    }
  });

  it('never calls stated what the recipe does not say: it has no signature, no retries and no time-out', () => {
    const silent = /no signature is checked|repeated callbacks|retries are assumed|is not said|has no mode/;
    const clausesOf = (id: string) => profiles.find((each) => each.id === id)?.clauses;
    const told = checks.map((check) => ({ id: check.id, ...sourceOf(check, clausesOf('recipe')) }));
    expect(told.filter(({ clause, provenance }) => silent.test(clause) && provenance === 'stated')).toEqual([]);
    const refusal = checks.filter(({ id }) => id === 'refuses-a-missing-signature');
    expect(refusal.map((check) => ['kyve', 'recipe'].map((id) => sourceOf(check, clausesOf(id)).provenance))).toEqual([
      ['stated', 'assumed'],
    ]);
  });

  it('is cited by topic wherever an assumption says that it bears on one', () => {
    const cited = new Set(checks.flatMap(({ clause }) => (typeof clause === 'string' ? [] : [clause.topic as string])));
    for (const { id, assumes } of profiles) {
      for (const { id: assumption, bears = [] } of assumes) {
        expect([id, assumption, bears.filter((topic) => !cited.has(topic))]).toEqual([id, assumption, []]);
      }
    }
  });

  it('rests on assumptions that exist', () => {
    const known = new Set([
      ...profiles.flatMap(({ assumes }) => assumes.map(({ id }) => id)),
      ...issuerAssumes.map(({ id }) => `issuer.${id}`),
    ]);
    for (const { id, restsOn = [] } of checks) for (const each of restsOn) expect(known, id).toContain(each);
  });

  it('names faults that exist', async () => {
    const file = new URL('../../../harness/reference/faults.ts', import.meta.url);
    if (!existsSync(file)) return;
    const { faults } = (await import(file.href)) as { faults: readonly { id: string }[] };
    const known = faults.map(({ id }) => id);
    for (const { id, catches } of checks) for (const each of catches) expect(known, id).toContain(each);
  });

  it('is idle throughout where nothing happened', () => {
    for (const { check, finding } of judge(
      told(() => {}),
      checks,
    )) {
      expect([check.id, finding.verdict]).toEqual([check.id, 'idle']);
      expect(finding.reason).toMatch(/\.$/);
    }
  });

  it('breaks nowhere on an ordinary course', () => {
    const run = told((it) => {
      it.happy('ana@example.com');
      it.happy('ben@example.com');
    });
    const broken = judge(run, checks).filter(({ finding }) => finding.verdict === 'broken');
    expect(broken.map(({ check }) => check.id)).toEqual([]);
  });

  it('calls a check that throws unknown', () => {
    const throws = defineCheck({
      id: 'throws',
      group: 'delivery',
      level: 'may',
      provenance: 'practice',
      rule: 'none',
      clause: 'none',
      catches: [],
      fix: 'none',
      judge: () => {
        throw new Error('out of order');
      },
    });
    expect(
      judge(
        told(() => {}),
        [throws],
      )[0]?.finding,
    ).toMatchObject({
      verdict: 'unknown',
      reason: 'The check throws could not judge: out of order',
    });
  });

  it('gives a reason for everything that it cannot see', () => {
    for (const { reason } of exclusions) expect(reason).toMatch(/\.$/);
  });
});
