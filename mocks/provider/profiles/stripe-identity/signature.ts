// Stripe-Signature: t, one v1 for each good secret, and on test events a v0 that is no signature at all.
import { createHash } from 'node:crypto';
import type { Readings } from '../../profile.ts';
import { type Signing, timestampedHex } from '../../signing.ts';

export function signatureUnder(readings: Readings): Signing {
  const plain = timestampedHex({
    header: 'Stripe-Signature',
    // What the libraries take unless told otherwise.
    tolerance: 300,
    renews: true,
    overlap: 'both',
  });
  if (readings['fake-signature'] === 'left-out') return plain;
  return {
    ...plain,
    parts(t, macs, material) {
      const parts = plain.parts(t, macs, material);
      const fake = createHash('sha256').update(macs.join()).digest('hex');
      return material.livemode === true ? parts : [...parts, { name: 'v0', value: fake }];
    },
  };
}
