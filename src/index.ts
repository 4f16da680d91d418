// The public API: nothing but re-exports.
export type { Assumed, Assumption, Readings } from '../mocks/assumption.ts';
export type { Clock, ClockState, Hold, Move, Pace, Scheduled } from '../mocks/clock.ts';
export { formatDuration, parseDuration } from '../mocks/duration.ts';
export { DoubleactError, type ErrorCode, errorCodes } from '../mocks/errors.ts';
export type { Call, Dispatch, Reply } from '../mocks/http/route.ts';
export { toCall } from '../mocks/http/route.ts';
export type { Issuer } from '../mocks/issuer/issuer.ts';
export type { Entry, EntryFilter, EntryKind, EntryOf, Journal } from '../mocks/journal.ts';
export { defineProvider, type ProviderDraft } from '../mocks/provider/define-provider.ts';
export type { Delivery } from '../mocks/provider/deliveries.ts';
export { ladderOf } from '../mocks/provider/delivery.ts';
export type { Endpoint } from '../mocks/provider/endpoint.ts';
export type { EndpointDraft } from '../mocks/provider/endpoints.ts';
export { type Flaw, flaws } from '../mocks/provider/flaws/index.ts';
export type {
  Applicant,
  AttemptHead,
  Behaviour,
  Clauses,
  EventHead,
  EventType,
  Outcome,
  Places,
  Profile,
  Subject,
} from '../mocks/provider/profile.ts';
export { profiles } from '../mocks/provider/profiles/index.ts';
export type { EmitDetails, Emitted, Provider } from '../mocks/provider/provider.ts';
export type { Receiver } from '../mocks/provider/shot.ts';
export { bareMac, type Signing, standardWebhook, timestampedHex } from '../mocks/provider/signing.ts';
export type { ReceiverTime } from '../mocks/receiver-time.ts';
export { createSandbox, type Sandbox, type SandboxOptions } from '../mocks/sandbox.ts';
