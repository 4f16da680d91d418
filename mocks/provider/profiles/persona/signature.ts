// Persona-Signature: one set of time and MAC for each good secret, the sets parted by a space.
import type { Readings } from '../../profile.ts';
import { type Part, type Signing, timestampedHex } from '../../signing.ts';

const header = 'Persona-Signature';

export function signatureUnder(readings: Readings): Signing {
  return {
    ...timestampedHex({
      header,
      tolerance: 300,
      renews: readings['timestamp-renewal'] !== 'kept',
      overlap: 'both',
    }),
    ...(readings.tolerance === 'none' && { tolerance: null }),
    parts: (t, macs) =>
      macs.flatMap((mac) => [
        { name: 't', value: String(t) },
        { name: 'v1', value: mac },
      ]),
    render: (parts) => ({ [header]: parts.map(written).join('') }),
  };
}

/** A time begins a new set. */
function written({ name, value }: Part, index: number): string {
  const before = index === 0 ? '' : name === 't' ? ' ' : ',';
  return `${before}${name}=${value}`;
}
