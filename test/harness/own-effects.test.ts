import { describe, expect, it } from 'vitest';
import { of } from '../../harness/evidence.ts';
import { examine } from '../../harness/examine.ts';
import { loadScenarios } from '../../harness/load.ts';
import type { FaultId } from '../../harness/reference/faults.ts';
import type { RunResult } from '../../harness/result.ts';
import type { SuiteOptions } from '../../harness/run.ts';
import { realWall } from '../../mocks/wall.ts';
import { toExamination } from '../../src/examination.ts';
import { facts } from '../../src/reports/telling/facts.ts';
import { toMoment } from '../../src/reports/telling/moment.ts';
import { toSettings } from '../../src/settings.ts';
import { scenariosFolder } from '../../src/shipped.ts';
import { partnerKeys } from '../partner-keys.ts';
import { openReceiver } from '../receivers.ts';
import { brokenIn } from '../src/examined.ts';
import { entitling, type Teller } from './entitlements.ts';

const all = await loadScenarios([scenariosFolder], { provider: 'kyve' });
/** What shows the faults below; all of them together take half a second. */
const few = ['approved', 'duplicates', 'decision-not-approved', 'signature-forged', 'overtaken-approval', 'restart'];
const scenarios = all.filter(({ id }) => few.includes(id));
const person = `\${email}`;
const url = `/effects?email=${person}`;

async function judged(fault?: FaultId, tell?: Teller, other: Partial<SuiteOptions> = {}): Promise<RunResult> {
  const { receiver, wall } = entitling(fault, tell);
  const result = await examine({
    suite: {
      provider: 'kyve',
      target: { receiver },
      scenarios,
      seed: 7,
      capabilities: { issues: false, restart: true, rotation: true, tenants: true },
      effects: { url },
      partner: { jwks: partnerKeys, algorithm: 'ES256' },
      wall,
      ...other,
    },
    version: 'test',
    receiver: 'entitlements',
    repeat: () => '',
  });
  wall.close();
  return result;
}

const checkIn = ({ checks }: RunResult, id: string) => checks.find((check) => check.id === id);
const tellings = ({ scenarios: played }: RunResult) => played.flatMap(({ entries }) => of(entries, 'effect.seen'));

describe('a receiver that issues nowhere and tells of its own list', { timeout: 20_000 }, () => {
  it('meets every must that its list can show', async () => {
    const result = await judged(undefined, undefined, { scenarios: all });
    expect(result).toMatchObject({ verdict: 'pass', because: [] });
    expect(result.summary.met).toBeGreaterThan(50);
    expect(checkIn(result, 'issues-for-every-approval')?.reason).toMatch(
      /^\S+ has one live effect in the end, by the receiver's own account\. \(and \d+ more\)$/,
    );
    for (const { verdict, group, reason } of result.checks.filter((check) => check.group === 'issuer')) {
      expect([group, verdict]).toEqual(['issuer', 'idle']);
      expect(reason).toContain('what it tells of its own effects does not show this');
    }
    expect(result.scenarios.flatMap(({ troubles }) => troubles)).toEqual([]);
    expect(result.scenarios.find(({ id }) => id === 'slow-chain')?.skipped).toContain('does not declare');
    expect(facts(result).filter(([name]) => name === 'effects')).toEqual([
      ['effects', `told by the receiver itself at ${url}: its own word, which is weaker than what an issuer saw`],
    ]);
  });

  it.each<[FaultId, string[]]>([
    [
      'does-not-dedupe',
      [
        'dedupes-concurrent-duplicates',
        'dedupes-sequential-duplicates',
        'issues-for-every-approval',
        'loses-nothing-in-a-restart',
        'remembers-over-a-restart',
      ],
    ],
    ['issues-on-rejected', ['does-not-let-an-overtaken-event-regress', 'issues-nothing-for-a-rejection']],
    ['hard-codes-the-level', ['issues-the-right-level']],
  ])('breaks just what its fault breaks: %s', async (fault, broken) => {
    expect(brokenIn(await judged(fault))).toEqual(broken);
  });

  it('is found to have acted on what it refused', async () => {
    const result = await judged('works-before-verifying');
    const check = checkIn(result, 'does-nothing-for-a-refused-delivery');
    expect(check).toMatchObject({ verdict: 'broken' });
    expect(check?.reason).toContain("1 came, by the receiver's own account");
    const [evidence] = check?.evidence ?? [];
    const entries = result.scenarios.find(({ id }) => id === evidence?.scenario)?.entries ?? [];
    const told = entries.find(({ seq, kind }) => kind === 'effect.seen' && evidence?.entries.includes(seq));
    expect(told && toMoment(told, entries, true).text).toMatch(
      /^asked for its effects for \S+, tells of 1: entitlement-\d+ basic 2026-01-01T00:00:00Z$/,
    );
  });
});

describe('the question for effects', { timeout: 20_000 }, () => {
  it('is asked once, when all is over, for everybody of whom a delivery spoke', async () => {
    const asked: string[] = [];
    const result = await judged(undefined, (entitlements, email) => {
      asked.push(email);
      return Response.json(entitlements.length);
    });
    expect(result.verdict).toBe('pass');
    expect(new Set(asked).size).toBe(asked.length);
    for (const { entries } of result.scenarios) {
      const told = of(entries, 'effect.seen');
      expect(entries.slice(-told.length)).toEqual(told);
      const people = of(entries, 'attempt.sent').map(({ applicant }) => applicant);
      expect(told.map(({ applicant }) => applicant)).toEqual(expect.arrayContaining([...new Set(people)]));
    }
  });

  it.each<[string, Teller, string]>([
    ['not 200', () => new Response('', { status: 404 }), 'got 404'],
    ['no JSON', () => new Response('<p>'), 'got "<p>"'],
    ['another shape', () => Response.json({ effects: [{ id: 5 }] }), 'the answer.effects.0.id: expected string, got 5'],
    ['a key more', () => Response.json({ effects: [], next: 1 }), 'expected only the keys effects, got "next"'],
    ['no number', () => Response.json(-1), 'the number: expected'],
    [
      'no time',
      () => Response.json({ effects: [{ id: 'a', at: 'today' }] }),
      'the answer.effects.0.at: expected a time such as 2026-01-01T00:00:00Z, got "today"',
    ],
    [
      'no answer',
      () => {
        throw new Error('out of order');
      },
      'got none: out of order',
    ],
  ])('leaves unknown what it was not told: %s', async (_what, tell, reason) => {
    const only = scenarios.filter(({ id }) => id === 'signature-forged');
    const result = await judged(undefined, tell, { scenarios: only });
    expect(result.verdict).toBe('incomplete');
    for (const id of ['issues-for-every-approval', 'does-nothing-for-a-refused-delivery', 'refuses-a-tampered-body']) {
      expect(checkIn(result, id)).toMatchObject({ verdict: 'unknown', reason: expect.stringContaining(reason) });
    }
    expect(brokenIn(result)).toEqual([]);
    expect(tellings(result).every(({ effects }) => effects === null)).toBe(true);
  });

  it('counts what was taken away again as done, and not as held', async () => {
    const tell: Teller = (entitlements) =>
      Response.json({ effects: entitlements.flatMap(({ id }) => [{ id: `old ${id}`, live: false }, { id }]) });
    const result = await judged(undefined, tell);
    expect(checkIn(result, 'issues-for-every-approval')).toMatchObject({ verdict: 'met' });
    expect(checkIn(result, 'dedupes-sequential-duplicates')).toMatchObject({ verdict: 'broken' });
  });

  it.each<[string, Partial<SuiteOptions>, string]>([
    ['nobody to ask about', { effects: { url: '/effects' } }, `effects.url: expected ${person}, and nothing else`],
    ['something else', { effects: { url: `/\${tenant}/${person}` } }, `got \${tenant} in "/\${tenant}/${person}"`],
    ['another machine', { effects: { url: `http://example.com/${person}` } }, 'expected a receiver on this machine'],
    ['another, in disguise', { effects: { url: `//example.com/${person}` } }, 'expected a path of the receiver'],
    ['a host of the person', { effects: { url: `http://${person}/` } }, 'effects.url: expected an http or https URL'],
    ['no URL', { effects: { url: `effects/${person}` } }, 'effects.url: expected an http or https URL'],
    [
      'a receiver that issues here',
      { capabilities: { issues: true, restart: false, rotation: false, tenants: false } },
      'effects: expected a receiver that is declared to issue nothing here (capabilities.issues: false), got issues: true',
    ],
  ])('is refused before anything happens: %s', async (_what, other, message) => {
    await expect(judged(undefined, undefined, other)).rejects.toThrow(message);
  });

  it('goes over HTTP to a receiver that listens, with the address written as URLs want it', async () => {
    const receiver = await openReceiver(({ path }) => ({
      status: 200,
      body: path.startsWith('/effects') ? '1' : '{}',
    }));
    const only = all.filter(({ id }) => id === 'e-mail-to-the-letter');
    const there = { target: { url: receiver.url }, scenarios: only, quiet: 60, wall: realWall };
    const elsewhere = { ...there, effects: { url: `${new URL(receiver.url).origin}/effects/${person}/list` } };
    const [own, other] = [await judged(undefined, undefined, there), await judged(undefined, undefined, elsewhere)];
    for (const result of [own, other]) {
      expect(checkIn(result, 'issues-for-every-approval')).toMatchObject({ verdict: 'met' });
    }
    const asked = receiver.got.filter(({ method }) => method === 'GET').map(({ path }) => path);
    expect(asked).toContainEqual(expect.stringMatching(/^\/effects\?email=[\w.%]+%40[\w.]+$/));
    expect(asked).toContainEqual(expect.stringMatching(/^\/effects\/[\w.%]+%40[\w.]+\/list$/));
    await receiver.close();
  });

  it('stands in the settings, and says that the receiver issues nothing here', async () => {
    const settings = toSettings({ receiver: 'http://127.0.0.1:1', effects: { url } }, 'doubleact.config.yaml');
    const { suite } = await toExamination(settings, { scenarios: ['approved'] });
    expect(suite).toMatchObject({ effects: { url }, capabilities: { issues: false } });
    expect(() => toSettings({ effects: { path: '/effects' } }, 'doubleact.config.yaml')).toThrow(
      'doubleact.config.yaml.effects: expected only the keys url, got "path"',
    );
  });
});
