// Whatever else may be wrong with a token: missing, malformed, badly signed, expired, used twice.
import { defineCheck } from '../check.ts';
import { perCall } from '../issuer-rules.ts';
import { issuer } from '../sources.ts';

export const signsTokensThatAreBelieved = defineCheck({
  id: 'signs-tokens-that-are-believed',
  group: 'issuer',
  level: 'must',
  provenance: 'stated',
  rule: 'The issuer refuses no token for a reason that lies with the receiver.',
  clause: issuer.errors,
  catches: [
    'tokens-behind-bearer',
    'tokens-of-a-wrong-algorithm',
    'tokens-of-a-wrong-scope',
    'tokens-signed-with-a-shared-secret',
    'tokens-without-kid',
    'tokens-without-partner-id',
    'tokens-without-typ',
  ],
  restsOn: ['issuer.clock-skew', 'issuer.token-reuse', 'issuer.typ', 'issuer.scope'],
  fix: 'Send a fresh token, signed with the registered key, with every call, and keep the clock of the machine right.',
  judge: perCall(({ token }) => {
    if (token === null) return null;
    return token.kind === 'token.refused'
      ? [false, `Expected a token that the issuer believes; it was refused: ${token.reason}.`]
      : [true, 'The token was believed.'];
  }),
});
