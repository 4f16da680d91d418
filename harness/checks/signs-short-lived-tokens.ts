// A token that leaks is good until it expires.
import { defineCheck } from '../check.ts';
import { livesAtMost } from '../issuer-rules.ts';
import { issuer } from '../sources.ts';

export const signsShortLivedTokens = defineCheck({
  id: 'signs-short-lived-tokens',
  group: 'issuer',
  level: 'should',
  provenance: 'stated',
  rule: 'The partner token lives at most 5 minutes.',
  clause: issuer.life,
  catches: ['tokens-live-a-day'],
  restsOn: ['issuer.token-life'],
  fix: 'Sign a token for each call and let it expire after five minutes.',
  judge: livesAtMost(5),
});
