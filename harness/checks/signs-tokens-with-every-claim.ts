// Four claims are required on every call.
import { defineCheck } from '../check.ts';
import { perCall, refusedFor } from '../issuer-rules.ts';
import { issuer } from '../sources.ts';

export const signsTokensWithEveryClaim = defineCheck({
  id: 'signs-tokens-with-every-claim',
  group: 'issuer',
  level: 'must',
  provenance: 'stated',
  rule: 'The partner token has the claims partnerId (its own), email, scope and exp.',
  clause: issuer.token,
  catches: ['tokens-without-partner-id'],
  restsOn: ['issuer.email-claim'],
  fix: 'Sign partnerId, email, scope, iat and exp into every token.',
  judge: perCall(({ token }) => {
    if (token === null || token.claims === null) return null;
    const { claims } = token;
    const lacking = ['partnerId', 'email', 'scope', 'exp'].filter(
      (name) => claims[name] === undefined || claims[name] === '',
    );
    if (lacking.length > 0)
      return [false, `Expected the claims partnerId, email, scope and exp; ${lacking.join(' and ')} missing.`];
    return refusedFor(token, 'partner')
      ? [false, 'Expected its own partner id in the token; it is another.']
      : [true, 'The token has every claim.'];
  }),
});
