// The documents disagree on the text, but not on that there is one.
import { defineCheck } from '../check.ts';
import { perCall, refusedFor } from '../issuer-rules.ts';
import { issuer } from '../sources.ts';

export const signsTokensWithTheRightScope = defineCheck({
  id: 'signs-tokens-with-the-right-scope',
  group: 'issuer',
  level: 'must',
  provenance: 'stated',
  rule: 'The scope of the partner token is one that lets it issue.',
  clause: issuer.token,
  catches: ['tokens-of-a-wrong-scope'],
  restsOn: ['issuer.scope'],
  fix: 'Use the scope of the page for your generation of the API: "issue", or "issue on-behalf".',
  judge: perCall(({ token }) => {
    if (token === null || token.claims?.scope === undefined) return null;
    const scope = String(token.claims.scope);
    return refusedFor(token, 'scope')
      ? [false, `Expected a scope that lets it issue; it is "${scope}".`]
      : [true, `The scope "${scope}" was not refused.`];
  }),
});
