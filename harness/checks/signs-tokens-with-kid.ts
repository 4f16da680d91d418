// The kid tells the issuer which key of the JWKS to use.
import { defineCheck } from '../check.ts';
import { perCall, refusedFor } from '../issuer-rules.ts';
import { issuer } from '../sources.ts';

export const signsTokensWithKid = defineCheck({
  id: 'signs-tokens-with-kid',
  group: 'issuer',
  level: 'must',
  provenance: 'stated',
  rule: 'The partner token names its key (kid) as the JWKS does.',
  clause: issuer.token,
  catches: ['tokens-without-kid'],
  fix: 'Put the kid of your key into the header of the token.',
  judge: perCall(({ token }) => {
    if (token === null || token.digest === null) return null;
    if (token.kid === null || token.kid === '')
      return [false, 'Expected a kid in the header of the token; there is none.'];
    return refusedFor(token, 'kid')
      ? [false, `Expected a kid that is in the JWKS; it is ${token.kid}.`]
      : [true, `The token names the key ${token.kid}.`];
  }),
});
