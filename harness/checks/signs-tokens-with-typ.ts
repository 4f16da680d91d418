// "Missing typ header" is a named cause of 401, and not every JWT library sends one.
import { defineCheck } from '../check.ts';
import { perCall } from '../issuer-rules.ts';
import { issuer } from '../sources.ts';

export const signsTokensWithTyp = defineCheck({
  id: 'signs-tokens-with-typ',
  group: 'issuer',
  level: 'must',
  provenance: 'stated',
  rule: 'The header of the partner token says typ: JWT.',
  clause: issuer.errors,
  catches: ['tokens-without-typ'],
  restsOn: ['issuer.typ'],
  fix: 'Set typ to "JWT" yourself; some libraries leave it out.',
  judge: perCall(({ token }) => {
    if (token === null || token.digest === null) return null;
    return token.typ === 'JWT'
      ? [true, 'The token has the typ JWT.']
      : [false, `Expected typ "JWT" in the header of the token; it is ${token.typ ?? 'absent'}.`];
  }),
});
