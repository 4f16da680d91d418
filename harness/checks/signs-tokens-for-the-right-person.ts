// The e-mail in the token is the only thing that says whose credential it is.
import { defineCheck } from '../check.ts';
import { perCall } from '../issuer-rules.ts';
import { issuer } from '../sources.ts';
import { forgedTexts } from '../told.ts';
import { holderOf, viewOf } from '../view.ts';

export const signsTokensForTheRightPerson = defineCheck({
  id: 'signs-tokens-for-the-right-person',
  group: 'issuer',
  level: 'must',
  provenance: 'stated',
  rule: 'The e-mail of the token is the person’s, to the letter.',
  clause: issuer.person,
  catches: ['folds-the-e-mail'],
  restsOn: ['issuer.email-case', 'issuer.status-owner', 'person-in-metadata'],
  fix: 'Take the e-mail as the event has it; do not change its case or cut a tag off.',
  judge: perCall((call, run) => {
    const email = call.token?.claims?.email;
    if (typeof email !== 'string') return null;
    const holder = call.hash === null ? null : holderOf(run, call.hash);
    if (holder !== null) {
      const own = holder.email === email;
      return own
        ? [true, `The status was asked for ${email}.`]
        : [
            false,
            `Expected the status of the credential of ${holder.email} to be asked in that name; the token names ${email}.`,
          ];
    }
    // Whom only a forgery names is judged where forgeries are.
    if (forgedTexts(run).some((text) => text.includes(email))) return null;
    const known = viewOf(run).people.some((person) => person.email === email && person.deliveries.length > 0);
    return known
      ? [true, `The token names ${email}.`]
      : [false, `Expected a token for somebody whom an event named; it names ${email}.`];
  }),
});
