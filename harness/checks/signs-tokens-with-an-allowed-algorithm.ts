// The issuer knows two algorithms; a shared secret is not one of them.
import { defineCheck } from '../check.ts';
import { perCall, refusedFor } from '../issuer-rules.ts';
import { issuer } from '../sources.ts';

export const signsTokensWithAnAllowedAlgorithm = defineCheck({
  id: 'signs-tokens-with-an-allowed-algorithm',
  group: 'issuer',
  level: 'must',
  provenance: 'stated',
  rule: 'The partner token is signed with RS256 or ES256.',
  clause: issuer.token,
  catches: ['tokens-of-a-wrong-algorithm', 'tokens-signed-with-a-shared-secret'],
  restsOn: ['issuer.algorithms'],
  fix: 'Sign with RS256 and the private key whose public part is in your JWKS.',
  judge: perCall(({ token }) => {
    if (token === null || token.alg === null) return null;
    const right = (token.alg === 'RS256' || token.alg === 'ES256') && !refusedFor(token, 'algorithm');
    return right
      ? [true, `The token says ${token.alg}.`]
      : [false, `Expected a token signed with RS256 or ES256; it says ${token.alg}.`];
  }),
});
