// Every provider, one line each.
import { unknownName } from '../../errors.ts';
import type { Profile } from '../profile.ts';
import { jumio } from './jumio.ts';
import { kycert } from './kycert.ts';
import { kyve } from './kyve.ts';
import { onfido } from './onfido.ts';
import { persona } from './persona.ts';
import { recipe } from './recipe.ts';
import { standardWebhooks } from './standard-webhooks.ts';
import { stripeIdentity } from './stripe-identity.ts';
import { sumsub } from './sumsub.ts';
import { veriff } from './veriff.ts';

export const profiles: readonly Profile[] = [
  kyve,
  kycert,
  recipe,
  stripeIdentity,
  persona,
  standardWebhooks,
  sumsub,
  onfido,
  veriff,
  jumio,
];

/** `own` are a user's, which no registry has. */
export function profileNamed(id: string, where: string, own: readonly Profile[] = []): Profile {
  const known = [...profiles, ...own];
  const profile = known.find((each) => each.id === id);
  if (profile !== undefined) return profile;
  throw unknownName(
    'unknown-provider',
    where,
    id,
    known.map((each) => each.id),
  );
}
