// The recipe signs anew for each poll; a token that is kept is a token that leaks or expires in use.
import { defineCheck, type Occasion, weigh } from '../check.ts';
import { noCalls } from '../told.ts';
import { entriesOf, type IssuerCall, viewOf } from '../view.ts';

const sameSecond = 1000;

export const signsAFreshTokenPerCall = defineCheck({
  id: 'signs-a-fresh-token-per-call',
  group: 'issuer',
  level: 'should',
  provenance: 'practice',
  rule: 'Every call to the issuer carries a token of its own.',
  clause: 'Issue a KYC Credential on a Backend Event, step 4: a new token is signed for each poll',
  catches: ['one-token-for-all-calls'],
  restsOn: ['issuer.token-reuse'],
  fix: 'Sign a token for each call, with a jti or a new iat, and throw it away afterwards.',
  judge: (run) => {
    const none = noCalls(run);
    if (none !== null) return { verdict: 'idle', reason: none, evidence: [] };
    const byDigest = new Map<string, IssuerCall[]>();
    for (const call of viewOf(run).calls) {
      const digest = call.token?.digest ?? null;
      if (digest !== null) byDigest.set(digest, [...(byDigest.get(digest) ?? []), call]);
    }
    const occasions = [...byDigest.values()].map((calls): Occasion => {
      const { scenario = '' } = calls[0] ?? {};
      const entries = entriesOf(...calls.filter((call) => call.scenario === scenario));
      // A second's resolution of iat makes two tokens of one second alike without anybody keeping one.
      const first = calls[0]?.received.wall ?? 0;
      const kept = calls.some(({ received }) => received.wall - first > sameSecond);
      const tells = kept
        ? `Expected a token of its own for every call; one served ${calls.length} calls of ${calls[0]?.email ?? 'somebody'}.`
        : 'The token served its own call.';
      return { scenario, entries, verdict: kept ? 'broken' : 'met', tells };
    });
    return byDigest.size === 1 && viewOf(run).calls.length === 1
      ? { verdict: 'idle', reason: 'There was one call only.', evidence: [] }
      : weigh(occasions, 'The receiver made no call to the issuer.');
  },
});
