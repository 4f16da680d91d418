// Webhooks page and sandbox page of docs.kycert.com.br. A run that ended is "completed" whatever was decided.
import type { Reading } from '../reading.ts';
import { fieldsSeal } from '../seal.ts';

export const kycert: Reading = {
  id: 'kycert',
  seal: fieldsSeal('kycert-signature'),
  eventId: { body: 'id' },
  fields: ['id', 'object', 'event', 'created', 'livemode', 'data'],
  type: 'event',
  types: ['run.completed', 'run.failed'],
  approval: 'run.completed',
  standing: 'data.object.decision',
  words: { approved: 'approved', blocked: 'rejected', null: 'rejected' },
  about: 'data.object.run_id',
  live: { path: 'livemode', is: true },
  created: 'created',
  verifiedAt: 'data.object.completed_at',
  email: 'data.object.metadata.email',
  level: 'data.object.metadata.kyc_level',
};
