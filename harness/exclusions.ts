// What no run over HTTP can see. Printed in every report, so that nobody takes silence for a pass.
import type { Exclusion } from './result.ts';

export const exclusions: readonly Exclusion[] = [
  {
    what: 'constant-time comparison of signatures',
    reason: 'Network latency hides differences of nanoseconds; read the code for a constant-time comparison.',
  },
  { what: 'secrets and personal data in logs', reason: 'What a receiver writes to its logs does not pass doubleact.' },
  { what: 'where keys and secrets are kept', reason: 'Storage is not visible from outside; only their use is.' },
  {
    what: 'TLS, certificates and HTTPS-only endpoints',
    reason: 'Deliveries go to a local address over plain HTTP, where nothing of the public connection exists.',
  },
  {
    what: 'lists of source addresses',
    reason: 'Deliveries come from this machine: what a receiver makes of addresses of the real provider is not seen.',
  },
  {
    what: 'the public JWKS and its rotation',
    reason: 'The issuer played here knows the keys that it handed out; a published URL is not fetched in a run.',
  },
  {
    what: 'durability against a power failure',
    reason: 'A restart ends a process, not the machine: whether storage was flushed is not seen.',
  },
  { what: 'load beyond a burst of some dozens', reason: 'A run measures behaviour, not capacity.' },
  {
    what: 'alerts, dead-letter queues and operators',
    reason: 'They are outside the two interfaces that doubleact plays.',
  },
  {
    what: 'answers of the real provider and issuer',
    reason: 'Both are played after their documents, with the assumptions listed; nothing was asked of the real ones.',
  },
];
