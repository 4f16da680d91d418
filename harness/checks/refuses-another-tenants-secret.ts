// Where one receiver serves several tenants, a secret is good for its own tenant only.
import { defineCheck } from '../check.ts';
import { refusesThose } from '../reception.ts';
import { forging, readingsOfSignature } from '../sources.ts';
import { isOtherTenants } from '../told.ts';

const refuses = refusesThose(
  (delivery) =>
    isOtherTenants(delivery) || (delivery.flaws.includes('wrong-secret') && delivery.scenario.includes('tenant')),
  "No delivery signed with another tenant's secret was sent.",
);

export const refusesAnotherTenantsSecret = defineCheck({
  id: 'refuses-another-tenants-secret',
  group: 'signature',
  level: 'must',
  provenance: 'derived',
  rule: "A delivery signed with another tenant's secret is refused.",
  clause: forging,
  catches: ['accepts-another-tenants-secret', 'no-verification'],
  restsOn: readingsOfSignature,
  fix: 'Choose the secret by the tenant that the delivery claims to be for; never try all secrets in turn.',
  judge(run) {
    if (run.capabilities.tenants) return refuses(run);
    return { verdict: 'idle', reason: 'The receiver is not declared to serve several tenants.', evidence: [] };
  },
});
