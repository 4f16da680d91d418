// What all scenarios of a run share, because one receiver can be told it only once: webhook secrets, API keys, the partner
// and the program. Everything else a scenario has to itself.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PartnerOptions } from '../mocks/issuer/partner.ts';
import { kycProgram, type Program } from '../mocks/issuer/program.ts';
import type { Behaviour, Profile } from '../mocks/provider/profile.ts';
import { createRandom } from '../mocks/random.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from '../mocks/sandbox.ts';
import type { Capabilities } from './history.ts';
import type { Scenario } from './scenario.ts';
import type { Surroundings } from './target.ts';
import { atTheEnd } from './targets/at-the-end.ts';

export interface CommonsOptions {
  readonly profile: Profile;
  readonly seed: number;
  readonly secret?: string | undefined;
  readonly partner?: PartnerOptions | undefined;
  /** What every sandbox is made with besides. */
  readonly sandbox: Pick<SandboxOptions, 'assume' | 'timeout' | 'start' | 'allowHosts' | 'wall'>;
}

export interface Commons {
  /** Where calls go that belong to no scenario's people. */
  readonly strays: Sandbox;
  /** The `seq` of its last entry that comes from setting it up. */
  readonly strayedAfter: number;
  readonly behaviour: Behaviour;
  readonly secret: string;
  /** The secret that an endpoint of this name has in every sandbox, unless it is given one. */
  secretOf(endpoint: string): string;
  /** A sandbox of its own for one scenario. */
  open(
    scenario: Pick<Scenario, 'id' | 'onchain'>,
    receiver: NonNullable<SandboxOptions['receiver']>,
    receiverUrl: string,
  ): Sandbox;
}

/** A credential is confirmed after so many polls that saw it pending: soon enough for one that polls with real sleeps. */
const usualOnchain = { polls: 2 } as const;

/** A history that has lost its beginning cannot be judged. */
const journalLimit = Number.POSITIVE_INFINITY;

export function createCommons({ profile, seed, secret: given, partner, sandbox }: CommonsOptions): Commons {
  const shared = sharing(profile, seed);
  const usual: SandboxOptions = {
    ...sandbox,
    provider: shared,
    seed,
    pace: 'still',
    receiverTime: 'wall',
    journalLimit,
  };
  const strays = createSandbox({ ...usual, issuer: { partner, programs: [{ ...kycProgram, onchain: usualOnchain }] } });
  const { behaviour } = strays.provider;
  const secretOf = (endpoint: string) => behaviour.secret(createRandom(seed), endpoint);
  const secret = given ?? secretOf('endpoint-1');
  const { partnerId, issuerDid, keyId, keys } = strays.issuer.partner;
  const samePartner = { ...partner, partnerId, issuerDid, jwks: keys, ...(keyId !== null && { keyId }) };
  return {
    strays,
    strayedAfter: strays.journal.entries().at(-1)?.seq ?? 0,
    behaviour,
    secret,
    secretOf,
    open({ id, onchain = usualOnchain }, receiver, receiverUrl) {
      const programs = [{ ...sameProgram(strays.issuer.program), onchain }];
      const issuer = { partner: samePartner, programs };
      return createSandbox({ ...usual, scenario: id, receiver, receiverUrl, secret, issuer });
    },
  };
}

/** The same provider, but secrets and API keys are drawn for the run and not for the scenario. */
function sharing(profile: Profile, seed: number): Profile {
  const random = createRandom(seed);
  return {
    ...profile,
    under(readings) {
      const behaviour = profile.under(readings);
      return {
        ...behaviour,
        secret: (_own, endpoint) => behaviour.secret(random, endpoint),
        keys: () => behaviour.keys(random),
      };
    },
  };
}

function sameProgram({ id, name, issuerDid, schema }: Program) {
  return { id, name, issuerDid, schema };
}

export interface Doors {
  readonly provider: string;
  readonly issuer: string;
}

/** What the receiver is told, with the partner's key in a file that `forget` removes. */
export async function toSurroundings(
  { strays, secret, secretOf }: Commons,
  doors: Doors,
  capabilities: Capabilities,
): Promise<{ readonly told: Surroundings; forget(): void }> {
  const { partner, program } = strays.issuer;
  const key = await partner.privateKey();
  const told: Record<string, string> = {
    DOUBLEACT_WEBHOOK_SECRET: secret,
    DOUBLEACT_PROVIDER_URL: doors.provider,
    DOUBLEACT_PROVIDER: strays.provider.profile.id,
    DOUBLEACT_ISSUER_URL: `${doors.issuer}/v1`,
    PARTNER_ID: partner.partnerId,
    ISSUER_DID: partner.issuerDid,
    CREDENTIAL_ID: program.id,
    PORT: '0',
  };
  const own = strays.provider.keys.find(({ livemode }) => !livemode);
  if (own !== undefined) told.DOUBLEACT_PROVIDER_KEY = own.value;
  if (own?.secret !== undefined) told.DOUBLEACT_PROVIDER_SECRET = own.secret;
  const kid = key?.kid ?? partner.keyId;
  if (kid !== null) told.KEY_ID = kid;
  // Named as the endpoints draw them: the first rotation of the first endpoint, and the endpoint of another tenant.
  if (capabilities.rotation) told.DOUBLEACT_NEXT_WEBHOOK_SECRET = secretOf('endpoint-1 1');
  if (capabilities.tenants) told.DOUBLEACT_OTHER_TENANT_SECRET = secretOf('other-tenant');
  if (key === null) return { told, forget() {} };

  const folder = mkdtempSync(join(tmpdir(), 'doubleact-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const forgetTask = atTheEnd(remove);
  const path = join(folder, 'partner.pem');
  writeFileSync(path, key.pem, { mode: 0o600 });
  return {
    told: { ...told, PARTNER_PRIVATE_KEY: key.pem, PARTNER_PRIVATE_KEY_PATH: path },
    forget() {
      remove();
      forgetTask();
    },
  };
}
