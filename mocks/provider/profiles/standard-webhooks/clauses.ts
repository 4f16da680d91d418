// Where the specification says what a receiver is held to.
import type { Clauses } from '../../profile.ts';

const signing = 'Specification, signatures:';

export const clauses: Clauses = {
  forging: `${signing} HMAC-SHA256 in base64 over the id, the timestamp and the body, parted by full stops, compared in constant time`,
  malforming: `${signing} webhook-signature is a list of signatures parted by spaces, each with the version of its scheme`,
  'raw-body': `${signing} the body is signed as it is sent`,
  timing:
    'Specification, timestamp: compare it with the present and refuse what is too far off; the libraries take 5 minutes both ways',
  answering:
    'Specification, delivery: 2xx is success, 3xx is not followed, 410 disables the endpoint, 15 to 30 s to answer',
  deduping: 'Specification, webhook-id: the same on every retry of a message, to be used as an idempotency key',
  retrying: 'Specification, delivery: retries over several days; the order is the receiver’s own concern',
};
