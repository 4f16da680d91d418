// Where Veriff's documents say what a receiver is held to.
import { assumed, type Clauses, derived } from '../../profile.ts';

export const clauses: Clauses = {
  forging: 'HMAC authentication and endpoint security: a webhook whose signature does not fit is not from Veriff',
  malforming: 'HMAC authentication and endpoint security: the signature is the hex of an HMAC-SHA256',
  'raw-body': 'HMAC authentication and endpoint security: the payload as it came, signed with the shared secret',
  answering: 'Help centre: anything but 200 is tried again',
  'answering-in-time': assumed('Second-hand, from retellings of the webhooks guide: 5 seconds'),
  deduping: derived('Decision webhook page: several decisions may come for one session; at least once is second-hand'),
  retrying: 'Help centre: about once an hour for up to 7 days',
  deciding: 'Session status codes: 9001 approved is the one positive decision',
};
