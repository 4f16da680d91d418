// What a sandbox can be told, in one shape: read strictly from a file, or put together from flags.
import type { EffectsProbe } from '../harness/effects-probe.ts';
import type { Capabilities } from '../harness/history.ts';
import {
  any,
  array,
  boolean,
  integer,
  maxValue,
  minValue,
  number,
  optional,
  picklist,
  pipe,
  read,
  record,
  type Schema,
  strictObject,
  string,
} from '../harness/schema.ts';
import { endpointDraft } from '../harness/steps/fields.ts';
import { parseDuration } from '../mocks/duration.ts';
import { DoubleactError } from '../mocks/errors.ts';
import { isJsonObject } from '../mocks/json.ts';
import { checkTarget } from '../mocks/provider/endpoint.ts';
import type { Profile } from '../mocks/provider/profile.ts';
import { profileNamed, profiles } from '../mocks/provider/profiles/index.ts';
import type { ReceiverTime } from '../mocks/receiver-time.ts';
import type { SandboxOptions } from '../mocks/sandbox.ts';

export interface Settings {
  readonly provider?: string;
  /** Providers of one's own, from defineProvider(): only a .ts file can hold them. */
  readonly providers?: readonly Profile[];
  readonly receiver?: string;
  readonly path?: string;
  readonly secret?: string;
  readonly port?: number;
  readonly seed?: number;
  readonly start?: string;
  readonly speed?: number;
  readonly receiverTime?: string;
  readonly timeout?: string;
  readonly allowHosts?: readonly string[];
  readonly assume?: Readonly<Record<string, string>>;
  readonly endpoints?: SandboxOptions['endpoints'];
  readonly issuer?: SandboxOptions['issuer'];
  // For `test` alone.
  /** The command that starts the receiver. */
  readonly exec?: string;
  /** What answers once it is ready: a path of it, or a URL. */
  readonly ready?: string;
  /** Other names for what it is told through its environment. */
  readonly names?: Readonly<Record<string, string>>;
  readonly capabilities?: Partial<Capabilities>;
  /** Where a receiver that issues nothing here is asked what it did. */
  readonly effects?: EffectsProbe;
  /** Files and folders of scenarios of your own. */
  readonly scenarios?: readonly string[];
  /** Why a check is left out, by its id. */
  readonly skip?: Readonly<Record<string, string>>;
  readonly baseline?: string;
  readonly parallel?: number;
  readonly intercept?: boolean;
}

/** The control port: provider and issuer take the two after it. */
export const lastPort = 65_533;

/** Where the user said a setting, as complaints name it. */
export type Places = (key: keyof Settings) => string;

const port = pipe(number(), integer(), minValue(0), maxValue(lastPort));
const seed = pipe(number(), integer(), minValue(0));

const partner = strictObject({
  partnerId: optional(string()),
  keyId: optional(string()),
  issuerDid: optional(string()),
  algorithm: optional(picklist(['RS256', 'ES256'])),
  // A key set, or the URL of one.
  jwks: optional(any()),
});

const schema = strictObject({
  provider: optional(string()),
  // Made by defineProvider(), which has looked at them already.
  providers: optional(array(any())),
  receiver: optional(string()),
  path: optional(string()),
  secret: optional(string()),
  port: optional(port),
  seed: optional(seed),
  start: optional(string()),
  speed: optional(pipe(number(), minValue(0))),
  receiverTime: optional(string()),
  timeout: optional(string()),
  allowHosts: optional(array(string())),
  assume: optional(record(string(), string())),
  endpoints: optional(array(endpointDraft)),
  // What a program may say is known to the issuer, which reads it as strictly.
  issuer: optional(strictObject({ partner: optional(partner), programs: optional(array(record(string(), any()))) })),
  exec: optional(string()),
  ready: optional(string()),
  names: optional(record(string(), string())),
  capabilities: optional(
    strictObject({
      issues: optional(boolean()),
      restart: optional(boolean()),
      rotation: optional(boolean()),
      tenants: optional(boolean()),
    }),
  ),
  effects: optional(strictObject({ url: string() })),
  scenarios: optional(array(string())),
  skip: optional(record(string(), string())),
  baseline: optional(string()),
  parallel: optional(pipe(number(), integer(), minValue(1))),
  intercept: optional(boolean()),
});

export function toSettings(value: unknown, where: string): Settings {
  const given = value ?? {};
  if (isJsonObject(given)) {
    const settings = read(schema as unknown as Schema<Settings>, given, where);
    mustBeProviders(settings.providers ?? [], `${where}.providers`);
    return settings;
  }
  throw new DoubleactError('bad-value', {
    where,
    expected: 'settings by name, such as provider: kycert',
    got: Array.isArray(given) ? 'a list' : JSON.stringify(given),
  });
}

function mustBeProviders(own: readonly unknown[], where: string): void {
  const ids = profiles.map(({ id }) => id);
  for (const [index, each] of own.entries()) {
    const { id, under } = (each ?? {}) as Partial<Profile>;
    const place = `${where}.${index}`;
    if (typeof id !== 'string' || typeof under !== 'function') {
      const expected = 'what defineProvider() gives back';
      throw new DoubleactError('bad-config', { where: place, expected, got: JSON.stringify(each) ?? 'nothing' });
    }
    if (ids.includes(id)) {
      throw new DoubleactError('conflict', {
        where: `${place}.id`,
        expected: 'an id of its own',
        got: JSON.stringify(id),
      });
    }
    ids.push(id);
  }
}

/** The provider that the settings name, of ours or of the user's own; with only one of their own, that one. */
export function providerOf({ provider, providers: own = [] }: Settings, where = '--provider'): Profile {
  const [only] = own;
  if (provider === undefined && own.length === 1 && only !== undefined) return only;
  return profileNamed(provider ?? 'kyve', where, own);
}

/** `receiverTime` as `--receiver-time`. */
export function flagOf(key: keyof Settings): string {
  return `--${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** The sandbox that these settings ask for. */
export function toSandboxOptions(settings: Settings, defaultPath: string, placeOf: Places = flagOf): SandboxOptions {
  const { receiver, secret, endpoints, allowHosts, issuer, assume } = settings;
  const speed = settings.speed ?? 1;
  return {
    provider: providerOf(settings, placeOf('provider')),
    seed: settings.seed,
    start: settings.start === undefined ? undefined : instant(settings.start, placeOf('start')),
    pace: speed === 0 ? 'still' : { speed },
    receiver:
      receiver === undefined
        ? undefined
        : toReceiver(receiver, settings.path ?? defaultPath, allowHosts, placeOf('receiver')),
    secret,
    endpoints,
    allowHosts,
    assume,
    issuer,
    timeout: settings.timeout === undefined ? undefined : parseDuration(settings.timeout, placeOf('timeout')),
    receiverTime:
      settings.receiverTime === undefined ? undefined : toReceiverTime(settings.receiverTime, placeOf('receiverTime')),
  };
}

/** A receiver given as a bare origin listens where receivers of its provider usually do. */
export function toReceiver(
  receiver: string,
  path: string,
  allowHosts: readonly string[] | undefined,
  where: string,
): string {
  // Looked at here too, because here its place is known by the name that the user gave it.
  const url = checkTarget(receiver, { livemode: false, plainHttp: true, allowHosts: allowHosts ?? [] }, where);
  if (url.pathname !== '/' || url.search !== '') return receiver;
  return new URL(path, url).href;
}

function toReceiverTime(text: string, where: string): ReceiverTime {
  if (text === 'wall' || text === 'sandbox') return text;
  const [, sign, span] = /^skew:([+-]?)(.+)$/.exec(text) ?? [];
  if (span !== undefined) return { skew: parseDuration(span, where) * (sign === '-' ? -1 : 1) };
  const [, fixed] = /^fixed:(.+)$/.exec(text) ?? [];
  if (fixed !== undefined) return { fixed: instant(fixed, where) };
  throw new DoubleactError('bad-value', {
    where,
    expected: 'wall, sandbox, skew:-2h or fixed:2026-01-01T00:00:00Z',
    got: JSON.stringify(text),
  });
}

function instant(text: string, where: string): number {
  const time = Date.parse(text);
  // Without its zone a time would be another one on the next machine; a bare day is UTC.
  if (!Number.isNaN(time) && /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d.*(?:Z|[+-]\d\d:\d\d))?$/.test(text)) return time;
  throw new DoubleactError('bad-value', {
    where,
    expected: 'a time such as 2026-01-01T00:00:00Z',
    got: JSON.stringify(text),
  });
}
