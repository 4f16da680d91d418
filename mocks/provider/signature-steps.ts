// How the signature of an attempt was made, step by step: for whoever wants to know why his own comes out differently.
import type { Signature } from './attempt.ts';
import { type Material, macOf, type Signing } from './signing.ts';

export interface SignatureSteps {
  readonly algorithm: Signing['algorithm'];
  readonly encoding: Signing['encoding'];
  readonly header: string;
  /** As it was sent; null where a flaw left it out. */
  readonly sent: string | null;
  /** Unix seconds; null where no time is sent. */
  readonly t: number | null;
  readonly tolerance: number | null;
  readonly renews: boolean;
  /** The string that was signed. */
  readonly signed: { readonly text: string; readonly bytes: number };
  /** One for each secret that was signed with, the newest first. */
  readonly keys: readonly { readonly form: string; readonly bytes: number; readonly mac: string }[];
  /** What makes this attempt one that does not verify, or that looks odd; empty for a plain one. */
  readonly odd: readonly string[];
}

export interface Signed {
  readonly headers: Readonly<Record<string, string>>;
  readonly signature: Signature | null;
  /** The bytes that were sent. */
  readonly sent: Buffer;
}

export function signatureSteps({ signature, headers, sent }: Signed): SignatureSteps | null {
  if (signature === null) return null;
  const { signing, material, secrets } = signature;
  const value = headers[signing.header] ?? null;
  const string = signing.signed(material);
  const keys = secrets.map((secret) => ({ ...keyForm(signing, secret), mac: macOf(signing, secret, material) }));
  return {
    algorithm: signing.algorithm,
    encoding: signing.encoding,
    header: signing.header,
    sent: value,
    t: signing.parts(material.t, [], material).some(({ name }) => name === 't') ? material.t : null,
    tolerance: signing.tolerance,
    renews: signing.renews,
    signed: { text: string.toString('utf8'), bytes: string.length },
    keys,
    odd: [
      ...(sent.equals(material.body) ? [] : ['The body was changed after it was signed.']),
      ...(value === null ? ['The signature header was left out.'] : oddHeader(signing, material, keys, value)),
    ],
  };
}

function oddHeader(
  signing: Signing,
  material: Material,
  keys: readonly { readonly mac: string }[],
  value: string,
): readonly string[] {
  const plain = signing.render(
    signing.parts(
      material.t,
      keys.map(({ mac }) => mac),
      material,
    ),
    material,
  );
  return plain[signing.header] === value ? [] : ['The header was written otherwise than usual.'];
}

/** How the key comes from the secret, told without either. */
function keyForm({ key }: Signing, secret: string): { readonly form: string; readonly bytes: number } {
  const made = key(secret);
  const bytes = Buffer.byteLength(made);
  if (typeof made !== 'string') return { form: 'the bytes that the secret stands for, decoded', bytes };
  if (made === secret) return { form: 'the whole secret as it stands, as UTF-8', bytes };
  const cut = secret.endsWith(made) ? secret.slice(0, secret.length - made.length) : '';
  return { form: cut === '' ? 'made from the secret' : `the secret without its prefix ${cut}`, bytes };
}
