// Where Jumio's documents say what a receiver is held to.
import { assumed, type Clauses, derived } from '../../profile.ts';

export const clauses: Clauses = {
  answering: 'Callback page: save the callback and send back a 200 OK response',
  'answering-in-time': assumed('No document says how long an answer may take: 10 seconds are assumed'),
  deciding: derived(
    'Callback page: the callback tells the status alone; what came of the workflow is retrieved from the retrieval API',
  ),
};
