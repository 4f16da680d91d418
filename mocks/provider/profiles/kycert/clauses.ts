// Where kycert's documents say what a receiver is held to.
import type { Clauses } from '../../profile.ts';

const verifying = 'Webhooks page, verifying signatures:';

export const clauses: Clauses = {
  forging: `${verifying} "Always verify the signature before processing any webhook event."`,
  malforming: `${verifying} "Always verify the signature before processing any webhook event."`,
  'raw-body': `${verifying} "Use the raw request body for verification — do not pass a parsed and re-serialized JSON object."`,
  timing: `${verifying} "Reject the event if the timestamp is more than 5 minutes from your server's current time."`,
  answering:
    'Webhooks page: "If your endpoint does not return a 2xx status within 30 seconds, kycert retries the delivery"',
  deduping: 'Webhooks page: "Make your handler idempotent by storing processed event IDs"',
  retrying:
    'Webhooks page: "return 200 and handle the failure internally (a dead-letter queue, an alert, etc.)", and the table of retries',
  'own-failures': 'Webhooks page: "Never return a 4xx status for internal processing errors."',
  deciding: 'Webhooks page, events: run.completed carries the decision, run.failed has none',
  modes:
    'Webhooks page: "The livemode field is true for production events and false for sandbox events. Use this to distinguish environments in a shared endpoint."',
};
