// Where the recipe says what a receiver is held to, and where it is only assumed.
import { assumed, type Clauses, inPractice } from '../../profile.ts';

const recipe = 'Issue a KYC Credential on a Backend Event';
const unsigned = assumed(`${recipe}: no signature is checked there; the scheme is assumed to be kyve’s`);

export const clauses: Clauses = {
  forging: unsigned,
  malforming: unsigned,
  'raw-body': unsigned,
  timing: unsigned,
  answering: `${recipe}, step 1: the handler answers 200`,
  // Its own full flow polls until the chain confirms before it answers.
  'answering-in-time': assumed(`${recipe}: how long an answer may take is not said`),
  deduping: assumed(`${recipe}: repeated callbacks are assumed, as in the kyve profile`),
  retrying: assumed(`${recipe}: one confirmed person, one credential; retries are assumed`),
  'own-failures': inPractice('HTTP semantics (RFC 9110, 15.5): a 4xx says that the sender erred'),
  deciding: `${recipe}: "the moment your identity provider confirms a user", not before`,
  modes: assumed(`${recipe}: the body has no mode`),
};
