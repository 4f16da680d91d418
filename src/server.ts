// A sandbox behind three doors: control, provider, issuer. What `serve` runs and what a reset exchanges.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Assumed } from '../mocks/assumption.ts';
import type { Door } from '../mocks/http/fastify.ts';
import type { Call, Dispatch } from '../mocks/http/route.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from '../mocks/sandbox.ts';
import { realWall } from '../mocks/wall.ts';
import { createControl } from './control.ts';
import { flagOf, type Places, providerOf, type Settings, toSandboxOptions } from './settings.ts';
import { version } from './version.ts';

/** What a user, or a program that started us, needs to know. */
export interface Served {
  readonly control: string;
  readonly provider: string;
  /** Ends in /v1, as receivers configure it. */
  readonly issuer: string;
  readonly profile: string;
  readonly receiver: string | null;
  readonly secret: string | null;
  readonly partner: {
    readonly id: string;
    readonly keyId: string | null;
    readonly issuerDid: string;
    readonly credentialId: string;
    readonly privateKeyPath: string | null;
  };
  readonly apiKeys: readonly {
    readonly value: string;
    readonly livemode: boolean;
    readonly scopes: readonly string[];
  }[];
  readonly seed: number;
  readonly start: string;
  readonly assumed: readonly Assumed[];
}

export interface Server {
  readonly served: Served;
  readonly sandbox: () => Sandbox;
  close(): Promise<void>;
}

export async function openServer(settings: Settings, placeOf: Places = flagOf): Promise<Server> {
  const profile = providerOf(settings, placeOf('provider'));
  const path = profile.under(Object.fromEntries(profile.assumes.map(({ id, chosen }) => [id, chosen]))).path;
  const asked = toSandboxOptions(settings, path, placeOf);
  // Beginning now, so that what a payload says fits what the receiver's own clock says.
  const options = { ...asked, start: asked.start ?? realWall.now() };
  let sandbox = createSandbox(options);
  let runs = 1;
  const began = realWall.now().toString(36);
  // Made while the doors are loaded: both take long, and neither waits for the other.
  const making = sandbox.issuer.partner.privateKey();
  making.catch(() => {});
  const { listen } = await import('../mocks/http/fastify.ts');
  const doors: Door[] = [];
  let folder: string | null = null;

  async function close(): Promise<void> {
    await Promise.all(doors.map((door) => door.close()));
    await sandbox.close();
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  }

  try {
    const live =
      (side: (world: Sandbox) => Dispatch): Dispatch =>
      (call: Call) =>
        side(sandbox)(call);
    const first = settings.port ?? 4400;
    const next = (step: number) => (first === 0 ? 0 : first + step);
    const control = createControl({
      sandbox: () => sandbox,
      async reset() {
        const old = sandbox;
        sandbox = createSandbox(sameAgain(options, old));
        runs += 1;
        await old.close();
        return sandbox;
      },
      port: () => doors[0]?.port ?? 0,
      version,
      run: () => `${began}-${runs}`,
    });
    const opened = await Promise.allSettled([
      listen(control, next(0)),
      listen(
        sandbox.provider.service,
        next(1),
        live(({ provider }) => provider.call),
      ),
      listen(
        sandbox.issuer.service,
        next(2),
        live(({ issuer }) => issuer.call),
      ),
    ]);
    for (const each of opened) if (each.status === 'fulfilled') doors.push(each.value);
    const failed = opened.find((each) => each.status === 'rejected');
    if (failed !== undefined) throw failed.reason;

    const { partner } = sandbox.issuer;
    const key = await making;
    if (key !== null) {
      folder = await mkdtemp(join(tmpdir(), 'doubleact-'));
      await writeFile(join(folder, 'partner.pem'), key.pem, { mode: 0o600 });
    }
    const endpoint = sandbox.provider.endpoints.list()[0];
    const [controlDoor, providerDoor, issuerDoor] = doors as [Door, Door, Door];
    const served: Served = {
      control: controlDoor.url,
      provider: providerDoor.url,
      issuer: `${issuerDoor.url}/v1`,
      profile: sandbox.provider.profile.id,
      receiver: endpoint?.url ?? null,
      secret: endpoint?.secrets[0] ?? null,
      partner: {
        id: partner.partnerId,
        keyId: key?.kid ?? partner.keyId,
        issuerDid: partner.issuerDid,
        credentialId: sandbox.issuer.program.id,
        privateKeyPath: folder === null ? null : join(folder, 'partner.pem'),
      },
      apiKeys: sandbox.provider.keys,
      seed: sandbox.seed,
      start: new Date(sandbox.clock.start).toISOString(),
      assumed: sandbox.assumed.filter(({ isDefault }) => !isDefault),
    };
    return { served, sandbox: () => sandbox, close };
  } catch (fault) {
    await close();
    throw fault;
  }
}

/** The same world from its beginning, with the same partner: receivers hold its key. */
function sameAgain(options: SandboxOptions, { seed, issuer }: Sandbox): SandboxOptions {
  const { partnerId, issuerDid, keys } = issuer.partner;
  const partner = { ...options.issuer?.partner, partnerId, issuerDid, jwks: keys };
  return { ...options, seed, issuer: { ...options.issuer, partner } };
}
