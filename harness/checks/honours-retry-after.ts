// Whoever is asked to wait and does not makes it worse for everybody.
import { defineCheck, type Occasion, weigh } from '../check.ts';
import { issuer } from '../sources.ts';
import { noCalls } from '../told.ts';
import { entriesOf, viewOf } from '../view.ts';

/** Timers are not exact, and the answer needs a moment on its way. */
const leeway = 0.9;

export const honoursRetryAfter = defineCheck({
  id: 'honours-retry-after',
  group: 'issuer',
  level: 'must',
  provenance: 'practice',
  rule: 'After a 429 the next call waits as long as Retry-After says.',
  clause: issuer.limits,
  catches: ['ignores-retry-after'],
  restsOn: ['issuer.undocumented-errors'],
  fix: 'Read Retry-After and wait that long before the next call.',
  judge: (run) => {
    const none = noCalls(run);
    if (none !== null) return { verdict: 'idle', reason: none, evidence: [] };
    const { calls } = viewOf(run);
    const occasions = calls.flatMap((call): Occasion[] => {
      const { scenario, answered, email, operation, hash } = call;
      if (answered?.status !== 429) return [];
      const wait = Number(answered.headers?.['retry-after'] ?? Number.NaN) * 1000;
      if (Number.isNaN(wait)) return [];
      const next = calls.find(
        (each) =>
          each.scenario === scenario &&
          each.email === email &&
          each.operation === operation &&
          each.hash === hash &&
          each.received.seq > answered.seq,
      );
      const entries = entriesOf(call, next);
      if (next === undefined)
        return [
          {
            scenario,
            entries,
            verdict: 'broken',
            tells: `Expected another ${operation} call for ${email ?? 'somebody'} ${wait} ms after the 429; none came.`,
          },
        ];
      const gap = next.received.wall - answered.wall;
      if (gap >= wait * leeway)
        return [{ scenario, entries, verdict: 'met', tells: `The next call came after ${gap} ms.` }];
      return [
        {
          scenario,
          entries,
          verdict: 'broken',
          tells: `Expected ${wait} ms before the next ${operation} call for ${email ?? 'somebody'}, as Retry-After said; it came after ${gap} ms.`,
        },
      ];
    });
    return weigh(occasions, 'The issuer answered no 429 with Retry-After.');
  },
});
