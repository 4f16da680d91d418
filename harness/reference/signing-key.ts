// The key that partner tokens are signed with: RS256 or ES256, as the key is.
import { createPrivateKey, sign } from 'node:crypto';
import { memo } from '../../mocks/memo.ts';

export interface SigningKey {
  readonly alg: 'RS256' | 'ES256';
  /** In base64url. */
  sign(text: string, digest: string): string;
}

/** PKCS#8 PEM. */
export type OpenKey = (pem: string) => SigningKey;

export const openKey: OpenKey = (pem) => {
  const key = createPrivateKey(pem);
  return {
    alg: key.asymmetricKeyType === 'rsa' ? 'RS256' : 'ES256',
    // JOSE wants the two numbers of an ECDSA signature side by side (RFC 7518 section 3.4); RSA takes no notice.
    sign: (text, digest) => sign(digest, Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
  };
};

/**
 * For receivers that live through the same again and again: what a key has signed before has the signature that it had.
 * A text that is new is signed.
 */
export function createKeyRing(): OpenKey {
  return memo(100, (pem: string) => remembering(openKey(pem)));
}

function remembering({ alg, sign: signAnew }: SigningKey): SigningKey {
  const signatures = new Map<string, string>();
  return {
    alg,
    sign(text, digest) {
      const about = `${digest} ${text}`;
      let signature = signatures.get(about);
      if (signature === undefined) {
        signature = signAnew(text, digest);
        signatures.set(about, signature);
      }
      return signature;
    },
  };
}
