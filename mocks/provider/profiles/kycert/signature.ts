// The signature header. Documented: HMAC-SHA256, a v1, whsec_ secrets, 5 minutes; all else is read as the user wishes.
import type { Readings } from '../../profile.ts';
import { type Signing, timestampedHex } from '../../signing.ts';

const prefix = 'whsec_';

export function signatureUnder(readings: Readings): Signing {
  const signing = timestampedHex({
    header: readings['signature-header'] ?? 'Kycert-Signature',
    tolerance: 300,
    renews: readings['timestamp-renewal'] !== 'kept',
    overlap: readings['secret-overlap'] === 'newest' ? 'newest' : 'both',
    key: keyForms[readings['key-form'] ?? 'whole'] ?? whole,
    ...(readings['signed-string'] === 'body' ? { signed: ({ body }) => body } : {}),
  });
  return readings['signature-encoding'] === 'base64' ? { ...signing, encoding: 'base64' } : signing;
}

const whole = (secret: string): string => secret;
const afterPrefix = (secret: string): string => (secret.startsWith(prefix) ? secret.slice(prefix.length) : secret);

const keyForms: Readonly<Record<string, (secret: string) => string | Buffer>> = {
  whole,
  'after-prefix': afterPrefix,
  'base64-after-prefix': (secret) => Buffer.from(afterPrefix(secret), 'base64'),
};
