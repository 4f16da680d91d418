// OpenAPI file v3.6 and the webhook verifier of the Node library. An event names a run or a check; the applicant's record
// says whose it is, and of a classic check the API alone says how it came out.
import { type JsonObject, valueAt } from '../../../mocks/json.ts';
import { textOf, timeOf } from '../notice.ts';
import type { Notice, ProviderApi, Reading, Standing } from '../reading.ts';
import { bareSeal } from '../seal.ts';

const words: Readonly<Record<string, Standing>> = {
  approved: 'approved',
  declined: 'rejected',
  abandoned: 'rejected',
  error: 'rejected',
  withdrawn: 'rejected',
};

export const onfido: Reading = {
  id: 'onfido',
  seal: bareSeal('x-sha2-signature'),
  fields: ['payload'],
  eventId: {
    madeOf: [
      'payload.action',
      'payload.object.id',
      'payload.object.workflow_run_id',
      'payload.object.completed_at_iso8601',
      'payload.object.started_at_iso8601',
    ],
  },
  type: 'payload.action',
  types: [
    'workflow_run.completed',
    'workflow_task.started',
    'workflow_task.completed',
    'check.started',
    'check.completed',
    'check.reopened',
    'check.withdrawn',
  ],
  // Which of the two products it is shows in the event.
  approval: null,
  standing: 'payload.object.status',
  words,
  about: 'payload.object.id',
  live: null,
  created: 'payload.object.completed_at_iso8601',
  verifiedAt: null,
  email: null,
  level: null,
  lookUp: (notice, body, api) =>
    notice.type.startsWith('check.') ? ofCheck(notice, body, api) : ofRun(notice, body, api),
};

/** A run's status in its own event is signed; of a task's run it is only asked whose it is. */
async function ofRun(notice: Notice, body: JsonObject, api: ProviderApi): Promise<Notice> {
  const ended = notice.type === 'workflow_run.completed';
  const id = ended ? notice.about : textOf(valueAt(body, 'payload.object.workflow_run_id'));
  const run = await read(api, `/v3.6/workflow_runs/${encodeURIComponent(id)}`);
  const standing = ended ? notice.standing : 'pending';
  return complete({ ...notice, about: id, standing, approves: ended && standing === 'approved' }, run, body, api);
}

async function ofCheck(notice: Notice, body: JsonObject, api: ProviderApi): Promise<Notice> {
  const check = await read(api, `/v3.6/checks/${encodeURIComponent(notice.about)}`);
  const passed = notice.type === 'check.completed' && check.result === 'clear';
  return complete({ ...notice, standing: passed ? 'approved' : notice.standing, approves: passed }, check, body, api);
}

async function complete(notice: Notice, found: JsonObject, body: JsonObject, api: ProviderApi): Promise<Notice> {
  const applicant = await read(api, `/v3.6/applicants/${encodeURIComponent(textOf(found.applicant_id))}`);
  const [level] = Array.isArray(found.tags) ? found.tags : [];
  return {
    ...notice,
    at: notice.at ?? timeOf(valueAt(body, 'payload.object.started_at_iso8601')),
    livemode: applicant.sandbox === false,
    email: textOf(applicant.email),
    level: textOf(level),
  };
}

/** What is signed is true: if the API does not know it yet, the event must come again. */
async function read(api: ProviderApi, path: string): Promise<JsonObject> {
  const found = await api.get(path, { authorization: `Token token=${api.key}` });
  if (found === null) throw new Error(`there is no ${path}`);
  return found;
}
