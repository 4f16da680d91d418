// A status is found by the hash that the issue call answered, and by nothing else.
import { defineCheck } from '../check.ts';
import { perCall } from '../issuer-rules.ts';
import { issuer } from '../sources.ts';
import { holderOf } from '../view.ts';

export const pollsByClaimHash = defineCheck({
  id: 'polls-by-claim-hash',
  group: 'issuer',
  level: 'must',
  provenance: 'stated',
  rule: 'The status is asked for by the claim hash of the credential.',
  clause: issuer.poll,
  catches: ['polls-by-credential-id'],
  restsOn: ['issuer.missing-hash'],
  fix: 'Send the coreClaimHash of the issue answer as the query parameter coreClaimHash.',
  judge: perCall((call, run) => {
    if (call.operation !== 'status') return null;
    if (call.hash === null || call.hash === '')
      return [false, 'Expected coreClaimHash in the query of a status call; it is missing.'];
    return holderOf(run, call.hash) !== null
      ? [true, 'The status was asked for by its claim hash.']
      : [false, `Expected the hash of a credential; ${call.hash} is none.`];
  }),
});
