// One attempt as it will travel: the event's bytes, signed for these secrets at this time, with its flaws worked in.
import type { ProviderEvent } from './event.ts';
import type { Flaw, Manner } from './flaws/index.ts';
import type { AttemptHead, Behaviour } from './profile.ts';
import { type Material, macsOf, type Signing, signersOf } from './signing.ts';

export interface Plan {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** What the signature was made from, for whoever wants to know why it does not fit; null if there is none. */
  readonly signature: Signature | null;
  readonly manner: Manner;
  readonly discards: boolean;
}

export interface Signature {
  readonly signing: Signing;
  /** Its body is what was signed, which a flaw may have kept from being what was sent. */
  readonly material: Material;
  /** The secrets that were signed with, the newest first. */
  readonly secrets: readonly string[];
}

export interface PlanInput {
  readonly behaviour: Pick<Behaviour, 'headers' | 'signing'>;
  readonly event: Omit<ProviderEvent, 'text'>;
  readonly good: readonly string[];
  readonly retired: readonly string[];
  /** The endpoint's own headers. */
  readonly own?: Readonly<Record<string, string>> | undefined;
  readonly foreign: string;
  readonly attempt: AttemptHead;
  /** Signature time in ms: the receiver's clock. */
  readonly signAt: number;
  readonly flaws: readonly Flaw[];
}

export function planAttempt({
  behaviour,
  event,
  good,
  retired,
  own,
  foreign,
  attempt,
  signAt,
  flaws,
}: PlanInput): Plan {
  let body: Buffer = Buffer.from(event.body);
  for (const flaw of flaws) body = flaw.body?.(body) ?? body;

  let headers: Record<string, string> = { 'Content-Type': 'application/json' };
  put(behaviour.headers(event, attempt), headers);
  if (own !== undefined) put(own, headers);
  let signature: Signature | null = null;
  const { signing } = behaviour;
  if (signing !== null) {
    let t = Math.floor(signAt / 1000);
    let secrets = good;
    for (const flaw of flaws) {
      t = flaw.time?.(signAt, signing.tolerance ?? 0) ?? t;
      secrets = flaw.secrets?.({ good, retired, foreign }) ?? secrets;
    }
    const material: Material = { t, id: event.id, body, livemode: event.livemode };
    let macs = macsOf(signing, secrets, material);
    for (const flaw of flaws) macs = flaw.macs?.(macs) ?? macs;
    let parts = signing.parts(t, macs, material);
    for (const flaw of flaws) parts = flaw.parts?.(parts) ?? parts;
    put(signing.render(parts, material), headers);
    signature = { signing, material, secrets: signersOf(signing, secrets) };
  }
  for (const flaw of flaws) headers = { ...(flaw.headers?.(headers, signing?.header ?? null) ?? headers) };
  for (const flaw of flaws) body = flaw.tamper?.(body) ?? body;

  if (flaws.length === 0) return { headers, body, signature, manner: 'plain', discards: false };
  return {
    headers,
    body,
    signature,
    manner: flaws.find((flaw) => flaw.manner !== undefined)?.manner ?? 'plain',
    discards: flaws.some((flaw) => flaw.discards === true),
  };
}

/** One by one: spread or assigned, a few headers cost as much as a digest. */
function put(some: Readonly<Record<string, string>>, headers: Record<string, string>): void {
  for (const name in some) headers[name] = some[name] as string;
}

/** What was signed, with `{body}` standing for the bytes; null if nothing was. */
export function toSigned(signature: Signature | null): string | null {
  if (signature === null) return null;
  const { signing, material } = signature;
  return `${signing.signed({ ...material, body: nothing }).toString('utf8')}{body}`;
}

const nothing = Buffer.alloc(0);
