// A loop without pauses brings a 429 upon everybody who shares the key.
import { defineCheck, type Occasion, weigh } from '../check.ts';
import { pollsByHash } from '../issuer-rules.ts';
import { issuer } from '../sources.ts';
import { noCalls } from '../told.ts';
import { entriesOf } from '../view.ts';

/** Fewer polls show no rhythm; a gap this long is calm enough without growing. */
const fewest = 4;
const calm = 15_000;

export const pollsWithBackOff = defineCheck({
  id: 'polls-with-back-off',
  group: 'issuer',
  level: 'should',
  provenance: 'stated',
  rule: 'Waits between polls grow, for most credentials at least.',
  clause: issuer.backOff,
  catches: ['polls-without-back-off'],
  fix: 'Wait 1 s, then twice as long each time, up to 30 s.',
  judge: (run) => {
    const none = noCalls(run);
    if (none !== null) return { verdict: 'idle', reason: none, evidence: [] };
    const occasions = [...pollsByHash(run).values()].flatMap((calls): Occasion[] => {
      // After an answer that does not tell of the credential the wait follows another rule: it is no part of the rhythm.
      const polls = calls.filter(({ moods, answered }) => moods.length === 0 && answered?.status === 200);
      if (polls.length < fewest) return [];
      const walls = polls.map(({ received }) => received.wall);
      const gaps = walls.slice(1).map((wall, at) => wall - (walls[at] ?? wall));
      const [first = 0] = gaps;
      const last = gaps.at(-1) ?? 0;
      const grows = last >= first * 1.3 && last >= Math.max(...gaps) * 0.6 && last > 0;
      const fits = grows || Math.min(...gaps) >= calm;
      const { scenario = '', hash = '' } = polls[0] ?? {};
      const tells = `${fits ? 'The' : 'Expected waits between polls that grow; the'} ${polls.length} polls of ${hash?.slice(0, 8)} came after ${gaps.join(', ')} ms.`;
      return [{ scenario, entries: entriesOf(...polls), verdict: fits ? 'met' : 'broken', tells }];
    });
    // A busy machine stretches a wait here and there: what counts is how most credentials were asked about.
    const growing = occasions.filter(({ verdict }) => verdict === 'met');
    const most = growing.length * 2 >= occasions.length;
    return weigh(most ? growing : occasions, `No status was asked for ${fewest} times or more.`);
  },
});
