// The recipe "Issue a KYC Credential on a Backend Event"; its callback only ever tells of a pass.
import type { Reading } from '../reading.ts';
import { fieldsSeal } from '../seal.ts';

export const recipe: Reading = {
  id: 'recipe',
  seal: fieldsSeal('kyc-signature'),
  eventId: { header: 'kyc-event-id' },
  fields: ['userEmail', 'kycLevel', 'verifiedAt'],
  type: null,
  types: [],
  approval: null,
  standing: null,
  words: {},
  about: 'userEmail',
  live: null,
  created: null,
  verifiedAt: 'verifiedAt',
  email: 'userEmail',
  level: 'kycLevel',
};
