// Which scenarios are played at all.
import type { Behaviour } from '../mocks/provider/profile.ts';
import type { Capabilities } from './history.ts';
import type { Scenario } from './scenario.ts';

/** Why a scenario is not played; null where it is. */
export function whySkipped(
  { skip, providers, needs = [] }: Scenario,
  provider: { readonly id: string; readonly behaviour: Pick<Behaviour, 'signing'> },
  capabilities: Capabilities,
): string | null {
  if (skip !== undefined) return skip;
  if (providers !== undefined && !providers.includes(provider.id)) return `it is only for ${providers.join(' and ')}`;
  const aboutSecrets = needs.includes('rotation') || needs.includes('tenants');
  if (aboutSecrets && provider.behaviour.signing === null)
    return 'it is about secrets, and this provider signs nothing';
  const lacking = needs.filter((need) => !capabilities[need]).map((need) => abilities[need]);
  return lacking.length === 0 ? null : `the config does not declare that ${lacking.join(' and that ')}`;
}

const abilities: Readonly<Record<keyof Capabilities, string>> = {
  issues: 'the receiver issues credentials with the issuer played here',
  restart: 'the receiver can be restarted',
  rotation: 'the receiver can hold two webhook secrets',
  tenants: 'the receiver serves more than one tenant',
};
