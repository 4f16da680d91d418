// Every provider that the reference receiver knows, one line each.
import { unknownName } from '../../../mocks/errors.ts';
import type { Reading } from '../reading.ts';
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

const readings: readonly Reading[] = [
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

export function readingOf(provider: string): Reading {
  const reading = readings.find(({ id }) => id === provider);
  if (reading !== undefined) return reading;
  const known = readings.map(({ id }) => id);
  throw unknownName('unknown-provider', "the reference receiver's DOUBLEACT_PROVIDER", provider, known);
}
