// A run as others see it: in a webhook, when it is read, in a list. Documented are status, decision and completed_at or
// failed_at; flags.external_id and metadata on reads; the other keys are an assumption.
import {
  type EventHead,
  isJsonObject,
  type JsonObject,
  type Landing,
  type Outcome,
  type Readings,
  type Subject,
} from '../../profile.ts';
import { type Band, bandOf, type Decision } from './fixtures.ts';

const ends: Readonly<Partial<Record<Outcome, { readonly status: string; readonly decision: Decision | null }>>> = {
  approved: { status: 'completed', decision: 'APPROVED' },
  rejected: { status: 'blocked', decision: 'BLOCKED' },
  review: { status: 'pending_review', decision: 'PENDING_REVIEW' },
  partial: { status: 'partial', decision: 'PARTIAL' },
  failed: { status: 'failed', decision: null },
};

/** Status and fields of a run that ended this way. */
export function landingsUnder(readings: Readings): Readonly<Partial<Record<Outcome, Landing>>> {
  const landings: Partial<Record<Outcome, Landing>> = {};
  for (const [outcome, { status, decision }] of Object.entries(ends)) {
    const merged = readings['status-pairing'] === 'completed' && (status === 'blocked' || status === 'pending_review');
    landings[outcome as Outcome] = {
      status: merged ? 'completed' : status,
      fields: { decision: inCase(decision, readings), risk_band: inBandWords(decision, readings) },
    };
  }
  return landings;
}

/** Which status may follow which: a run is queued, then over. */
export function movesUnder(readings: Readings): Readonly<Record<string, readonly string[]>> {
  const over = [...new Set(Object.values(landingsUnder(readings)).map(({ status }) => status))];
  return { queued: over, ...Object.fromEntries(over.map((status) => [status, []])) };
}

/** A run as the API tells it. */
export function runView(run: Subject, readings: Readings): JsonObject {
  const ended = run.status !== 'queued';
  return {
    object: 'run',
    run_id: run.id,
    status: run.status,
    decision: ended ? (run.fields.decision ?? null) : null,
    risk_band: ended ? (run.fields.risk_band ?? null) : null,
    template_id: run.fields.template_id ?? null,
    subject: run.fields.subject ?? null,
    flags: flagsOf(run),
    metadata: { ...run.metadata },
    livemode: run.livemode,
    created_at: inTimes(run.createdAt, readings),
    ...(ended ? endOf(run.status, run.movedAt, readings) : { completed_at: null }),
  };
}

/** `data.object` of run.completed and run.failed. */
export function eventObject(event: EventHead, run: Subject, readings: Readings): JsonObject {
  const landing = landingsUnder(readings)[event.outcome];
  // An event sent by hand may tell of an end that the run has not come to.
  const told =
    landing === undefined || landing.status === run.status
      ? run
      : { ...run, status: landing.status, movedAt: event.created };
  const view = runView({ ...told, fields: { ...run.fields, ...landing?.fields } }, readings);
  if (readings['result-keys'] !== 'documented') return view;
  return { status: told.status, decision: view.decision ?? null, ...endOf(told.status, told.movedAt, readings) };
}

export function flagsOf(run: Subject): JsonObject {
  return isJsonObject(run.fields.flags) ? run.fields.flags : { external_id: null };
}

function endOf(status: string, at: number, readings: Readings): JsonObject {
  return { [status === 'failed' ? 'failed_at' : 'completed_at']: inTimes(at, readings) };
}

function inTimes(at: number, readings: Readings): string | number {
  return readings['result-times'] === 'unix' ? Math.floor(at / 1000) : new Date(at).toISOString();
}

function inCase(decision: Decision | null, readings: Readings): string | null {
  return readings['decision-case'] === 'lower' ? (decision?.toLowerCase() ?? null) : decision;
}

function inBandWords(decision: Decision | null, readings: Readings): string | null {
  if (decision === null) return null;
  const band: Band = bandOf[decision];
  if (readings['band-words'] !== 'bureau') return band;
  return band === 'CRITICAL' ? 'high' : band.toLowerCase();
}
