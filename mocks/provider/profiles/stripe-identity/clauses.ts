// Where Stripe's documents say what a receiver is held to.
import { type Clauses, derived, inPractice } from '../../profile.ts';

const verifying = 'Webhooks page, verifying signatures by hand:';

export const clauses: Clauses = {
  forging: `${verifying} compute the HMAC-SHA256 with the endpoint's secret and compare it with the v1 in the header`,
  malforming: `${verifying} split the header into its elements, keep t and v1, and discard every other scheme`,
  'raw-body': `${verifying} the signed payload is the timestamp, a full stop and the raw body as it came`,
  timing: 'Webhooks page, preventing replay attacks: the libraries tolerate 5 minutes between the timestamp and now',
  answering: 'Webhooks page: the endpoint must answer 2xx quickly, before any work that could make it time out',
  deduping: 'Webhooks page: an endpoint may get the same event more than once; log the ids of those that are processed',
  retrying: 'Webhooks page: retries for up to three days; the order of events is not guaranteed',
  'own-failures': inPractice(
    'Webhooks page: anything but a 2xx is a failed delivery; that 4xx blames the sender is HTTP (RFC 9110, 15.5)',
  ),
  deciding:
    'How sessions work: verified alone says that all checks have passed; after a failed one it is requires_input',
  modes: derived('The event object: livemode tells events of live mode from those of test mode'),
};
