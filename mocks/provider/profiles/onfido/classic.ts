// Classic checks: an event that names a check and says that it is complete; whether it is clear stands in the API alone.
import type { EventHead, JsonObject, Subject } from '../../profile.ts';
import { type Product, seconds } from './product.ts';

export const classic: Product = {
  kind: 'check',
  path: 'checks',
  initial: 'in_progress',
  // A check may be reopened and come to another result, so each result is a status of its own here.
  moves: {
    in_progress: ['complete-clear', 'complete-consider', 'withdrawn'],
    'complete-clear': ['in_progress', 'complete-consider'],
    'complete-consider': ['in_progress', 'complete-clear'],
    withdrawn: [],
  },
  landings: {
    pending: { status: 'in_progress' },
    approved: { status: 'complete-clear' },
    // "consider": somebody must look at it. A classic check never says that a person is refused.
    review: { status: 'complete-consider' },
    canceled: { status: 'withdrawn' },
  },
  fires: (to) => [named[to] ?? 'check.completed'],
  events: [
    { type: 'check.started', tells: 'a check has begun', documented: true, says: ['pending'] },
    {
      type: 'check.completed',
      tells: 'a check is complete, whatever its result',
      documented: true,
      says: ['approved', 'review'],
    },
    { type: 'check.reopened', tells: 'a check that was complete goes on', documented: true, says: ['pending'] },
    { type: 'check.withdrawn', tells: 'a check was given up', documented: true, says: ['canceled'] },
  ],
  approval: 'check.completed',
  earlier: { type: 'check.started', outcome: 'pending' },
  body(event, check) {
    const href = `https://api.onfido.com/v3/checks/${check.id}`;
    return {
      resource_type: 'check',
      action: event.type,
      object: { id: check.id, status: statusIn(event, check), ...timeOf(event), href },
    };
  },
  view(check) {
    const { id, fields, createdAt, status, livemode } = check;
    return {
      id,
      created_at: seconds(createdAt),
      href: `/v3.6/checks/${id}`,
      applicant_id: fields.applicant_id ?? '',
      applicant_provides_data: false,
      status: shown(status),
      tags: fields.tags ?? [],
      result: resultOf(status),
      report_ids: [fields.report_id ?? ''],
      sandbox: !livemode,
      version: '3.6',
    };
  },
};

const named: Readonly<Record<string, string>> = {
  in_progress: 'check.started',
  withdrawn: 'check.withdrawn',
};

const shown = (status: string): string => status.replace(/-.*/, '');

function resultOf(status: string): string | null {
  return /^complete-(.+)$/.exec(status)?.[1] ?? null;
}

function statusIn(event: EventHead, check: Subject): string {
  if (event.type === 'check.reopened') return 'reopened';
  return shown(classic.landings[event.outcome]?.status ?? check.status);
}

/** Only the times of the beginning and of the end have names. */
function timeOf({ type, created }: EventHead): JsonObject {
  if (type === 'check.completed') return { completed_at_iso8601: seconds(created) };
  return type === 'check.started' ? { started_at_iso8601: seconds(created) } : {};
}
