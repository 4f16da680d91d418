// The partner as the issuer knows it, and whether a token is really the partner's.
import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import { after, type Soon } from '../soon.ts';
import { toIssuerDid } from './identity.ts';
import { comingKeys, fetchedKeys, givenKeys, type Jwk, type Jwks, type KeySource } from './jwks.ts';
import { type Algorithm, type GeneratedKeys, generateKeys } from './keys.ts';
import type { Rules } from './rules.ts';
import { signatureFault } from './signature.ts';
import { digestOf, judgeClaims, noToken, type TokenFault, type TokenView, viewToken } from './token.ts';
import { createTokenMemory, type TokenMemory } from './token-memory.ts';

export interface PartnerOptions {
  readonly partnerId?: string | undefined;
  /** The kid to sign with; the first key's unless given. */
  readonly keyId?: string | undefined;
  readonly issuerDid?: string | undefined;
  /** What it signs with where it brings no keys of its own; RS256 unless given. */
  readonly algorithm?: Algorithm | undefined;
  /** A key set, the URL of one, or keys made before. Made anew when not given. */
  readonly jwks?: Jwks | string | GeneratedKeys | undefined;
}

export interface Partner {
  readonly partnerId: string;
  readonly issuerDid: string;
  /** null when the keys are the partner's own and no id was given. */
  readonly keyId: string | null;
  /** Where its keys come from: what another sandbox needs to know the same partner. */
  readonly keys: NonNullable<PartnerOptions['jwks']>;
  jwks(): Promise<Jwks>;
  /** PKCS#8 PEM of a generated key with its kid; null when the keys are the partner's own. */
  privateKey(algorithm?: Algorithm): Promise<{ readonly kid: string; readonly pem: string } | null>;
  verify(token: string | undefined, emailNeeded: boolean): Soon<Verification>;
}

export type Verification =
  | {
      readonly view: TokenView;
      readonly email: string | null;
      /** The same text; of a token that was seen before, the one that is remembered. */
      readonly token: string;
    }
  | { readonly view: TokenView; readonly fault: TokenFault };

export interface PartnerWorld {
  readonly clock: Pick<Clock, 'wall' | 'alarm' | 'during'>;
  readonly random: Random;
  /** The time by which tokens are judged, in ms: the receiver's clock, not sandbox time. */
  readonly tokenNow: () => number;
  readonly rules: Rules['token'];
  readonly fetch: typeof globalThis.fetch;
}

export function createPartner(options: PartnerOptions, world: PartnerWorld): Partner {
  const { rules, random } = world;
  const generated = toGenerated(options.jwks, random);
  const source = toSource(options.jwks, generated, world);
  const partnerId = options.partnerId ?? random.uuid('partner');
  const usual = options.algorithm ?? 'RS256';
  const memory = generated === null ? createTokenMemory() : memoryOf(generated);
  /** Tokens that have served, where they serve once, by their digest: until when they would still be good. */
  const served = new Map<string, number>();

  function verify(token: string | undefined, emailNeeded: boolean): Soon<Verification> {
    if (token === undefined || token === '') return { view: noToken, fault: 'missing' };
    const known = memory.find(token);
    const view = known?.view ?? viewToken(token);
    // Judged anew like all that rules decide: sandboxes that share keys, and so this memory, may be read differently.
    const fault = faultOfHead(token, view, rules);
    if (fault !== null) return { view, fault };
    const asked = source.find(view.kid as string);
    // The very key that is known to have signed it, at hand.
    if (known !== undefined && asked === known.signedBy) return judge(known.token, view, emailNeeded);
    return after(fitting(asked, view), (found) => {
      if ('fault' in found) return { view, ...found };
      if (known?.signedBy === found.jwk) return judge(token, view, emailNeeded);
      const checked = signatureFault(token, found.jwk, view.alg as string);
      return after(checked instanceof Promise ? world.clock.during(checked) : checked, (fault) => {
        if (fault !== null) return { view, fault };
        memory.keep(token, { view, signedBy: found.jwk });
        return judge(token, view, emailNeeded);
      });
    });
  }

  /** What a token says, once it is known who says it. */
  function judge(token: string, view: TokenView, emailNeeded: boolean): Verification {
    const now = world.tokenNow();
    const judged = judgeClaims(view.claims ?? {}, { partnerId, emailNeeded, now }, rules);
    if ('fault' in judged) return { view, fault: judged.fault };
    if (rules.once) {
      const digest = digestOf(token) as string;
      if (served.has(digest)) return { view, fault: 'reused' };
      // What has expired is refused anyway.
      for (const [each, until] of served) {
        if (until > now) break;
        served.delete(each);
      }
      served.set(digest, judged.until);
    }
    return { view, email: judged.email, token };
  }

  return {
    partnerId,
    issuerDid: options.issuerDid ?? toIssuerDid(random, 'partner'),
    keyId: options.keyId ?? generated?.kids[usual] ?? firstKid(options.jwks),
    keys: generated ?? options.jwks ?? { keys: [] },
    jwks: () => source.all(),
    async privateKey(algorithm = usual) {
      if (generated === null) return null;
      return { kid: generated.kids[algorithm], pem: await generated.privateKey(algorithm) };
    },
    verify,
  };
}

/** What is wrong with a token before any key is looked for. */
function faultOfHead(token: string, { alg, kid, typ, claims }: TokenView, rules: Rules['token']): TokenFault | null {
  // Nothing with a space in it has a head that can be read.
  if (alg === null && /^Bearer\s/i.test(token)) return 'bearer-prefix';
  if (claims === null) return 'malformed';
  // Before any key is looked at: a public RSA key used as an HS256 secret must not even be tried.
  if (alg === null || !rules.algorithms.includes(alg)) return 'algorithm';
  if (typ === null ? rules.typRequired : typ !== 'JWT') return 'typ';
  return kid === null || kid === '' ? 'kid' : null;
}

type Found = { readonly jwk: Jwk } | { readonly fault: TokenFault };

/** Whether the key that a token says it is signed with is there, and can sign so. */
function fitting(asked: Soon<Jwk | null>, { alg }: TokenView): Soon<Found> {
  const toFound = (jwk: Jwk | null): Found => {
    if (jwk === null || (jwk.use !== undefined && jwk.use !== 'sig')) return { fault: 'kid' };
    if (jwk.kty !== keyTypes[alg ?? ''] || (jwk.alg !== undefined && jwk.alg !== alg)) return { fault: 'algorithm' };
    return { jwk };
  };
  return asked instanceof Promise ? asked.then(toFound, () => ({ fault: 'jwks-unreachable' })) : toFound(asked);
}

const keyTypes: Readonly<Record<string, string>> = { RS256: 'RSA', ES256: 'EC' };

function toGenerated(jwks: PartnerOptions['jwks'], random: Random): GeneratedKeys | null {
  if (jwks === undefined) return generateKeys(random);
  return typeof jwks === 'object' && 'generated' in jwks ? jwks : null;
}

// Keys that were made once for many sandboxes have signed the same in each of them.
const memories = new WeakMap<GeneratedKeys, TokenMemory>();

function memoryOf(keys: GeneratedKeys): TokenMemory {
  const memory = memories.get(keys) ?? createTokenMemory();
  memories.set(keys, memory);
  return memory;
}

function toSource(jwks: PartnerOptions['jwks'], generated: GeneratedKeys | null, world: PartnerWorld): KeySource {
  if (generated !== null) {
    const { during } = world.clock;
    const find = (kid: string) => {
      const making = generated.jwk(kid);
      return making === null ? null : during(making);
    };
    return comingKeys({ all: () => during(generated.jwks()), find });
  }
  if (typeof jwks !== 'string') return givenKeys(jwks as Jwks);
  return fetchedKeys({ url: jwks, clock: world.clock, life: world.rules.jwksLife, fetch: world.fetch });
}

function firstKid(jwks: PartnerOptions['jwks']): string | null {
  return typeof jwks === 'object' && 'keys' in jwks ? (jwks.keys[0]?.kid ?? null) : null;
}
