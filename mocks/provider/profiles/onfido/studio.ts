// Workflow Studio: a run for each person, with its status in the event, and the tasks on its way.
import type { EventHead, JsonObject, Subject } from '../../profile.ts';
import { type Product, seconds } from './product.ts';

const ends = ['approved', 'declined', 'review', 'abandoned', 'error'] as const;

export const studio: Product = {
  kind: 'workflow run',
  path: 'workflow_runs',
  initial: 'awaiting_input',
  moves: {
    awaiting_input: ['processing', 'abandoned', 'error'],
    processing: ['awaiting_input', 'approved', 'declined', 'review', 'error'],
    review: ['approved', 'declined'],
    approved: [],
    declined: [],
    abandoned: [],
    error: [],
  },
  landings: {
    pending: { status: 'processing' },
    approved: { status: 'approved' },
    rejected: { status: 'declined' },
    review: { status: 'review' },
    canceled: { status: 'abandoned' },
    failed: { status: 'error' },
  },
  fires: (to) => ((ends as readonly string[]).includes(to) ? ['workflow_run.completed'] : []),
  events: [
    { type: 'workflow_task.started', tells: 'a task of a run has begun', documented: true, says: ['pending'] },
    { type: 'workflow_task.completed', tells: 'a task of a run is done', documented: true, says: ['pending'] },
    {
      type: 'workflow_run.completed',
      tells: 'a run has ended, however it ended',
      documented: true,
      says: ['approved', 'rejected', 'review', 'canceled', 'failed'],
    },
  ],
  approval: 'workflow_run.completed',
  earlier: { type: 'workflow_task.completed', outcome: 'pending' },
  body: (event, run) => (event.type.startsWith('workflow_task.') ? taskEvent(event, run) : runEvent(event, run)),
  view: (run) => runView(run, run.status, run.movedAt),
};

const site = 'https://api.eu.onfido.com/v3.6/workflow_runs';
const task = { id: 'profile_1eb92', definition: 'profile_data' } as const;

/** Keys in the order of the official sample of a task. */
function taskEvent(event: EventHead, run: Subject): JsonObject {
  const over = event.type === 'workflow_task.completed';
  const at = seconds(event.created);
  return {
    resource_type: 'workflow_task',
    action: event.type,
    object: {
      id: task.id,
      task_spec_id: task.id,
      task_def_id: task.definition,
      workflow_run_id: run.id,
      status: over ? 'completed' : 'started',
      [over ? 'completed_at_iso8601' : 'started_at_iso8601']: at,
      href: `${site}/${run.id}/tasks/${task.id}`,
    },
    resource: {
      created_at: at,
      id: task.id,
      workflow_run_id: run.id,
      updated_at: at,
      input: {},
      task_def_version: null,
      task_def_id: task.definition,
      output: null,
    },
  };
}

function runEvent(event: EventHead, run: Subject): JsonObject {
  const status = studio.landings[event.outcome]?.status ?? run.status;
  return {
    resource_type: 'workflow_run',
    action: event.type,
    object: {
      id: run.id,
      status,
      completed_at_iso8601: seconds(event.created),
      href: `${site}/${run.id}`,
    },
    resource: runView(run, status, event.created),
  };
}

function runView(run: Subject, status: string, updated: number): JsonObject {
  const { id, fields, applicant, createdAt } = run;
  return {
    id,
    applicant_id: fields.applicant_id ?? '',
    workflow_id: fields.workflow_id ?? '',
    workflow_version_id: 1,
    status,
    created_at: seconds(createdAt),
    updated_at: seconds(updated),
    dashboard_url: `https://dashboard.onfido.com/results/${id}`,
    customer_user_id: applicant.customerId,
    tags: fields.tags ?? [],
    output: {},
    reasons: [],
    error: status === 'error' ? { type: 'sandbox', message: 'Made up by doubleact.' } : null,
  };
}
