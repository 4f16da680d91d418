// Where the recipe says what a receiver is held to, and where it is only assumed.
import type { Clauses } from '../../profile.ts';

const recipe = 'Issue a KYC Credential on a Backend Event';
const unsigned = `${recipe}: no signature is checked there; the scheme is assumed to be kyve’s`;

export const clauses: Clauses = {
  forging: unsigned,
  malforming: unsigned,
  'raw-body': unsigned,
  timing: unsigned,
  answering: `${recipe}, step 1: the handler answers 200; how long it may take is assumed`,
  deduping: `${recipe}: repeated callbacks are assumed, as in the kyve profile`,
  retrying: `${recipe}: one confirmed person, one credential; retries are assumed`,
  'own-failures': 'HTTP semantics (RFC 9110, 15.5): a 4xx says that the sender erred',
  deciding: `${recipe}: "the moment your identity provider confirms a user", not before`,
  modes: `${recipe}: the body has no mode`,
};
