// What was refused must have no effect: a 401 after the work is done is worth nothing.

import { effectsOf, entriesIn, silenceAbout } from '../caused.ts';
import { defineCheck, type Occasion, weigh } from '../check.ts';
import { nameOf } from '../reception.ts';
import { forging } from '../sources.ts';
import { isForged, isMadeUp, isRefusal, issuesAtAll, noEffects, ownWord } from '../told.ts';
import { entriesOf, viewOf } from '../view.ts';

export const doesNothingForARefusedDelivery = defineCheck({
  id: 'does-nothing-for-a-refused-delivery',
  group: 'decision',
  level: 'must',
  provenance: 'stated',
  rule: 'A delivery that was refused causes no call to the issuer for its person.',
  clause: forging,
  catches: ['works-before-verifying'],
  fix: 'Verify first; do nothing for a delivery that does not verify.',
  judge: (run) => {
    const none = noEffects(run);
    if (none !== null) return { verdict: 'idle', reason: none, evidence: [] };
    const [what, source] = run.effects === undefined ? ['call to the issuer', ''] : ['effect', `, ${ownWord}`];
    const occasions = viewOf(run)
      .deliveries.filter((each) => isForged(each) && !isMadeUp(each))
      .flatMap((delivery): Occasion[] => {
        const { scenario } = delivery;
        const attempt = delivery.attempts[0];
        if (attempt === undefined) return [];
        const caused = effectsOf(run, delivery, attempt);
        const entries = [...entriesOf(attempt), ...entriesIn(scenario, caused)];
        if (caused.length > 0) {
          const tells = `Expected no ${what} after ${nameOf(delivery)}; ${caused.length} came${source}.`;
          return [{ scenario, entries, verdict: 'broken', tells }];
        }
        if (!isRefusal(attempt.answered?.status)) return [];
        const silence = silenceAbout(run, delivery, attempt);
        if (silence !== null) return [{ scenario, entries, verdict: 'unknown', tells: silence }];
        if (!issuesAtAll(run)) return [];
        return [{ scenario, entries, verdict: 'met', tells: `Nothing followed ${nameOf(delivery)}${source}.` }];
      });
    return weigh(occasions, 'No delivery was refused, or nobody at all got a credential.');
  },
});
