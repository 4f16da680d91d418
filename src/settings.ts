// What a sandbox can be told, in one shape: read strictly from a file, or put together from flags.
import {
  any,
  array,
  integer,
  maxValue,
  minValue,
  number,
  optional,
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
import { checkTarget } from '../mocks/provider/endpoint.ts';
import type { ReceiverTime } from '../mocks/receiver-time.ts';
import type { SandboxOptions } from '../mocks/sandbox.ts';

export interface Settings {
  readonly provider?: string;
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
}

const port = pipe(number(), integer(), minValue(0), maxValue(65_533));
const seed = pipe(number(), integer(), minValue(0));

const schema = strictObject({
  provider: optional(string()),
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
  issuer: optional(strictObject({ partner: optional(any()), programs: optional(any()) })),
});

export function toSettings(value: unknown, where: string): Settings {
  return read(schema as unknown as Schema<Settings>, value ?? {}, where);
}

/** The sandbox that these settings ask for. */
export function toSandboxOptions(settings: Settings, defaultPath: string): SandboxOptions {
  const { provider, receiver, secret, endpoints, allowHosts, issuer, assume } = settings;
  const speed = settings.speed ?? 1;
  return {
    provider,
    seed: settings.seed,
    start: settings.start === undefined ? undefined : instant(settings.start, '--start'),
    pace: speed === 0 ? 'still' : { speed },
    receiver: receiver === undefined ? undefined : toReceiver(receiver, settings.path ?? defaultPath, allowHosts),
    secret,
    endpoints,
    allowHosts,
    assume,
    issuer,
    timeout: settings.timeout === undefined ? undefined : parseDuration(settings.timeout, '--timeout'),
    receiverTime: settings.receiverTime === undefined ? undefined : toReceiverTime(settings.receiverTime),
  };
}

/** A receiver given as a bare origin listens where receivers of its provider usually do. */
function toReceiver(receiver: string, path: string, allowHosts: readonly string[] = []): string {
  // Looked at here too, because here its place is known by the name that the user gave it.
  const url = checkTarget(receiver, { livemode: false, plainHttp: true, allowHosts }, '--receiver');
  if (url.pathname !== '/' || url.search !== '') return receiver;
  return new URL(path, url).href;
}

function toReceiverTime(text: string): ReceiverTime {
  if (text === 'wall' || text === 'sandbox') return text;
  const [, sign, span] = /^skew:([+-]?)(.+)$/.exec(text) ?? [];
  if (span !== undefined) return { skew: parseDuration(span, '--receiver-time') * (sign === '-' ? -1 : 1) };
  const [, fixed] = /^fixed:(.+)$/.exec(text) ?? [];
  if (fixed !== undefined) return { fixed: instant(fixed, '--receiver-time') };
  throw new DoubleactError('bad-value', {
    where: '--receiver-time',
    expected: 'wall, sandbox, skew:-2h or fixed:2026-01-01T00:00:00Z',
    got: JSON.stringify(text),
  });
}

function instant(text: string, where: string): number {
  const time = Date.parse(text);
  if (!Number.isNaN(time) && /^\d{4}-/.test(text)) return time;
  throw new DoubleactError('bad-value', {
    where,
    expected: 'a time such as 2026-01-01T00:00:00Z',
    got: JSON.stringify(text),
  });
}
