// A token that leaks is good until it expires.
import { defineCheck } from '../check.ts';
import { livesAtMost } from '../issuer-rules.ts';
import { issuer } from '../sources.ts';

export const signsNoLongLivedTokens = defineCheck({
  id: 'signs-no-long-lived-tokens',
  group: 'issuer',
  level: 'must',
  provenance: 'practice',
  rule: 'The partner token lives at most 15 minutes.',
  clause: issuer.templates,
  catches: ['tokens-live-a-day'],
  restsOn: ['issuer.token-life'],
  fix: 'Sign a token for each call and let it expire after five minutes.',
  judge: livesAtMost(15),
});
