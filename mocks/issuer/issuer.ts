// SIDE TWO: the issuer as one thing. What a receiver sees is `service`; the rest is for whoever runs the sandbox.
import { type Assumed, type Assumption, chooseReadings, type Readings, toAssumed } from '../assumption.ts';
import type { Clock } from '../clock.ts';
import { DoubleactError } from '../errors.ts';
import { createDispatch, type Dispatch, type Service } from '../http/route.ts';
import type { Journal } from '../journal.ts';
import type { Random } from '../random.ts';
import { issuerAssumes } from './assumes.ts';
import { type Credential, type CredentialFilter, createLedger, type User } from './ledger.ts';
import { createLifecycle, type Lifecycle } from './lifecycle.ts';
import type { MoodWish } from './moods.ts';
import { createPartner, type Partner, type PartnerOptions } from './partner.ts';
import { type Program, type ProgramOptions, toPrograms } from './program.ts';
import { createService } from './routes.ts';
import { rulesUnder } from './rules.ts';
import { type ActiveMood, createTemper } from './temper.ts';
import { createWording } from './wording.ts';

export interface IssuerOptions {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly random: Random;
  /** The time by which partner tokens are judged, in ms; the wall clock unless given. */
  readonly tokenNow?: (() => number) | undefined;
  /** Wishes that differ from the defaults of `issuerAssumes`. */
  readonly readings?: Readings | undefined;
  readonly partner?: PartnerOptions | undefined;
  /** Programs besides the recipe's; one named "kyc" takes its place. */
  readonly programs?: readonly ProgramOptions[] | undefined;
  /** Used for a JWKS URL only. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** How many credentials are kept: beyond that the oldest that nothing more happens to go. */
  readonly keep?: number | undefined;
}

export interface Issuer {
  readonly service: Service;
  /** A call answered without a socket. */
  readonly call: Dispatch;
  readonly partner: Partner;
  /** The recipe's program. */
  readonly program: Program;
  readonly programs: readonly Program[];
  users(): readonly User[];
  credentials(filter?: CredentialFilter): readonly Credential[];
  /** How many of the oldest credentials have been let go. */
  dropped(): number;
  setMood(wish: MoodWish): ActiveMood;
  /** Ends moods, for one person or altogether, and lets go of what they keep stuck; returns how many ended. */
  clearMoods(applicant?: string): number;
  moods(): readonly ActiveMood[];
  /** Keeps a person's credentials WAIT_ONCHAIN, until `letGo`. */
  hold(applicant: string): void;
  letGo(applicant: string): void;
  /** Is this credential kept from being confirmed on purpose, by `hold` or by a mood? */
  isHeldBack(hash: string): boolean;
  /** ONCHAIN now, even if it is held back. */
  confirm(hash: string): Credential;
  revoke(hash: string): Credential;
  expire(hash: string): Credential;
  readonly assumes: readonly Assumption[];
  readonly readings: Readings;
  readonly assumed: readonly Assumed[];
  readonly generation: string;
  readonly docs: readonly { readonly title: string; readonly url: string }[];
}

export function createIssuer(options: IssuerOptions): Issuer {
  const { clock, journal, random } = options;
  const readings = chooseReadings(issuerAssumes, options.readings ?? {}, 'assumptions of the issuer');
  const rules = rulesUnder(readings);
  const partner = createPartner(options.partner ?? {}, {
    clock,
    random,
    tokenNow: options.tokenNow ?? (() => clock.wall()),
    rules: rules.token,
    // Looked up at each use: a test may have put another in its place since.
    fetch: options.fetch ?? ((...request) => globalThis.fetch(...request)),
  });
  const { issuerDid } = partner;
  const after = rules.credential.onchainAfter;
  const programs = toPrograms(options.programs ?? [], {
    issuerDid,
    random,
    onchain: after === null ? 'never' : { after },
  });
  const ledger = createLedger({
    clock,
    journal,
    random,
    keep: options.keep ?? Number.POSITIVE_INFINITY,
    isSettled: (hash) => lifecycle.isSettled(hash),
  });
  const lifecycle = createLifecycle(clock, ledger, rules.credential);
  const temper = createTemper(clock, journal, (mood) => {
    if (mood.mood === 'stuck-pending') lifecycle.unstick(mood.applicant);
  });
  const wording = createWording(rules.call);
  const desk = { clock, journal, random, rules, wording, partner, issuerDid, programs, ledger, lifecycle, temper };
  const service = createService(desk);
  const { toApplicant } = rules.token;

  /** A move by hand; one the state table does not have is an error. */
  function moveByHand(hash: string, verb: 'confirm' | 'revoke' | 'expire'): Credential {
    const before = ledger.find(hash);
    if (before === null) {
      const got = JSON.stringify(hash);
      throw new DoubleactError('not-found', { where: `issuer.${verb}`, expected: 'the hash of a credential', got });
    }
    if (!byHand[verb](lifecycle, hash)) {
      throw new DoubleactError('conflict', {
        where: `issuer.${verb}`,
        expected: 'a credential in a state that allows it',
        got: before.state,
      });
    }
    return ledger.find(hash) as Credential;
  }

  return {
    service,
    call: createDispatch(service),
    partner,
    program: [...programs.values()].find(({ name }) => name === 'kyc') as Program,
    programs: [...programs.values()],
    users: ledger.users,
    credentials: ledger.credentials,
    dropped: ledger.dropped,
    setMood: (wish) =>
      temper.set(typeof wish.applicant === 'string' ? { ...wish, applicant: toApplicant(wish.applicant) } : wish),
    clearMoods(applicant) {
      const whose = applicant === undefined ? undefined : toApplicant(applicant);
      const ended = temper.clear(whose);
      // Also what a mood made stuck whose count is spent by now.
      lifecycle.unstick(whose ?? null);
      return ended;
    },
    moods: temper.list,
    hold: (applicant) => lifecycle.hold(toApplicant(applicant)),
    letGo: (applicant) => lifecycle.letGo(toApplicant(applicant)),
    isHeldBack: lifecycle.isHeldBack,
    confirm: (hash) => moveByHand(hash, 'confirm'),
    revoke: (hash) => moveByHand(hash, 'revoke'),
    expire: (hash) => moveByHand(hash, 'expire'),
    assumes: issuerAssumes,
    readings,
    assumed: toAssumed(issuerAssumes, readings),
    generation: 'Issue-on-Behalf as documented Apr–Jul 2026',
    docs,
  };
}

const byHand: Readonly<Record<'confirm' | 'revoke' | 'expire', (lifecycle: Lifecycle, hash: string) => boolean>> = {
  confirm: (lifecycle, hash) => lifecycle.confirm(hash, 'confirmed by hand'),
  revoke: (lifecycle, hash) => lifecycle.revoke(hash, 'revoked by hand'),
  expire: (lifecycle, hash) => lifecycle.expire(hash, 'expired by hand'),
};

const site = 'https://docs.moca.network';
const docs = [
  { title: 'Recipe: KYC credential on event', url: `${site}/recipes/kyc-credential-on-event` },
  { title: 'Issue on Behalf', url: `${site}/airkit/usage/credential/issue-on-behalf` },
  { title: 'Issue on Behalf API', url: `${site}/airkit/usage/credential/issue-on-behalf-api` },
  { title: 'Partner authentication', url: `${site}/airkit/usage/partner-authentication` },
  { title: 'API reference (openapi.json)', url: `${site}/api-reference/introduction` },
  { title: 'Common errors', url: `${site}/airkit/troubleshooting/common-errors` },
  { title: 'Credential issues', url: `${site}/airkit/troubleshooting/credential-issues` },
] as const;
