// What a receiver tells a stranger about itself helps the wrong one.
import { defineCheck, type Occasion, weigh } from '../check.ts';
import { leakIn } from '../leaks.ts';
import { isSuccess } from '../told.ts';
import { entriesOf, viewOf } from '../view.ts';

export const doesNotLeakInternals = defineCheck({
  id: 'does-not-leak-internals',
  group: 'delivery',
  level: 'should',
  provenance: 'practice',
  rule: 'An answer that is no success says nothing of files, stacks, modules, secrets or what the issuer answered.',
  clause: 'OWASP, Improper Error Handling: error answers must not reveal internals',
  catches: ['leaks-error-text'],
  fix: 'Answer with a status and a short word, and write the details to your own log.',
  judge: (run) => {
    const upstream = new Set(
      viewOf(run)
        .calls.filter(({ answered }) => answered !== null && (answered.status ?? 0) >= 400)
        .map(({ answered }) => answered?.body.text ?? ''),
    );
    const occasions = viewOf(run).deliveries.flatMap(({ scenario, attempts }) =>
      attempts.flatMap((attempt): Occasion[] => {
        const { answered } = attempt;
        if (answered === null || isSuccess(answered.status)) return [];
        const leak = leakIn(answered.body.text, [...upstream]);
        const entries = entriesOf(attempt);
        if (leak === null)
          return [{ scenario, entries, verdict: 'met', tells: `The ${answered.status} told nothing.` }];
        const tells = `Expected an answer ${answered.status} without internals; it has ${leak}.`;
        return [{ scenario, entries, verdict: 'broken', tells }];
      }),
    );
    return weigh(occasions, 'Every answer was a success.');
  },
});
