// Pages "Callback integration", "Authorization" and "View or retrieve workflow transactions" of documentation.jumio.ai.
// Nobody signs a callback, so nothing in it is believed: it only says where to look.
import { type JsonObject, valueAt } from '../../../mocks/json.ts';
import { textOf, timeOf } from '../notice.ts';
import type { Notice, ProviderApi, Reading, Standing } from '../reading.ts';

const words: Readonly<Record<string, Standing>> = {
  PASSED: 'approved',
  REJECTED: 'rejected',
  NOT_EXECUTED: 'rejected',
};

export const jumio: Reading = {
  id: 'jumio',
  seal: null,
  fields: ['callbackSentAt', 'userReference', 'workflowExecution', 'account'],
  eventId: { madeOf: ['workflowExecution.id', 'workflowExecution.status'] },
  type: 'workflowExecution.status',
  types: ['ACQUISITION_STARTED', 'ACQUIRED', 'PROCESSED', 'SESSION_EXPIRED', 'TOKEN_EXPIRED'],
  approval: 'PROCESSED',
  standing: 'workflowExecution.status',
  words: { session_expired: 'rejected', token_expired: 'rejected' },
  about: 'workflowExecution.id',
  live: null,
  created: 'callbackSentAt',
  verifiedAt: null,
  email: 'userReference',
  level: null,
  async lookUp(notice, body, api) {
    const account = textOf(valueAt(body, 'account.id'));
    const path = `/api/v1/accounts/${encodeURIComponent(account)}/workflow-executions/${encodeURIComponent(notice.about)}`;
    const found = await api.get(path, { authorization: `Bearer ${await tokenFrom(api)}` });
    // Not ours: somebody made it up.
    if (found === null) return { ...notice, known: false, standing: 'none', approves: false };
    return believed(notice, found);
  },
};

function believed(notice: Notice, found: JsonObject): Notice {
  const status = textOf(valueAt(found, 'workflow.status'));
  const ended = status === 'PROCESSED' && notice.type === 'PROCESSED';
  const decided = words[textOf(valueAt(found, 'decision.type'))] ?? 'pending';
  const standing = ended || decided === 'rejected' ? decided : 'pending';
  const completed = timeOf(found.completedAt);
  return {
    ...notice,
    // Known again by what is true of it: one made up too early must not pass for the real one.
    id: status === notice.type ? notice.id : JSON.stringify([notice.id, status]),
    standing,
    approves: ended && standing === 'approved',
    at: completed ?? notice.at,
    verifiedAt: completed === null ? notice.verifiedAt : new Date(completed).toISOString(),
    email: textOf(valueAt(found, 'workflow.userReference')),
    level: textOf(valueAt(found, 'workflow.customerInternalReference')),
  };
}

async function tokenFrom(api: ProviderApi): Promise<string> {
  const basic = Buffer.from(`${api.key}:${api.secret}`).toString('base64');
  const found = await api.post('/oauth2/token', { authorization: `Basic ${basic}` }, 'grant_type=client_credentials');
  return textOf(found.access_token);
}
