// A credential for somebody whom no event named is out of nowhere, whatever the reason.

import { emailsIn } from '../caused.ts';
import { defineCheck, type Occasion, weigh } from '../check.ts';
import { deciding } from '../sources.ts';
import { isForged, noCalls } from '../told.ts';
import { viewOf } from '../view.ts';

export const issuesNothingForStrangers = defineCheck({
  id: 'issues-nothing-for-strangers',
  group: 'decision',
  level: 'must',
  provenance: 'derived',
  rule: 'No credential is issued for a person whom no event named.',
  clause: deciding,
  catches: ['folds-the-e-mail'],
  restsOn: ['issuer.email-case'],
  fix: 'Take the e-mail from the verified event alone.',
  judge: (run) => {
    const none = noCalls(run);
    if (none !== null) return { verdict: 'idle', reason: none, evidence: [] };
    const { people, deliveries } = viewOf(run);
    // Whom only a forgery names is judged where forgeries are.
    const forged = new Set(
      deliveries.filter(isForged).flatMap(({ attempts }) => attempts.flatMap(({ sent }) => emailsIn(sent.body.text))),
    );
    const occasions = people
      .filter(({ email, issued }) => issued.length > 0 && !forged.has(email))
      .map((person): Occasion => {
        const { scenario = '', seq = 0 } = person.issued[0] ?? {};
        const known = person.deliveries.length > 0;
        const tells = known
          ? `The credential of ${person.email} belongs to somebody whom an event named.`
          : `Expected credentials only for people whom an event named; one was issued for ${person.email}.`;
        return { scenario, entries: [seq], verdict: known ? 'met' : 'broken', tells };
      });
    return weigh(occasions, 'No credential was issued.');
  },
});
