// The header carries the token itself; the Bearer habit belongs to Authorization.
import { defineCheck } from '../check.ts';
import { perCall, refusedFor } from '../issuer-rules.ts';
import { issuer } from '../sources.ts';

export const sendsTheTokenBare = defineCheck({
  id: 'sends-the-token-bare',
  group: 'issuer',
  level: 'must',
  provenance: 'stated',
  rule: 'x-partner-auth carries the token without a prefix.',
  clause: issuer.header,
  catches: ['tokens-behind-bearer'],
  fix: 'Send the signed token as the whole value of x-partner-auth.',
  judge: perCall(({ token }) => {
    if (token === null) return null;
    return refusedFor(token, 'bearer-prefix')
      ? [false, 'Expected the bare token in x-partner-auth; it begins with "Bearer".']
      : [true, 'No prefix was sent.'];
  }),
});
