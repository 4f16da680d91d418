// A Jumio workflow execution: its statuses, what the retrieval API reads of it, and the thin callback that points there.
import type { EventHead, EventType, JsonObject, Landing, Outcome, Readings, Subject } from '../../profile.ts';

/** A workflow runs once: each way to PROCESSED is a status of its own here, so that another result takes another workflow. */
export const moves: Readonly<Record<string, readonly string[]>> = {
  INITIATED: ['ACQUISITION_STARTED', 'TOKEN_EXPIRED'],
  ACQUISITION_STARTED: ['ACQUIRED', 'SESSION_EXPIRED'],
  ACQUIRED: ['PROCESSED-PASSED', 'PROCESSED-WARNING', 'PROCESSED-REJECTED'],
  'PROCESSED-PASSED': [],
  'PROCESSED-WARNING': [],
  'PROCESSED-REJECTED': [],
  SESSION_EXPIRED: [],
  TOKEN_EXPIRED: [],
};

/** "PASSED = 0-30, WARNING = 31-70, REJECTED = 71-100, NOT_EXECUTED = -1". */
const decided = (type: string, score: number, label = type): JsonObject => ({
  decision: { type, details: { label }, risk: { score } },
});

export const landings: Readonly<Partial<Record<Outcome, Landing>>> = {
  pending: { status: 'ACQUIRED', fields: { decision: null } },
  approved: { status: 'PROCESSED-PASSED', fields: decided('PASSED', 0) },
  review: { status: 'PROCESSED-WARNING', fields: decided('WARNING', 50) },
  rejected: { status: 'PROCESSED-REJECTED', fields: decided('REJECTED', 100) },
  canceled: { status: 'SESSION_EXPIRED', fields: decided('NOT_EXECUTED', -1, 'SESSION_EXPIRED') },
  expired: { status: 'TOKEN_EXPIRED', fields: decided('NOT_EXECUTED', -1, 'TOKEN_EXPIRED') },
};

/** The names are the statuses: a callback has no other type. */
export const events: readonly EventType[] = [
  {
    type: 'ACQUISITION_STARTED',
    tells: 'the person has begun (if such callbacks are on)',
    documented: true,
    says: ['pending'],
  },
  {
    type: 'ACQUIRED',
    tells: 'everything was handed in (if such callbacks are on)',
    documented: true,
    says: ['pending'],
  },
  {
    type: 'PROCESSED',
    tells: 'the workflow has run; how it came out stands in the retrieval API alone',
    documented: true,
    says: ['approved', 'review', 'rejected'],
  },
  { type: 'SESSION_EXPIRED', tells: 'the person began and did not end', documented: true, says: ['canceled'] },
  { type: 'TOKEN_EXPIRED', tells: 'the person never began', documented: true, says: ['expired'] },
];

export function firesUnder(readings: Readings): (to: string) => readonly string[] {
  const between = readings['intermediate-callbacks'] === 'on';
  return (to) => {
    if (to === 'INITIATED') return [];
    return to === 'ACQUISITION_STARTED' || to === 'ACQUIRED' ? (between ? [to] : []) : [shown(to)];
  };
}

const shown = (status: string): string => status.replace(/-.*/, '');

const retrieval = 'https://retrieval.amer-1.jumio.ai/api/v1/accounts';

/** The status an event shows is its name. */
export function callback(event: EventHead, workflow: Subject | null, readings: Readings): JsonObject {
  if (workflow === null) return {};
  const { id, fields } = workflow;
  const account = String(fields.account ?? '');
  return {
    callbackSentAt: new Date(event.created).toISOString(),
    ...(readings['user-reference'] !== 'left-out' && { userReference: referenceOf(workflow, readings) }),
    workflowExecution: {
      id,
      href: `${retrieval}/${account}/workflow-executions/${id}`,
      definitionKey: fields.definitionKey ?? '',
      status: event.type,
    },
    account: { id: account, href: `${retrieval}/${account}` },
  };
}

/** What the retrieval API reads: keys of the documented sample, without credentials and capabilities. */
export function details(workflow: Subject, readings: Readings): JsonObject {
  const { id, status, fields, applicant, createdAt, movedAt } = workflow;
  const over = (moves[status] ?? []).length === 0;
  return {
    workflow: {
      id,
      status: shown(status),
      definitionKey: fields.definitionKey ?? '',
      ...(readings['user-reference'] !== 'left-out' && { userReference: referenceOf(workflow, readings) }),
      customerInternalReference: applicant.level,
    },
    account: { id: fields.account ?? '' },
    createdAt: new Date(createdAt).toISOString(),
    startedAt: new Date(createdAt).toISOString(),
    ...(over && { completedAt: new Date(movedAt).toISOString(), decision: fields.decision ?? null }),
  };
}

function referenceOf({ applicant }: Subject, readings: Readings): string {
  return readings['user-reference'] === 'customer-id' ? applicant.customerId : applicant.email;
}
