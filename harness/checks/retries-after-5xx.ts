// A server that failed once may work the next time: the documents ask for another try.
import { defineCheck, type Occasion, weigh } from '../check.ts';
import { issuer } from '../sources.ts';
import { noCalls } from '../told.ts';
import { entriesOf, viewOf } from '../view.ts';

export const retriesAfter5xx = defineCheck({
  id: 'retries-after-5xx',
  group: 'issuer',
  level: 'must',
  provenance: 'stated',
  rule: 'A call that failed with a 5xx or a broken connection is made again.',
  clause: issuer.failure,
  catches: ['gives-up-on-a-failure'],
  fix: 'Retry 5xx and network errors with back-off, and give up only after a long time.',
  judge: (run) => {
    const none = noCalls(run);
    if (none !== null) return { verdict: 'idle', reason: none, evidence: [] };
    const { calls } = viewOf(run);
    const occasions = calls.flatMap((call): Occasion[] => {
      const { scenario, answered, email, operation, hash } = call;
      if (answered === null || (answered.status !== null && answered.status < 500)) return [];
      const next = calls.find(
        (each) =>
          each.scenario === scenario &&
          each.email === email &&
          each.operation === operation &&
          each.hash === hash &&
          each.received.seq > answered.seq,
      );
      const met = next !== undefined;
      const how = answered.status === null ? 'a broken connection' : `a ${answered.status}`;
      const tells = `${met ? 'After' : 'Expected another call after'} ${how} on the ${operation} call for ${email ?? 'somebody'}${met ? ' another one came' : '; none came'}.`;
      return [{ scenario, entries: entriesOf(call, next), verdict: met ? 'met' : 'broken', tells }];
    });
    return weigh(occasions, 'No call to the issuer failed with a 5xx or a broken connection.');
  },
});
