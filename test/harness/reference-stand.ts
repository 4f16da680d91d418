// One sandbox and one receiver in it, both in this process: what the receiver calls is answered without a socket.
import { createPlayedWall } from '../../harness/played-wall.ts';
import type { ReferenceOptions } from '../../harness/reference/receiver.ts';
import { createKeyRing } from '../../harness/reference/signing-key.ts';
import type { Surroundings } from '../../harness/target.ts';
import { toCall } from '../../mocks/http/route.ts';
import type { Credential } from '../../mocks/issuer/ledger.ts';
import { kycProgram } from '../../mocks/issuer/program.ts';
import type { Entry } from '../../mocks/journal.ts';
import type { Outcome } from '../../mocks/provider/profile.ts';
import type { Receiver } from '../../mocks/provider/shot.ts';
import { createRandom } from '../../mocks/random.ts';
import { createSandbox, type Sandbox } from '../../mocks/sandbox.ts';

export interface Standing extends Receiver {
  idle(): Promise<void>;
}

export interface Stand {
  readonly sandbox: Sandbox;
  readonly told: Surroundings;
  /** Waits, in ms, that the receiver wished for; none of them took any time. */
  readonly waits: readonly { readonly ms: number; readonly why: string }[];
  /** Puts a receiver in place of the one before. */
  restart(): void;
  /** From now on the provider's API cannot be reached, or can be again. */
  providerAway(is: boolean): void;
  /** Everything that is due is delivered and worked off. */
  rest(): Promise<void>;
  /** Sandbox time passes, then the same. */
  pass(ms: number): Promise<void>;
  credentials(applicant: string): readonly Credential[];
  live(applicant: string): readonly Credential[];
  entries<Kind extends Entry['kind']>(kind: Kind): readonly Extract<Entry, { kind: Kind }>[];
  /** Status codes of the answers to one person's deliveries (or everybody's), in order; null for none. */
  answers(applicant?: string): readonly (number | null)[];
}

export interface StandOptions {
  readonly provider: string;
  readonly polls?: number;
  readonly timeout?: number;
  readonly secret?: string;
  readonly assume?: Readonly<Record<string, string>>;
  /** RS256 unless given; ES256 costs a tenth. */
  readonly algorithm?: 'RS256' | 'ES256';
}

export type Options = Required<Pick<ReferenceOptions, 'sleep' | 'fetch' | 'now' | 'alarm' | 'openKey'>>;

/** One key for all stands: making one takes longer than a test. */
const keys = createSandbox({ seed: 1 }).issuer.partner;
const openKey = createKeyRing();

export async function createStand(
  { provider, polls = 2, timeout, secret, assume, algorithm = 'RS256' }: StandOptions,
  open: (told: Surroundings, options: Options) => Standing,
): Promise<Stand> {
  let present: Standing | null = null;
  const waits: { ms: number; why: string }[] = [];
  let away = false;
  const wall = createPlayedWall();
  const sandbox = createSandbox({
    wall,
    provider,
    seed: 7,
    receiver: (request) => (present as Standing)(request),
    receiverTime: 'sandbox',
    issuer: {
      partner: { partnerId: keys.partnerId, jwks: keys.keys, algorithm },
      programs: [{ ...kycProgram, onchain: { polls } }],
    },
    timeout,
    secret,
    assume,
  });
  const { issuer, clock, journal } = sandbox;
  const key = await keys.privateKey(algorithm);
  const told: Surroundings = {
    DOUBLEACT_PROVIDER: provider,
    DOUBLEACT_WEBHOOK_SECRET: sandbox.provider.endpoints.list()[0]?.secrets[0] ?? '',
    DOUBLEACT_OTHER_TENANT_SECRET: sandbox.provider.behaviour.secret(createRandom(sandbox.seed), 'nobody'),
    DOUBLEACT_ISSUER_URL: 'http://issuer.test/v1',
    DOUBLEACT_PROVIDER_URL: 'http://provider.test',
    DOUBLEACT_PROVIDER_KEY: sandbox.provider.keys[0]?.value ?? '',
    DOUBLEACT_PROVIDER_SECRET: sandbox.provider.keys[0]?.secret ?? '',
    PARTNER_ID: issuer.partner.partnerId,
    KEY_ID: key?.kid ?? '',
    ISSUER_DID: issuer.partner.issuerDid,
    CREDENTIAL_ID: issuer.program.id,
    PARTNER_PRIVATE_KEY: key?.pem ?? '',
  };
  const options: Options = {
    openKey,
    now: clock.now,
    alarm: wall.alarm,
    async sleep(ms, why) {
      waits.push({ ms, why });
      // A turn of the event loop, so that what goes on side by side stays fair.
      await wall.sleep(1);
    },
    async fetch(input, init) {
      const request = new Request(input, init);
      const { host, pathname, search } = new URL(request.url);
      const body = Buffer.from(await request.arrayBuffer());
      const call = toCall(request.method, `${pathname}${search}`, Object.fromEntries(request.headers), body);
      if (host === 'provider.test' && away) throw new TypeError('fetch failed');
      const reply = await (host === 'provider.test' ? sandbox.provider : issuer).call(call);
      if (reply.dropped === true) throw new TypeError('fetch failed');
      return new Response(reply.body === undefined ? null : new Uint8Array(Buffer.from(reply.body)), {
        status: reply.status,
        ...(reply.headers !== undefined && { headers: { ...reply.headers } }),
      });
    },
  };
  const restart = () => {
    present = open(told, options);
  };
  restart();

  async function rest(): Promise<void> {
    await clock.settle();
    await present?.idle();
    await clock.settle();
  }

  return {
    sandbox,
    told,
    waits,
    restart,
    providerAway(is) {
      away = is;
    },
    rest,
    async pass(ms) {
      await sandbox.advance(ms);
      await rest();
    },
    credentials: (applicant) => issuer.credentials({ applicant }),
    live: (applicant) => issuer.credentials({ applicant, live: true }),
    entries: (kind) => journal.entries({ kind }) as never,
    answers: (applicant) =>
      journal
        .entries({ kind: ['attempt.answered', 'attempt.unanswered'], ...(applicant !== undefined && { applicant }) })
        .map((entry) => (entry.kind === 'attempt.answered' ? entry.status : null)),
  };
}

/** The event by which this provider says this, and whether it says it at all. */
export function eventSaying({ provider }: Sandbox, outcome: Outcome): string | null {
  const { events } = provider.behaviour;
  return (
    (events.find(({ says }) => says[0] === outcome) ?? events.find(({ says }) => says.includes(outcome)))?.type ?? null
  );
}

/** Sends a person's approval (or another outcome) in the provider's own way; returns the address. */
export function send({ sandbox }: Stand, key: string, details: Record<string, unknown> = {}): string {
  const {
    outcome = 'approved',
    event,
    email = `${key}@example.com`,
    level = 'plus',
    ...rest
  } = details as {
    outcome?: Outcome;
    event?: string;
    email?: string;
    level?: string;
  };
  const type = event ?? eventSaying(sandbox, outcome);
  if (type === null) throw new Error(`no event says ${outcome}`);
  sandbox.emit(type, { applicant: { key, email, level }, outcome, ...rest });
  return email;
}
