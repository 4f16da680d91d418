// Pages "Decision webhook", "Event webhook" and "Session status codes" of devdocs.veriff.com. Decisions count; the event
// webhooks say how far somebody is, and decide nothing.
import { isJsonObject, readJson, valueAt } from '../../../mocks/json.ts';
import { textOf } from '../notice.ts';
import type { Reading } from '../reading.ts';
import { bareSeal } from '../seal.ts';

export const veriff: Reading = {
  id: 'veriff',
  seal: bareSeal('x-hmac-signature'),
  fields: ['status', 'verification', 'technicalData'],
  eventId: { madeOf: ['verification.id', 'verification.attemptId', 'verification.code'] },
  type: 'verification.status',
  types: ['approved', 'declined', 'resubmission_requested', 'expired', 'abandoned', 'review'],
  approval: 'approved',
  standing: 'verification.status',
  words: { approved: 'approved', declined: 'rejected', expired: 'rejected', abandoned: 'rejected' },
  about: 'verification.id',
  live: null,
  created: 'verification.decisionTime',
  verifiedAt: null,
  email: null,
  level: null,
  // Whose vendorData it is: the record that was given when the session was made.
  async lookUp(notice, body) {
    const read = readJson(textOf(valueAt(body, 'verification.vendorData')));
    const record = 'value' in read && isJsonObject(read.value) ? read.value : {};
    return { ...notice, email: textOf(record.email), level: textOf(record.kyc_level) };
  },
};
