// Every provider, one line each.
import { unknownName } from '../../errors.ts';
import type { Profile } from '../profile.ts';
import { kycert } from './kycert.ts';
import { kyve } from './kyve.ts';
import { recipe } from './recipe.ts';

export const profiles: readonly Profile[] = [kyve, kycert, recipe];

export function profileNamed(id: string, where: string): Profile {
  const profile = profiles.find((each) => each.id === id);
  if (profile === undefined)
    throw unknownName(
      'unknown-provider',
      where,
      id,
      profiles.map((each) => each.id),
    );
  return profile;
}
