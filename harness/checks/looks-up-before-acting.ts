// A callback that nobody signs only says where to look: whoever knows the address can send one.
import { effectsOf, entriesIn, silenceAbout } from '../caused.ts';
import { defineCheck, type Occasion, weigh } from '../check.ts';
import { nameOf } from '../reception.ts';
import { deciding } from '../sources.ts';
import { answerOf, isMadeUp, issuesAtAll, noEffects, ownWord } from '../told.ts';
import { entriesOf, viewOf } from '../view.ts';

export const looksUpBeforeActing = defineCheck({
  id: 'looks-up-before-acting',
  group: 'decision',
  level: 'must',
  provenance: 'derived',
  rule: "An unsigned callback about something that the provider's API does not know causes no call to the issuer.",
  clause: deciding,
  catches: ['believes-hearsay'],
  restsOn: ['signature', 'user-reference'],
  fix: "Take from the callback the id alone, ask the provider's API about it, and believe only that.",
  judge: (run) => {
    const none = noEffects(run);
    if (none !== null) return { verdict: 'idle', reason: none, evidence: [] };
    const [call, source] = run.effects === undefined ? ['call to the issuer', ''] : ['effect', `, ${ownWord}`];
    const occasions = viewOf(run)
      .deliveries.filter(isMadeUp)
      .flatMap((delivery): Occasion[] => {
        const { scenario } = delivery;
        const attempt = delivery.attempts[0];
        if (attempt === undefined) return [];
        const caused = effectsOf(run, delivery, attempt);
        const entries = [...entriesOf(attempt), ...entriesIn(scenario, caused)];
        const what = nameOf(delivery);
        if (caused.length > 0) {
          const tells = `Expected no ${call} after ${what}, which nobody could confirm; ${caused.length} came${source}.`;
          return [{ scenario, entries, verdict: 'broken', tells }];
        }
        const silence = silenceAbout(run, delivery, attempt);
        if (silence !== null) return [{ scenario, entries, verdict: 'unknown', tells: silence }];
        if (!issuesAtAll(run)) return [];
        if (attempt.answered === null) {
          return [{ scenario, entries, verdict: 'unknown', tells: `After ${what} the receiver ${answerOf(attempt)}.` }];
        }
        return [{ scenario, entries, verdict: 'met', tells: `Nothing followed ${what}${source}.` }];
      });
    return weigh(
      occasions,
      'No callback was made up, as only unsigned ones can be, or nobody at all got a credential.',
    );
  },
});
