// The specification of Standard Webhooks; what is inside data is what doubleact's documents say it sends.
import type { Reading } from '../reading.ts';
import { type Seal, wholeSeconds } from '../seal.ts';

const seal: Seal = {
  header: 'webhook-signature',
  timed: true,
  algorithm: 'sha256',
  encoding: 'base64',
  key: (secret) => Buffer.from(secret.startsWith('whsec_') ? secret.slice('whsec_'.length) : secret, 'base64'),
  read(value, header) {
    const signatures = value.split(' ').map((each) => {
      const [version = '', mac = ''] = each.split(',');
      return { version, mac };
    });
    return {
      t: wholeSeconds([header('webhook-timestamp') ?? '']),
      macs: signatures.filter(({ version }) => version === 'v1').map(({ mac }) => mac),
      others: signatures.filter(({ version }) => version !== 'v1').map(({ mac }) => mac),
      id: header('webhook-id') ?? '',
    };
  },
  signed: ({ id, t }, body) => Buffer.concat([Buffer.from(`${id}.${t}.`), body]),
};

export const standardWebhooks: Reading = {
  id: 'standard-webhooks',
  seal,
  eventId: { header: 'webhook-id' },
  fields: ['type', 'timestamp', 'data'],
  type: 'type',
  types: ['kyc.pending', 'kyc.review', 'kyc.approved', 'kyc.rejected'],
  approval: 'kyc.approved',
  standing: 'data.status',
  words: { approved: 'approved', rejected: 'rejected' },
  about: 'data.id',
  live: null,
  created: 'timestamp',
  verifiedAt: null,
  email: 'data.email',
  level: 'data.level',
};
